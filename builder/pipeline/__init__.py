"""The steps from an article to a book, in order.

    inspect          bytes -> Document -> Inspection                                          intake
    draft            Inspection -> Module with items, judged by the item rules                intake
    import_articles  draft, then new files in a course: module, quiz, article, snapshot, one toc entry
    import_again     a changed article -> merged three ways into its module, written as one change    again
    edited, would_import  a module -> what a person changed; and a file -> what importing it would    differing
    pick             another course's modules -> this one; later what changed there, merged like an import    pick
    pages            course -> one notebook a module, student or instructor edition           book
    build            pages, written where nobody edited them, then the book                    book
    check            course -> what every rule finds; status, accept rest on it               review
    check_syllabi    syllabi of a course -> what the rules of syllabi find                    review
    check_built      what was built -> what it tells that it must not                         built
    check_accessibility  what was built -> a report on WCAG 2.2, and what is wrong              accessibility
    check_published  what Git knows of the course -> what a public repository would show      public
    new_course       nothing -> a course that builds                                          starting
    bank, report     course -> its items, and what is told about them                         quizzes
    rename, remove     a module under another name, or in the trash; all that names it follows, or is told
    move               modules elsewhere in the table of contents, with the remarks on their lines
    source             words or a quiz item -> where in the article they come from
    accept_items, reject_items, redraft    items marked, thrown away or drafted again in quiz.yml

What is read and decided comes first, what is written last: a step that stops has written nothing.
"""

from builder.files.toc_move import Target
from builder.pipeline.accessibility import Looked, check_accessibility
from builder.pipeline.again import Again
from builder.pipeline.book import Built, Edition, build, check_notebooks, pages
from builder.pipeline.built import check_built
from builder.pipeline.differing import Edited, edited, would_import
from builder.pipeline.explaining import Explanation, explain, explanations
from builder.pipeline.intake import Imported, Source, as_json, draft, import_articles, inspect
from builder.pipeline.moving import Moved, move
from builder.pipeline.pick import Picked, pick
from builder.pipeline.public import check_published
from builder.pipeline.quizzes import QuizReport, Redrafted, accept_items, bank, redraft, reject_items, report
from builder.pipeline.removing import Removed, remove
from builder.pipeline.renaming import Renamed, rename
from builder.pipeline.review import Row, accept, check, check_syllabi, status
from builder.pipeline.starting import new_course
from builder.pipeline.tracing import Found, source

__all__ = [
    "Again",
    "Built",
    "Edited",
    "Edition",
    "Explanation",
    "Found",
    "Imported",
    "Looked",
    "Moved",
    "Picked",
    "QuizReport",
    "Redrafted",
    "Removed",
    "Renamed",
    "Row",
    "Source",
    "Target",
    "accept",
    "accept_items",
    "as_json",
    "bank",
    "build",
    "check",
    "check_accessibility",
    "check_built",
    "check_notebooks",
    "check_published",
    "check_syllabi",
    "draft",
    "edited",
    "explain",
    "explanations",
    "import_articles",
    "inspect",
    "move",
    "new_course",
    "pages",
    "pick",
    "redraft",
    "reject_items",
    "remove",
    "rename",
    "report",
    "source",
    "status",
    "would_import",
]

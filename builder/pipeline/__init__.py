"""The steps from an article to a book, in order.

    inspect          bytes -> Document -> Inspection                                          intake
    draft            Inspection -> Module with items, judged by the item rules                intake
    import_articles  draft, then new files in a course: module, quiz, article, snapshot, one toc entry
    pages            course -> one notebook a module, student or instructor edition           book
    build            pages, written where nobody edited them, then the book

What is read and decided comes first, what is written last: a step that stops has written nothing.
"""

from builder.pipeline.book import Built, Edition, build, check_notebooks, pages
from builder.pipeline.intake import Imported, Source, as_json, draft, import_articles, inspect

__all__ = [
    "Built",
    "Edition",
    "Imported",
    "Source",
    "as_json",
    "build",
    "check_notebooks",
    "draft",
    "import_articles",
    "inspect",
    "pages",
]

"""Rules for what stands in a module: headings, quotations, items, objectives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.checks.quotations import Holding, holding, holds, nearest
from builder.findings import Finding, Where, error, note, warning
from builder.model.article import Article, ArticleSection
from builder.model.course import CourseModule
from builder.model.item import Item, MultipleChoice, MultipleResponse, Quote
from builder.model.module import Module, ModuleSection
from builder.text.inline import plain
from builder.text.words import folded
from builder.wording import phrase

#: What a pointer quotes behind the number of a talking point or paragraph; other quotation marks are a person's own.
_QUOTED = re.compile(r"\d+\s?[,،]\s*[“«„]\s?(?P<words>[^“”«»„]{3,}?)\s?[”»“]")


def heading_added(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """A heading that a person added is meant for students, or is kept from them."""
    article = entry.article
    if article is None:
        return
    known = {_same(section.heading) for section in article.sections if section.heading}
    known |= {_same(heading) for heading in article.headings}
    known.add(_same(phrase(article.language, "chosen.text")))
    for section in entry.module.sections:
        if (
            section.kind == "other"
            and section.heading
            and not section.instructor
            and _same(section.heading) not in known
        ):
            help_ = f"to keep it for yourself write `## {section.heading} {{instructor}}`"
            message = f"students see the section “{section.heading}”, which is not the article's"
            yield note("heading-added", message, _at(entry, section), help_)


def _same(heading: str) -> str:
    return folded(plain(heading)).casefold().strip(" :.")


def _at(entry: CourseModule, section: ModuleSection) -> Where:
    return Where(file=entry.file, line=section.span.line if section.span else section.body_line)


def article_of(entry: CourseModule) -> Article:
    """Return the article of a module; of one written by hand what it holds itself."""
    if entry.article is not None:
        return entry.article
    module = entry.module
    own = tuple(_section(section) for section in module.sections if section.kind in ("other", "plain_summary"))
    return Article(
        kind="article",
        title=module.front.title,
        language=module.front.language,
        keywords=module.front.keywords,
        talking_points=module.talking_points,
        key_insight=module.key_insight,
        summary=module.summary,
        informing_practice=module.informing_practice,
        definitions=module.definitions,
        sections=own,
    )


def _section(section: ModuleSection) -> ArticleSection:
    return ArticleSection(heading=section.heading or None, level=2, paragraphs=tuple(section.body.split("\n\n")))


def quotation_not_found(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """Every quotation of an item, an option or a prompt's pointer stands in the article."""
    held = holding(article_of(entry))
    for item in entry.module.items:
        for quote in _quotes(item):
            if not holds(held, quote.quote):
                where = Where(file=entry.quiz_file, line=entry.items.get(item.id), path=item.id)
                yield _not_held(held, "P01", quote.quote, where)
    for prompt in entry.module.prompts:
        for pointer in prompt.plan.look_for:
            for words in _pointed_at(pointer):
                if not holds(held, words):
                    yield _not_held(held, "pointer-not-found", words, line_of(entry, "prompts", pointer))


#: The parts of a module that hold the article's own words, and what stands between quotation marks there.
_OF_THE_ARTICLE = ("summary", "talking_points", "key_insight", "informing_practice", "definitions")
_SPOKEN = re.compile(r"[“«„]\s?(?P<words>[^“”«»„\n]{12,400}?)\s?[”»“]")
_FEWEST_WORDS = 4


def quotation_changed(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """What stands between quotation marks in the article's own parts of a module stands in the article."""
    if entry.article is None:
        return
    held = holding(entry.article)
    for section in entry.module.sections:
        if section.kind not in _OF_THE_ARTICLE or section.instructor:
            continue
        for number, line in enumerate(section.body.split("\n")):
            for match in _SPOKEN.finditer(plain(line)):
                words = match["words"].rstrip(" .,;:…")
                if len(words.split()) >= _FEWEST_WORDS and not holds(held, words):
                    where = Where(file=entry.file, line=section.body_line + number)
                    yield _not_held(held, "quotation-changed", words, where)


def _quotes(item: Item) -> Iterator[Quote]:
    if item.source is not None:
        yield item.source
    if isinstance(item, MultipleChoice | MultipleResponse):
        yield from (option.source for option in item.options if option.source is not None)


def _pointed_at(pointer: str) -> Iterator[str]:
    for match in _QUOTED.finditer(plain(pointer)):
        yield re.sub(r"[\s.,;:…]+\Z", "", match["words"])


def _not_held(held: Holding, code: str, words: str, where: Where) -> Finding:
    near = nearest(held, words)
    help_ = (
        f"the nearest text it holds: “{near}”"
        if near
        else "quote the article word for word, or leave the quotation out"
    )
    message = f"the article does not hold the quotation “{words}”"
    return error(code, message, where, help_) if code == "P01" else warning(code, message, where, help_)


def line_of(entry: CourseModule, kind: str, words: str) -> Where:
    """Return the line of a section on which the words begin, or on which its heading stands."""
    wanted = folded(plain(words))[:40]
    for section in entry.module.sections:
        if section.kind == kind:
            for number, line in enumerate(section.body.split("\n")):
                if wanted and wanted in folded(plain(line)):
                    return Where(file=entry.file, line=section.body_line + number)
            return _at(entry, section)
    return Where(file=entry.file)


def objective_unknown(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """An item serves an objective that is there."""
    there = len(entry.module.objectives)
    for item in entry.module.items:
        if item.objective is not None and item.objective > there:
            where = Where(file=entry.quiz_file, line=entry.items.get(item.id), path=item.id)
            message = f"item {item.id} serves objective {item.objective}, and the module has {there or 'none'}"
            yield warning("objective-unknown", message, where, "correct the number, or write the objective")


def item_unreviewed(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """In a module that somebody has reviewed no drafted item waits for a person."""
    if entry.module.front.status != "reviewed":
        return  # the draft as a whole waits
    for item in entry.module.items:
        if item.origin == "drafted" and not item.accepted:
            where = Where(file=entry.quiz_file, line=entry.items.get(item.id), path=item.id)
            slug = entry.module.slug
            help_ = f"`builder quiz accept {slug} {item.id}`, `builder quiz reject {slug} {item.id}`, or change it"
            yield warning("item-unreviewed", f"nobody has looked at the drafted item {item.id}", where, help_)


def content_missing(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """A module has objectives, something to read, prompts and a quiz."""
    for name in missing(entry.module):
        if name == "quiz" and entry.kept is not None:
            continue
        code, message, help_ = _MISSING[name]
        yield note(code, message, Where(file=entry.file, line=1), help_)


_MISSING = {
    "objectives": (
        "objectives-missing",
        "the module has no learning objectives",
        "write some under `## Learning objectives`",
    ),
    "summary": ("summary-missing", "the module has nothing to read", "write a summary under `## Summary`"),
    "prompts": ("prompts-missing", "the module has no discussion prompts", "write some under `## Discussion prompts`"),
    "quiz": ("quiz-missing", "the module has no quiz items", "write some in quiz.yml"),
}


def missing(module: Module) -> tuple[str, ...]:
    """Return the names of the usual parts that a module lacks."""
    readable = any(s.kind in ("summary", "plain_summary", "other") and not s.instructor for s in module.sections)
    there = {
        "objectives": bool(module.objectives),
        "summary": readable,
        "prompts": bool(module.prompts),
        "quiz": bool(module.items),
    }
    return tuple(name for name, has in there.items() if not has)

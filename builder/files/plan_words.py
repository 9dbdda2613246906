"""The reasons of a drafted syllabus in words: for the remarks in its file, and for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.model.syllabus_plan import Chosen, Field, LeftOut, Met, Need, PlannedSession, SyllabusPlan
from builder.wording import counted, phrase

#: So many modules are named that use terms of a module, or define terms for it, and the others counted.
_NAMED = 3
#: What says what a module is about; a description or an objective may only touch it.
_STRONG: frozenset[Field] = frozenset(("keyword", "title", "term"))


def words(language: str, name: str, /, **fields: object) -> str:
    """Return a phrase of the plan's remarks."""
    return phrase(language, f"plan_comment.{name}", **fields)


def quoted(language: str, text: str) -> str:
    """Return a text in the quotation marks of a language."""
    return phrase(language, "marks.quoted", words=text)


def listed(language: str, texts: Iterable[str]) -> str:
    """Return texts in a row, with the comma of a language."""
    return phrase(language, "marks.comma").join(texts)


def reasons(one: Chosen, plan: SyllabusPlan, language: str) -> Iterator[str]:
    """Yield why a module stands where it stands, a line each."""
    if one.met:
        topics = listed(language, (_topic(met, language) for met in one.met))
        yield words(language, "topics", topics=topics)
    if plan.levels and one.entry.level is None:
        yield words(language, "no_level")
    yield from _before(one.before, plan, language)
    needed = [*(("late", need) for need in one.late), *(("outside", need) for need in one.outside)]
    for name, need in needed[:_NAMED]:
        yield _need(name, need, plan, language)
    if len(needed) > _NAMED:
        yield counted(language, "plan_comment.needs_more", len(needed) - _NAMED)
    if one.moved:
        yield words(language, "moved")
    asked, meeting = one.entry.minutes, plan.syllabus.meetings[0].minutes
    too_long = words(language, "too_long", minutes=asked, meeting=meeting) if asked and asked > meeting else ""
    reading = counted(language, "plan_comment.reading", one.entry.reading_minutes)
    yield phrase(language, "marks.semicolon").join(filter(None, (reading, too_long)))


def _topic(met: Met, language: str) -> str:
    """Return a topic with where it is met; where a module only touches it is told where nothing else speaks for it."""
    by_field: dict[Field, dict[str, str]] = {}
    for hit in met.hits:
        by_field.setdefault(hit.field, {}).setdefault(hit.words.casefold(), hit.words)
    told = [field for field in by_field if field in _STRONG] or list(by_field)
    said = (
        words(language, field, words=listed(language, (quoted(language, one) for one in by_field[field].values())))
        for field in told
    )
    return f"{met.topic} ({phrase(language, 'marks.semicolon').join(said)})"


def _before(needs: tuple[Need, ...], plan: SyllabusPlan, language: str) -> Iterator[str]:
    for need in needs[:_NAMED]:
        said = listed(language, (quoted(language, term) for term in need.terms))
        yield words(language, "before", module=quoted(language, plan.titles[need.user]), terms=said)
    if len(needs) > _NAMED:
        yield counted(language, "plan_comment.before_more", len(needs) - _NAMED)


def _need(name: str, need: Need, plan: SyllabusPlan, language: str) -> str:
    said = listed(language, (quoted(language, term) for term in need.terms))
    return words(language, name, module=quoted(language, plan.titles[need.definer]), terms=said)


def sharing(session: PlannedSession, plan: SyllabusPlan, language: str) -> str:
    """Return the line that says how several modules fit into one meeting."""
    minutes = " + ".join(str(one.entry.minutes) for one in session.chosen)
    return words(language, "shared", minutes=minutes, meeting=plan.syllabus.meetings[0].minutes)


def why_left_out(left: LeftOut, plan: SyllabusPlan, language: str) -> str:
    """Return why a module is not in the plan, in a few words."""
    if left.cause == "translation":
        return words(language, "left_translation", module=quoted(language, plan.titles[left.detail]))
    if left.cause == "language":
        flag = f"--language {','.join((*plan.languages, left.detail))}"
        return words(language, "left_language", detail=left.detail, flag=flag)
    return words(language, f"left_{left.cause}", detail=left.detail)

"""What `builder rename`, `builder remove`, `builder move` and `builder source` print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.files.changes import Step
    from builder.model.course import TocEntry
    from builder.pipeline.moving import Moved
    from builder.pipeline.removing import Removed
    from builder.pipeline.renaming import Renamed
    from builder.pipeline.tracing import Found

_PAGES = "`builder build` makes the pages again"
_PAGES_AND_SYLLABI = "`builder syllabus build` makes the files of its syllabus again, then `builder build` the pages"


def renamed(outcome: Renamed, *, written: bool) -> list[str]:
    """Return the lines about a renaming."""
    if not outcome.steps:
        return [f"{outcome.slug}: named {outcome.new} already; nothing changes"]
    lines = [f"{outcome.slug} -> {outcome.new}{_dry(written)}"]
    told = Counter(f"{one.file}:{one.line}: {one.what} follows" for one in outcome.references)
    lines += [f"  {line}" + f" ({count} times)" * (count > 1) for line, count in told.items()]
    if not written:
        lines += _steps(outcome.steps)
    lines += _old(outcome.stale)
    pages = _PAGES_AND_SYLLABI if any(one.file.startswith("syllabi/") for one in outcome.references) else _PAGES
    if outcome.undone:
        said = f"the name {outcome.slug} is given up: an address of that name that you published leads nowhere now"
        return [*lines, f"this undoes the last renaming; {said}", *([pages] if written else [])]
    kept = "what readers answered stays theirs, and the old address leads on"
    return [*lines, *([f"{pages}; {kept}"] if written else [])]


def removed(outcome: Removed, *, written: bool) -> list[str]:
    """Return the lines about a removal."""
    lines = [f"{slug} -> {place}{_dry(written)}" for slug, place in outcome.places.items()]
    lines += [f"  the part “{part}” of _toc.yml has no other page: it goes too" for part in outcome.parts]
    if not written:
        lines += _steps(outcome.steps)
    lines += _old(outcome.stale)
    note = "in each of these folders a note says how to bring the module back"
    return [*lines, f"{note}; {_PAGES}"] if written else lines


def moved(outcome: Moved, *, written: bool) -> list[str]:
    """Return the lines about a move: each part that changed, as it is then."""
    if not outcome.changed:
        return ["they stand there already; nothing changes"]
    before, after = (_parts(toc.entries) for toc in (outcome.before, outcome.after))
    lines = []
    for caption, files in after.items():
        if before.get(caption) != files:
            lines += [f"{caption or '_toc.yml'}{_dry(written)}", *(f"  {file}" for file in files)]
    lines += [f"the part “{part}” of _toc.yml has no other page: it goes" for part in outcome.parts]
    return [*lines, *(["`builder build` makes the book again"] if written else [])]


def source(found: Found) -> list[str]:
    """Return the lines about where words come from: the place, then the sentence."""
    traced = found.traced
    if not traced.places:
        return [f"{found.slug}: the article says nothing like it"]
    how = "exact words" if traced.is_exact else f"nearest, {round(traced.share * 100)} % of its words"
    of_item = f"{found.item}: “{found.text}”; " if found.item is not None else ""
    lines = [f"{found.slug}: {of_item}{how}"]
    for place in traced.places:
        number = f"¶{place.paragraph}, " if place.paragraph is not None else ""
        file = f", {found.file}" if found.file is not None else ""
        line = f":{place.line}" if place.line is not None else ""
        lines += [f"  {number}{place.part}{file}{line}", f"    {place.sentence}"]
    if found.changed and found.file is not None:
        lines.append(f"  {found.file} is another version than the one that was imported")
    return lines


def source_as_json(found: Found) -> str:
    """Return the JSON of `builder source --json`."""
    import json

    import msgspec

    match = ("exact" if found.traced.is_exact else "nearest") if found.traced.places else None
    value = {"format": 1, **msgspec.to_builtins(found), "traced": None, "match": match}
    del value["traced"]
    value.update(msgspec.to_builtins(found.traced))
    return json.dumps(value, indent=2, ensure_ascii=False)


def _parts(entries: Iterable[TocEntry]) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for entry in entries:
        found.setdefault(entry.caption, []).append(entry.file)
    return found


def _dry(written: bool) -> str:
    return "" if written else " (nothing written)"


def _steps(steps: Iterable[Step]) -> list[str]:
    return [f"  {step}" for step in steps]


def _old(folders: Iterable[str]) -> list[str]:
    return [f"  {folder} has handouts under the old name: delete it once you need them no more" for folder in folders]

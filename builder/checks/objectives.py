"""Rules for learning objectives: OBJ01 to OBJ04.

An objective says what a student can be seen to do.  The verbs are those of the revised taxonomy of Anderson &
Krathwohl (2001), a table a language (`items/words/`); where a language has no table the rules are silent.
"""

from __future__ import annotations

import re

from builder.checks.items.reading import own_words
from builder.checks.items.tables import Words, table
from builder.findings import Finding, Where, warning
from builder.text.inline import plain
from builder.text.words import count

_FEWEST, _MOST = 3, 5
#: A ban reaches this far: "to be able to understand", not a verb at the end of a long clause.
_FIRST_WORDS = 7


def lint_objectives(objectives: tuple[str, ...], language: str) -> tuple[Finding, ...]:
    """Return what the rules find in the objectives of a module; `where.path` is the number of one, from 1."""
    known = table(language)
    if not objectives or known.group("verbs") == known.group(""):
        return ()
    found = [
        warning(code, message, Where(path=str(number)))
        for number, objective in enumerate(objectives, 1)
        for code, message in _one(own_words(plain(objective)), known)
    ]
    if not _FEWEST <= len(objectives) <= _MOST:
        found.append(
            warning("OBJ04", f"there are {len(objectives)} objectives; {_FEWEST} to {_MOST} are a good number")
        )
    if not any(known.opening("higher_verbs", plain(text)) for text in objectives):
        found.append(warning("OBJ04", "no objective asks for more than to recall, to explain or to apply"))
    return tuple(found)


def _one(text: str, known: Words) -> list[tuple[str, str]]:
    """Return the codes and messages for one objective."""
    found: list[tuple[str, str]] = []
    vague = known.find("vague_verbs", " ".join(text.split()[:_FIRST_WORDS]))
    inside = known.find("vague_anywhere", text)
    verb = known.opening("verbs", text) or known.opening("higher_verbs", text)
    if vague and (not verb or known.opening("vague_verbs", text) or _is_joined(vague, text, known)):
        found.append(("OBJ02", f"nobody can see whether a student does this: “{vague}”"))
    elif inside:
        found.append(("OBJ02", f"nobody can see whether it is so: “{inside}”"))
    if not verb and not known.opening("vague_verbs", text):
        first = text.split(maxsplit=1)[0] if text.split() else ""
        found.append(("OBJ01", f"it opens with “{first}” and not with a verb that says what a student does"))
    second = _second_verb(text, verb, known) if verb else None
    if second:
        found.append(("OBJ03", f"it asks for two things, to {verb.lower() if verb else ''} and to {second}"))
    return found


def _second_verb(text: str, verb: str, known: Words) -> str | None:
    """Return the verb that an "and", an "or" or a comma sets beside the first, with an object of its own or without."""
    joins = rf"(?:,? (?:{known.group('joins')}|then|&)|[,;/.&])\s*(?:also |then |to )?"
    verbs = f"(?:{known.group('verbs')}|{known.group('higher_verbs')}|{known.group('vague_verbs')})"
    match = re.search(
        rf"{joins}(?P<verb>{verbs})(?:l[aoe]s?)?(?!\w)(?! (?:of|in|is|are|from|by)(?!\w))", text, re.IGNORECASE
    )
    if match is None or count(text) < 2:
        return None
    return None if match["verb"].casefold() == verb.casefold() else match["verb"].lower()


def _is_joined(vague: str, text: str, known: Words) -> bool:
    return re.search(rf"{known.group('joins')} {re.escape(vague)}(?!\w)", text, re.IGNORECASE) is not None

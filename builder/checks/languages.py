"""Whether the builder has words in the languages of a course, and what stands there where it has none."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from builder.checks.looking import Looking
from builder.checks.syllabus.reading import at
from builder.findings import Finding, Where, note, warning
from builder.text.locales import english_name
from builder.wording import faults_of, known_words


def language_without_words(looking: Looking) -> Iterator[Finding]:
    """Headings and labels are in the language of their module or syllabus; told once for each in which they are not."""
    spoken: dict[str, list[Where]] = {}
    for entry in looking.course.modules:
        where = Where(file=entry.file, line=entry.keys.get("language", 1))
        spoken.setdefault(entry.module.front.language, []).append(where)
    for read in looking.course.syllabi:
        spoken.setdefault(read.syllabus.language, []).append(at(read, "language"))
    for language, (first, *others) in spoken.items():
        for finding in without_words(language, first):
            more = f" (here and in {len(others)} more of the course)" if others else ""
            yield msgspec.structs.replace(finding, message=finding.message + more)


def translation_faults(looking: Looking) -> Iterator[Finding]:
    """What is to be mended in the catalogues of the languages that the course uses, by their lines."""
    spoken = {entry.module.front.language for entry in looking.course.modules}
    spoken |= {read.syllabus.language for read in looking.course.syllabi}
    told = {found for language in sorted(spoken) for found in faults_of(language)}
    for file, fault in sorted(told, key=lambda one: (one[0], one[1].line, one[1].message)):
        yield warning("translation-wrong", fault.message, Where(file=file, line=fault.line), fault.help)


def without_words(language: str, where: Where) -> tuple[Finding, ...]:
    """Return what is to be said of a language in which some of our words, or all, are English."""
    known, name = known_words(language), english_name(language)
    help_ = "docs/translating.md tells how to add them; no programming is needed"
    if known.problem is not None:
        message = f"our words in {name} cannot be read, and English ones stand there: {known.problem}"
        return (warning("language-without-words", message, where, "mend the catalogue: docs/translating.md"),)
    if known.translated == 0:
        message = f"there are no words of ours in {name}: headings and labels are English"
        return (note("language-without-words", message, where, help_),)
    if known.translated < known.phrases:
        message = f"{known.translated} of {known.phrases} of our phrases are in {name}: the others are English"
        return (note("language-without-words", message, where, help_),)
    return ()

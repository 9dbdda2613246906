"""Why nothing, or less than was asked for, can be drafted: what is nowhere in the course, with what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from builder.catalog.keywords import Keyword, keywords
from builder.findings import Finding, error, has_errors, warning
from builder.model.entry import Entry
from builder.syllabus.plan.choice import Wanted, base_language, is_of_level, sifted
from builder.syllabus.plan.draft import Request, Supply
from builder.syllabus.plan.fit import topics_met
from builder.text.likeness import likeness

#: A keyword is near a topic from so much likeness on; else the course's most common ones are named.
_NEAR = 0.3
_NAMED = 8


def refusals(request: Request, supply: Supply) -> tuple[Finding, ...]:
    """Return why no plan can be drafted of these modules, nothing where one can."""
    wanted = request.wanted
    if not supply.entries:
        help_ = "`builder import ARTICLE` makes one"
        return (error("plan-nothing", "the course has no module to plan with", help=help_),)
    listed = tuple(entry for entry in supply.entries if entry.slug in supply.pages)
    if not listed:
        help_ = "add the modules to _toc.yml; only what the book shows is planned"
        return (error("plan-nothing", "no page of the book shows a module", help=help_),)
    spoken = _in_languages(listed, wanted)
    if not spoken:
        message = f"no module is in the language {' or '.join(wanted.languages)}"
        return (error("plan-language", message, help=f"the languages of the course: {_counted(listed)}"),)
    found = (*_levels(spoken, wanted), *_topics(listed, wanted))
    if not has_errors(found) and not sifted(supply.entries, supply.pages, wanted, supply.examples).met:
        help_ = "leave out --level, or some of --topics"
        return (*found, error("plan-nothing", "no module meets the topics on that level", help=help_))
    return found


def _in_languages(entries: Sequence[Entry], wanted: Wanted) -> tuple[Entry, ...]:
    asked = set(map(base_language, wanted.languages))
    return tuple(entry for entry in entries if base_language(entry.language) in asked)


def _counted(entries: Sequence[Entry]) -> str:
    counts = Counter(base_language(entry.language) for entry in entries)
    return ", ".join(
        f"{tag} ({number})" for tag, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _levels(entries: Sequence[Entry], wanted: Wanted) -> Iterator[Finding]:
    for level in wanted.levels:
        if not any(entry.level is not None and is_of_level(entry, (level,)) for entry in entries):
            named = ", ".join(sorted({entry.level for entry in entries if entry.level is not None}))
            help_ = f"levels of the course: {named}" if named else "no module names a level: leave out --level"
            yield error("plan-level", f"no module has the level “{level}”", help=help_)


def _topics(entries: Sequence[Entry], wanted: Wanted) -> Iterator[Finding]:
    """Yield the topics that no module meets.

    One that looks like a slip, or that other flags would meet, stops the draft; so does it if nothing else is asked
    for.  Of one that is simply not in the course it is said, and the others are planned.
    """
    spoken = _in_languages(entries, wanted)
    unmet = [topic for topic in wanted.topics if not any(topics_met(entry, (topic,)) for entry in spoken)]
    known = keywords(spoken)
    for topic in unmet:
        abroad = [entry for entry in entries if topics_met(entry, (topic,))]
        message = f"no module meets the topic “{topic}”"
        if abroad:
            tags = ",".join(dict.fromkeys([*wanted.languages, *(entry.language for entry in abroad)]))
            message = f"only modules in other languages meet the topic “{topic}”, as {abroad[0].slug} does"
            yield error("plan-topic", message, help=f"take them in with --language {tags}")
        elif near := _near(topic, known):
            yield error("plan-topic", message, help=f"the nearest keywords of the course: {', '.join(near)}")
        elif len(unmet) == len(wanted.topics):
            yield error("plan-topic", message, help=_common(known))
        else:
            yield warning("plan-topic", f"{message}, and the others are planned", help=_common(known))


def _near(topic: str, known: Sequence[Keyword]) -> list[str]:
    """Return the keywords that may be meant."""
    alike = sorted(((-likeness(topic, word.keyword), word.keyword) for word in known), key=lambda pair: pair)
    return [keyword for score, keyword in alike if -score >= _NEAR][:3]


def _common(known: Sequence[Keyword]) -> str:
    """Return the keywords that most modules have."""
    named = ", ".join(word.keyword for word in sorted(known, key=lambda word: -len(word.slugs))[:_NAMED])
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return f"keywords of the course: {named}{more}" if named else "no module has a keyword: leave out --topics"

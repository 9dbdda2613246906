"""Quiz items, drafted: candidates of every kind, judged by the item rules, kept or refused by name.

A candidate that breaks a rule is refused, never mended: no filter is lowered to fill a quota.  Where the
options are at fault, the same idea is asked as a question to be answered in writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from builder.drafting.acronyms import spelled_out
from builder.drafting.assembly import Across, assembled
from builder.drafting.candidate import Candidate
from builder.drafting.kinds import (
    clauses,
    cloze,
    definition_term,
    definitions,
    insight,
    listing,
    method,
    order,
    role,
    voice,
)
from builder.drafting.rivals import Term
from builder.findings import Finding, Where, has_errors, note
from builder.model.article import Article
from builder.model.item import Item

#: The item rules, handed in by the pipeline: an item of this article to findings, codes as in `checks`.
Lint = Callable[[Item], tuple[Finding, ...]]

#: The patterns that are looked for beside definition -> term, which looks at the other modules too;
#: a new one is a new file and a row here and in `assembly`.
KINDS: tuple[Callable[[Article], tuple[Candidate, ...]], ...] = (
    definitions.matching,
    cloze.candidates,
    role.candidates,
    voice.candidates,
    voice.both,
    method.candidates,
    listing.candidates,
    clauses.reasons,
    clauses.conditions,
    clauses.contrasts,
    clauses.consequences,
    definitions.features,
    insight.candidates,
    order.candidates,
)


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate that the rules kept out: its kind, what it asked for, and what they found."""

    kind: str
    about: str
    problems: tuple[Finding, ...]

    def note(self) -> Finding:
        """Return the refusal as a note for a person."""
        reasons = "; ".join(dict.fromkeys(f"{finding.message} ({finding.code})" for finding in self.problems))
        return note("item-refused", f"a question on {self.about}: {reasons}", Where(path=self.about))


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What drafting made of an article.

    items: the quiz.  refused: every candidate that a rule kept out.
    mined: how many candidates there were, refused ones among them.
    asked: what the items ask for, as a person would name it: a refusal of one form says nothing where another stands.
    """

    items: tuple[Item, ...] = ()
    refused: tuple[Refusal, ...] = ()
    mined: int = 0
    asked: frozenset[str] = frozenset()


def draft_items(
    article: Article,
    lint: Lint,
    across: Across,
    *,
    keeping: tuple[Item, ...] = (),
    without: frozenset[str] = frozenset(),
    neighbours: tuple[Term, ...] = (),
) -> Draft:
    """Return the quiz made of what the rules let pass, and what they refused.

    `across` are the rules over a whole quiz.  `keeping` are items that stay: what is drafted goes beside them.
    `without` are the ids of items that are not to be drafted again.
    `neighbours` are terms of other modules of the course, in this article's language.
    """
    kept: list[Candidate] = []
    refused: list[Refusal] = []
    mined = 0
    for candidate in _mined(article, neighbours):
        mined += 1
        problems = _errors(candidate, lint)
        written = candidate.written
        if _is_among(candidate, without) or (written is not None and _is_among(written, without)):
            continue  # an idea that was rejected comes back in no form
        if written is not None and _errors(written, lint):
            written = None
        if problems:
            refused.append(_refusal(candidate, problems))
            kept += [written] if written is not None else []
        else:
            kept.append(msgspec.structs.replace(candidate, written=written))
    chosen, given_away = assembled(kept, across, keeping)
    refused += [_refusal(candidate, problems) for candidate, problems in given_away]
    return Draft(items=chosen, refused=tuple(refused), mined=mined, asked=_asked(kept, chosen))


def _asked(kept: list[Candidate], chosen: tuple[Item, ...]) -> frozenset[str]:
    """Return what the chosen items ask for, in whichever form of a candidate."""
    ids = {item.id for item in chosen}
    forms = [form for candidate in kept for form in (candidate, candidate.written) if form is not None]
    return frozenset(form.about for form in forms if form.item is not None and form.item.id in ids)


def _mined(article: Article, neighbours: tuple[Term, ...]) -> Iterator[Candidate]:
    found = (*definition_term.candidates(article, neighbours), *(c for kind in KINDS for c in kind(article)))
    for candidate in found:
        item = spelled_out(candidate.item, article) if candidate.item is not None else None
        yield msgspec.structs.replace(candidate, item=item)


def _is_among(candidate: Candidate, ids: frozenset[str]) -> bool:
    return candidate.item is not None and candidate.item.id in ids


def _errors(candidate: Candidate, lint: Lint) -> tuple[Finding, ...]:
    found = candidate.problems + (lint(candidate.item) if candidate.item is not None else ())
    return tuple(finding for finding in found if has_errors((finding,)))


def _refusal(candidate: Candidate, problems: tuple[Finding, ...]) -> Refusal:
    return Refusal(kind=candidate.kind, about=candidate.about, problems=problems)

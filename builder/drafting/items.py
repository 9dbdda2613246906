"""Quiz items, drafted: candidates of every kind, judged by the item rules, kept or refused by name.

A candidate that breaks a rule is refused, never mended: no filter is lowered to fill a quota.
"""

from __future__ import annotations

from collections.abc import Callable

from builder.drafting import definition_term
from builder.drafting.candidate import Candidate
from builder.findings import Finding, Where, note
from builder.model.article import Article
from builder.model.item import Item

#: The item rules, handed in by the pipeline: an item of this article to findings, codes as in `checks`.
Lint = Callable[[Item], tuple[Finding, ...]]

#: Kinds in the order in which their items are shown.
KINDS: tuple[Callable[[Article], tuple[Candidate, ...]], ...] = (definition_term.candidates,)


def draft_items(article: Article, lint: Lint) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """Return the items that the rules let pass, and for every refused candidate a note that names the rules."""
    kept: list[Item] = []
    refused: list[Finding] = []
    for kind in KINDS:
        for candidate in kind(article):
            problems = candidate.problems
            if candidate.item is not None:
                problems += tuple(finding for finding in lint(candidate.item) if finding.severity == "error")
                if not problems:
                    kept.append(candidate.item)
            refused += [_refusal(candidate, problems)] if problems else []
    return tuple(kept), tuple(refused)


def _refusal(candidate: Candidate, problems: tuple[Finding, ...]) -> Finding:
    reasons = "; ".join(dict.fromkeys(f"{finding.code}: {finding.message}" for finding in problems))
    return note("item-refused", f"no item on {candidate.about}: {reasons}", Where(path=candidate.about))

"""Rules for quiz items: each a function from an item and its context to messages, in the table `RULES`.

The codes and tests are those of the field: Haladyna, Downing & Rodriguez (2002), "A review of
multiple-choice item-writing guidelines", and measured cues (length, clang, odd one out).  An error keeps a
*drafted* item out of the quiz; a person's own item is shown all the same, and the finding is a warning,
except where its quotation is not in the article.
"""

from __future__ import annotations

from builder.checks.items import cues, feedback, options, provenance, stems
from builder.checks.items.quiz import across, given_away, lint_quiz
from builder.checks.items.reading import Context, Rule, context_of, finding
from builder.findings import Finding
from builder.model.item import Item

__all__ = [
    "RULES",
    "Context",
    "Rule",
    "across",
    "context_of",
    "given_away",
    "lint_item",
    "lint_quiz",
]

#: In the order in which findings are told: provenance, stem, options, length, cues, feedback.
RULES: tuple[Rule, ...] = (
    Rule(code="P01", severity="error", test=provenance.p01_source),
    Rule(code="P01", severity="warning", test=provenance.p01_place),
    Rule(code="P02", severity="error", test=provenance.p02_options),
    Rule(code="P03", severity="error", test=provenance.p03_trivial),
    Rule(code="P04", severity="error", test=provenance.p04_true),
    Rule(code="S01", severity="error", test=stems.s01_alone),
    Rule(code="S02", severity="error", test=stems.s02_positive),
    Rule(code="S03", severity="error", test=stems.s03_length),
    Rule(code="S03", severity="warning", test=stems.s03_short),
    Rule(code="S04", severity="error", test=stems.s04_reference),
    Rule(code="S05", severity="error", test=stems.s05_gap),
    Rule(code="S06", severity="warning", test=stems.s06_acronyms),
    Rule(code="S07", severity="warning", test=stems.s07_load),
    Rule(code="O01", severity="error", test=options.o01_combined),
    Rule(code="O02", severity="error", test=options.o02_number),
    Rule(code="O03", severity="error", test=options.o03_exclusive),
    Rule(code="O04", severity="error", test=options.o04_type),
    Rule(code="O05", severity="error", test=options.o05_parallel),
    Rule(code="O06", severity="error", test=options.o06_fits),
    Rule(code="O07", severity="warning", test=options.o07_shared),
    Rule(code="L01", severity="error", test=options.l01_longest),
    Rule(code="L02", severity="error", test=options.l02_even),
    Rule(code="C01", severity="error", test=cues.c01_clang),
    Rule(code="C02", severity="warning", test=cues.c02_reverse),
    Rule(code="C03", severity="error", test=cues.c03_absolutes),
    Rule(code="C05", severity="error", test=cues.c05_odd),
    Rule(code="C06", severity="error", test=cues.c06_home),
    Rule(code="C07", severity="warning", test=cues.c07_register),
    Rule(code="F01", severity="error", test=feedback.f01_feedback),
    Rule(code="F02", severity="warning", test=feedback.f02_distractors),
)


def lint_item(item: Item, context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in one item, in the order of the table."""
    return tuple(finding(rule, item, message) for rule in RULES for message in rule.test(item, context))

"""Rules for discussion prompts: D01 to D06.

The article's own questions keep their words: a finding about one is an offer to put another beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.items.tables import Words, table
from builder.findings import Finding, Where, warning
from builder.model.module import Prompt
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import count

_MOST_WORDS, _A_LINE = 30, 3


def lint_prompts(prompts: tuple[Prompt, ...], language: str) -> tuple[Finding, ...]:
    """Return what the rules find in the prompts of a module; `where.path` is the number of one, from 1."""
    known = table(language)
    found = [
        warning(code, message, Where(path=str(number)))
        for number, prompt in enumerate(prompts, 1)
        for code, message in _one(prompt, known)
    ]
    return (*found, *(_asked_for(prompts, known) if prompts else ()))


def _one(prompt: Prompt, known: Words) -> Iterator[tuple[str, str]]:
    text = plain(prompt.text)
    if _is_closed(text, known):
        yield "D01", "it can be answered with yes or no"
    if count(text) > _MOST_WORDS:
        yield "D02", f"it has {count(text)} words; {_MOST_WORDS} is the most that can be heard at once"
    if _questions(text, known) > 1:
        yield "D02", "it asks more than one question"
    if not prompt.plan.minutes:
        yield "D03", "it has no minutes"
    if not _names_source(prompt, known):
        yield "D04", "it does not say what in the article to look for"
    said = plain(" ".join(filter(None, (prompt.text, prompt.plan.push, prompt.plan.step_down))))
    found = known.find("disclosing", said)
    if found:
        yield "D06", f"“{found}” asks people to tell about themselves"


def _names_source(prompt: Prompt, known: Words) -> bool:
    """Return whether a prompt says where in the article to look: in its plan, or by the words it quotes.

    A prompt of three minutes is a line to write, and nobody listens for anything.
    """
    if prompt.plan.minutes is not None and 0 < prompt.plan.minutes <= _A_LINE:
        return True
    told = plain(" ".join((prompt.text, *prompt.plan.look_for)))
    return any(mark in told for mark in "“«¶") or known.find("source_point", told) is not None


def _is_closed(text: str, known: Words) -> bool:
    """Return whether every question of a prompt can be answered with yes or no."""
    asked = [sentence for sentence in sentences(text) if sentence.rstrip("”’\"'» ").endswith(("?", "؟"))]
    if known.find("opens", text):
        return False
    return bool(asked) and all(_closes(sentence, known) for sentence in asked)


def _closes(sentence: str, known: Words) -> bool:
    """Return whether a question begins as one that asks for yes or no, also behind an "If ..., "."""
    main = [sentence, *(part for part in re.split(r"[,;:–—] ", sentence)[1:])]
    asks = rf"(?:\A\W*|{known.group('joins')} )(?:{known.group('wh')})(?!\w)"
    return any(known.opening("closed", p) for p in main) and not re.search(asks, sentence, re.IGNORECASE)


def _questions(text: str, known: Words) -> int:
    """Return how many questions a prompt asks: question marks, and question words that an "and" sets beside others."""
    marks = len(re.findall(r"[?؟]", text))
    text = known.without("one_question", text)
    first, second = known.group("wh"), f"(?:{known.group('wh')}|{known.group('closed')})"
    joined = re.findall(rf"(?<!\w){first}(?!\w)[^?]*?,? {known.group('joins')} {second}(?!\w)", text, re.IGNORECASE)
    return max(marks, 1 + len(joined) if marks else 0)


_WANTED = (
    ("evidence", "no prompt asks for evidence"),
    ("another_case", "no prompt asks for another case"),
    ("disagreement", "no prompt invites anybody to disagree"),
)


def _asked_for(prompts: tuple[Prompt, ...], known: Words) -> Iterator[Finding]:
    """Yield what none of the prompts asks for, in its question, its purpose, its push or its step down (rule D05)."""
    said = " ".join(
        plain(" ".join(filter(None, (p.text, p.plan.purpose, p.plan.push, p.plan.step_down)))) for p in prompts
    )
    for name, message in _WANTED:
        if known.group(name) != known.group("") and not known.find(name, said):
            yield warning("D05", message)

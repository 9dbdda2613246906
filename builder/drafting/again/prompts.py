"""Prompts and objectives of an article that was drafted before: a plan goes with its question."""

from __future__ import annotations

from collections.abc import Sequence

from builder.drafting.again.moved import Moved
from builder.drafting.again.pairs import pairs
from builder.drafting.prompts import offered_prompts, own_prompts
from builder.drafting.protocols import PURPOSES, Purpose
from builder.frames import frame, seen
from builder.model.article import Article
from builder.model.module import Plan, Prompt
from builder.wording import phrase

#: Objectives that quote a talking point, with the place in which they do.
_QUOTING = (("objective.explain", "point"), ("chosen.judge", "sentence"))


def objectives_again(fresh: tuple[str, ...], earlier: Sequence[str], moved: Moved) -> tuple[str, ...]:
    """Return the objectives of today; one that quotes a talking point goes on quoting it while it is there."""
    return tuple(_objective_again(text, earlier, moved) for text in fresh)


def _objective_again(fresh: str, earlier: Sequence[str], moved: Moved) -> str:
    for name, place in _QUOTING:
        pattern = frame(moved.language, name)
        if pattern.fullmatch(seen(fresh)) is None:
            continue
        quoted = next((match[place] for text in earlier if (match := pattern.fullmatch(seen(text)))), None)
        now = moved.sentence(quoted) if quoted is not None else None
        if now is not None:
            said = now.rstrip(".") if name == "objective.explain" else now
            return phrase(moved.language, name, **{place: said})
    return fresh


def prompts_again(
    article: Article, earlier: Sequence[Prompt], asked_before: Sequence[str], moved: Moved
) -> tuple[Prompt, ...]:
    """Return the article's questions, those that it had before with their plans; then those of the stock."""
    fresh = own_prompts(article)
    # an essay's own questions are not among its questions as recognised
    before = {*map(seen, asked_before), *(seen(prompt.text) for prompt in fresh)}
    theirs = [prompt for prompt in earlier if seen(prompt.text) in before]
    stock = [prompt for prompt in earlier if seen(prompt.text) not in before]
    became = {now: was for was, now in pairs([p.text for p in theirs], [p.text for p in fresh]).items()}
    own = tuple(
        Prompt(text=prompt.text, plan=_plan_again(theirs[became[n]].plan, moved, prompt.plan))
        if n in became
        else prompt
        for n, prompt in enumerate(fresh)
    )
    return own + _stock_again(article, stock, own, moved)


def _stock_again(
    article: Article, earlier: Sequence[Prompt], own: Sequence[Prompt], moved: Moved
) -> tuple[Prompt, ...]:
    """Return the questions of the stock: those that were offered and can still be asked, and what they leave out."""
    offered = {seen(prompt.text): prompt for prompt in offered_prompts(article, frozenset())}
    kept = []
    for prompt in earlier:
        text = moved.question(prompt.text)
        if text is not None and offered and seen(text) not in {seen(other.text) for other in own}:
            kept.append(offered.get(seen(text)) or Prompt(text=text, plan=_plan_again(prompt.plan, moved, Plan())))
    there = {seen(prompt.text) for prompt in kept}
    leave = seen(phrase(article.language, "offer.exit"))
    asking = [prompt for prompt in (*own, *kept) if seen(prompt.text) != leave]
    asked = frozenset(purpose for prompt in asking if (purpose := _purpose(prompt.plan, article.language)) is not None)
    added = [prompt for prompt in offered_prompts(article, asked) if seen(prompt.text) not in there]
    every = [*kept, *added]
    return tuple(sorted(every, key=lambda prompt: seen(prompt.text) == leave))  # the exit line is the last


def _purpose(plan: Plan, language: str) -> Purpose | None:
    said = seen(plan.purpose or "")
    return next((p for p in PURPOSES if seen(phrase(language, f"prompt.purpose_{p}")) == said), None)


def _plan_again(plan: Plan, moved: Moved, fresh: Plan) -> Plan:
    """Return a plan as it was, what it points at by the numbers of today; fresh: the draft where nothing is left."""
    look_for = tuple(line for text in plan.look_for if (line := moved.pointer(text)) is not None)
    objectives = tuple(moved.objectives[n] for n in plan.objectives if n in moved.objectives)
    return Plan(
        minutes=plan.minutes,
        format=plan.format,
        purpose=plan.purpose,
        look_for=look_for or (fresh.look_for if plan.look_for else ()),
        push=plan.push,
        step_down=moved.step_down(plan.step_down, fresh.step_down),
        objectives=objectives or (fresh.objectives if plan.objectives else ()),
    )

"""Reads the planted flaws: items in a short form, made into records with the articles of the course."""

from functools import cache
from pathlib import Path

import msgspec
import yaml

from builder.checks.items import context_of
from builder.files.course import read_course
from builder.model.item import (
    Cloze,
    Essay,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Option,
    Ordering,
    Pair,
    Quote,
    ShortAnswer,
    TrueFalse,
)
from builder.model.module import Plan, Prompt
from builder.text.inline import plain

ROOT = Path(__file__).resolve().parents[2]
FLAWS = Path(__file__).parent / "flaws"
CLEAN = yaml.safe_load((FLAWS / "clean.yml").read_text(encoding="utf-8"))
OTHERS = yaml.safe_load((FLAWS / "others" / "clean.yml").read_text(encoding="utf-8"))
BASES = {entry["id"]: entry for entry in CLEAN["items"]}


@cache
def course():
    folders = read_course(ROOT)[0].folders
    return {entry.slug: entry for entry in folders if entry.module is not None and entry.inspection is not None}


def slug_of(beginning):
    (slug,) = (slug for slug in course() if slug.startswith(beginning))
    return slug


def article_of(beginning):
    return course()[slug_of(beginning)].inspection


@cache
def context(beginning):
    slug = slug_of(beginning)
    others = [entry.module for other, entry in course().items() if other != slug]
    return context_of(article_of(beginning), {d.term: plain(d.definition) for m in others for d in m.definitions})


def cases(code):
    """Return the cases of a rule: ours, and those of writers who had read the rules and not the program."""
    paths = (FLAWS / f"{code}.yml", FLAWS / "others" / f"{code}.yml")
    found = [yaml.safe_load(path.read_text(encoding="utf-8"))["flawed"] for path in paths if path.exists()]
    return [case for part in found for case in part]


def whole(case):
    """Return a case with what its base has and it does not."""
    base = dict(BASES[case["base"]]) if "base" in case else {}
    if "kind" in case and case["kind"] != base.get("kind"):
        base = {key: base[key] for key in ("article", "source", "feedback", "wrong") if key in base}
    return {**base, **case}


def item_of(case, number=0):
    """Return the record of a case: of one in the short form, or of an item as quiz.yml has it."""
    if "item" in case:
        return msgspec.convert(case["item"], Item, strict=False)
    case = whole(case)
    source = case.get("source")
    shared = {
        "id": str(case.get("id", f"case-{number}")),
        "stem": case["stem"],
        "feedback": case.get("feedback", "The article gives this as the reason for what it found."),
        "source": _quote(source) if source else None,
        "origin": case.get("origin", "authored"),
    }
    match case["kind"]:
        case "multiple-choice" | "multiple-response" as kind:
            record = MultipleChoice if kind == "multiple-choice" else MultipleResponse
            return record(options=tuple(_options(case)), **shared)
        case "true-false":
            return TrueFalse(answer=case["answer"], **shared)
        case "matching":
            pairs = tuple(Pair(left=left, match=right) for left, right in case["pairs"])
            return Matching(pairs=pairs, spare=tuple(case.get("spare", [])), **shared)
        case "cloze":
            return Cloze(answers=tuple(tuple(map(str, gap)) for gap in case["answers"]), **shared)
        case "short-answer":
            return ShortAnswer(answers=tuple(map(str, case["answers"])), **shared)
        case "ordering":
            return Ordering(answers=tuple(map(str, case["answers"])), **shared)
        case "essay":
            return Essay(answer=case.get("answer"), points=tuple(case.get("points", [])), **shared)
    raise AssertionError(case["kind"])


def _quote(source):
    section, quote, *paragraph = source
    return Quote(section=section, quote=quote, paragraph=paragraph[0] if paragraph else None)


def _options(case):
    for entry in map(str, case["options"]):
        key = entry.startswith("*")
        yield Option(text=entry.removeprefix("*"), key=key, feedback=None if key else case.get("wrong"))


def prompt_of(entry):
    plan = Plan(
        minutes=entry.get("minutes"),
        purpose=entry.get("purpose"),
        look_for=(entry["look_for"],) if entry.get("look_for") else (),
        push=entry.get("push"),
        step_down=entry.get("step_down"),
    )
    return Prompt(text=entry["question"], plan=plan)

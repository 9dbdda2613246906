"""What is drafted from real articles may become better and never worse without saying so.

`baseline.json` holds floors for two corpora: the articles of this course, and the sample articles beside the
repository (skipped where they are absent).  Its digest names the articles, so that a figure is never compared
over other texts.  `--update-golden` raises floors; lowering one is a change by hand that a reviewer sees.
"""

import hashlib
import json
from pathlib import Path

import msgspec
import pytest

from builder import pipeline
from builder.checks.items import context_of, given_away, lint_item
from builder.coverage import coverage
from builder.model.item import MultipleChoice, is_recognised
from builder.pipeline.intake import seen
from builder.pipeline.quizzes import draft_quiz

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "articles"
BASELINE = Path(__file__).with_name("baseline.json")

CORPORA = {
    "course": sorted(ROOT.glob("modules/*/article.*")),
    "samples": sorted(SHARED.glob("*.txt")) if SHARED.is_dir() else [],
}

#: The kinds that ask why or how, by the first letters of their ids.
WHY = ("re", "co", "ct", "cq", "me", "in", "li", "df", "bo")


def modules(paths):
    """Return (module with its drafted items, article, drafting) of each article that can be read."""
    for path in paths:
        inspection, document, findings = seen(path.name, path.read_bytes())
        if inspection is not None and document is not None and not any(f.severity == "error" for f in findings):
            module, _ = pipeline.draft("x", inspection, document.metadata)
            yield module, inspection, draft_quiz(inspection)


def figures(paths):
    """Return the figures of a corpus; of every one more is better."""
    rows = list(modules(paths))
    items = [item for module, _, _ in rows for item in module.items]
    found = {
        item.id: [f for f in lint_item(item, context_of(article)) if f.severity != "note"]
        for module, article, _ in rows
        for item in module.items
    }
    parts = [part for module, _, _ in rows for part in coverage(module)]
    shares = {
        name: sum(p.covered for p in parts if p.part == name) / max(1, sum(p.there for p in parts if p.part == name))
        for name in ("talking points", "definitions", "key insight")
    }
    return {
        "items": len(items),
        "articles with six items or more": sum(len(module.items) >= 6 for module, _, _ in rows),
        "kinds": len({item.id.split("-")[0] for item in items}),
        "share without an error": share(not [f for f in found[i.id] if f.severity == "error"] for i in items),
        "share without a finding": share(not found[i.id] for i in items),
        "share not given away": 1 - sum(len(given_away(m.items, a.language)) for m, a, _ in rows) / len(items),
        "share with a source": share(item.source is not None for item in items),
        "share of choices with feedback for each distractor": share(
            all(option.key or option.feedback for option in item.options)
            for item in items
            if isinstance(item, MultipleChoice)
        ),
        "share asking why or how": share(item.id.split("-")[0] in WHY for item in items),
        "share of quizzes half written": share(
            2 * sum(map(is_recognised, module.items)) <= len(module.items) for module, _, _ in rows
        ),
        **{f"covered: {name}": value for name, value in shares.items()},
    }


def share(values):
    found = list(values)
    return round(sum(found) / len(found), 3) if found else 1.0


def digest(paths):
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


@pytest.mark.parametrize("name", CORPORA)
def test_drafts_from_real_articles_do_not_become_worse(name, request):
    paths = CORPORA[name]
    if not paths:
        pytest.skip("no sample articles beside the repository (../shared/articles)")
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    now = {figure: round(value, 3) for figure, value in figures(paths).items()}
    before = baseline.get(name, {})
    same = before.get("articles") == digest(paths)
    floors = before.get("floors", {})
    fallen = {f: (floor, now.get(f, 0)) for f, floor in floors.items() if now.get(f, 0) < floor}
    if request.config.getoption("--update-golden"):
        assert not (same and fallen), f"a floor is lowered by hand only: {fallen}"
        entry = {"articles": digest(paths), "floors": now}
        BASELINE.write_text(json.dumps({**baseline, name: entry}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    assert same, f"no floors for these articles ({name}); write them with --update-golden and review them"
    assert not fallen, f"(floor, now): {fallen}"
    assert set(now) == set(floors)


def test_drafting_the_course_twice_gives_the_same_bytes():
    first, second = (
        [msgspec.json.encode(module.items) for module, _, _ in modules(CORPORA["course"])] for _ in range(2)
    )
    assert first == second
    assert len(first) == len(CORPORA["course"])

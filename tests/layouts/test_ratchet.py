"""How well each family is read may rise and never fall without saying so.

`baseline.json` holds for each family the mean score of each field.  Where the importer has become
better, `--update-golden` writes the new figures; a lower one fails, and lowering it is a change that a
reviewer sees.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from layouts import render
from layouts.found import scores
from layouts.planted import WORDS, layout

from builder.readers import read
from builder.recognise import recognise

BASELINE = Path(__file__).parent / "baseline.json"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "articles"
SEEDS = range(60)
FORMATS = {
    "txt": lambda made: render.as_text(made).encode(),
    "html": lambda made: render.as_page(made).encode(),
    "md": lambda made: render.as_markdown(made).encode(),
    "docx": render.as_docx,
}
FAMILIES = {f"digest {language} {suffix}": (language, suffix) for language in sorted(WORDS) for suffix in FORMATS}


def family_scores(language, suffix):
    """Return the mean of each field over the layouts of a family, to three places."""
    given: dict[str, list[float]] = {}
    for seed in SEEDS:
        made = layout(language, seed)
        document, _ = read(f"article.{suffix}", FORMATS[suffix](made))
        for name, score in scores(made, recognise(document)).items():
            given.setdefault(name, []).append(score)
    return {name: round(sum(values) / len(values), 3) for name, values in sorted(given.items())}


def worse(name, now, request):
    """Return what has fallen since the baseline was written, by field, before and now."""
    baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    before = baseline.get(name)
    if request.config.getoption("--update-golden"):
        BASELINE.write_text(json.dumps({**baseline, name: now}, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return {}
    assert before is not None, f"no baseline for {name}; write it with --update-golden and review it"
    fallen = {field: (score, now.get(field, 0.0)) for field, score in before.items() if now.get(field, 0.0) < score}
    assert fallen or now == before, f"{name} has become better: write the new baseline with --update-golden"
    return fallen


@pytest.mark.parametrize("family", FAMILIES)
def test_no_field_of_a_family_is_read_worse(family, request):
    assert worse(family, family_scores(*FAMILIES[family]), request) == {}


@pytest.mark.skipif(not SHARED.is_dir(), reason="no sample articles beside the repository (../shared/articles)")
def test_no_sample_article_is_read_worse(request):
    done = subprocess.run(
        [sys.executable, str(SHARED / "compare.py"), "--python", sys.executable],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    rows = [line.split() for line in done.stdout.splitlines() if " n=" in line]
    now = {row[0]: float(row[1]) for row in rows}
    assert len(now) >= 15, done.stdout
    assert worse("samples", now, request) == {}

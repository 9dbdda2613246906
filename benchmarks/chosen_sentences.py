"""How well terms and sentences are chosen from running text, beside simple baselines.

    python benchmarks/chosen_sentences.py

Terms: precision and recall against labels by hand (`tests/drafting/chosen/`), over four essays of our own in four
languages and the articles of the sample course.  Sentences: ROUGE-1 and ROUGE-2 (F1, Lin 2004) against the
talking points of the sample course's digests, which are taken away first; beside the first sentences, the first
sentences of the paragraphs, and sentences drawn by lot (the mean of thirty draws).  The last table counts what
labels say of the sentences chosen from the essays.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from chosen_labels import chosen, digests, drawn, essay, essays, first_of_paragraphs, lead, overlap, terms_found

from builder.drafting.chosen import choose

_DRAWS = 30
_LONG_TEXT = 300


def main() -> int:
    """Print the figures."""
    right, found, labelled = terms_found()
    print(f"terms: {right} of {found} found are right ({right / found:.0%}), of {labelled} ({right / labelled:.0%})\n")
    draws = [overlap(drawn(seed)) for seed in range(_DRAWS)]
    rows = {
        "chosen": overlap(chosen),
        "first sentences": overlap(lead),
        "first of paragraphs": overlap(first_of_paragraphs),
        "drawn by lot": tuple(sum(column) / _DRAWS for column in zip(*draws, strict=True)),
    }
    print(f"{'against talking points':<24}{'ROUGE-1':>8}{'ROUGE-2':>8}")
    for name, (one, two) in rows.items():
        print(f"{name:<24}{one:>8.1%}{two:>8.1%}")
    given = sum(bool(choose(article).points) for article, _, _ in digests())
    print(f"(points were chosen for {given} of {len(list(digests()))} digests; where none are, the figure is 0)\n")
    for labelled_essay in essays():
        taken = choose(labelled_essay.article)
        labels = [labelled_essay.labels[s.text] or "either" for s in (*taken.summary, *taken.points)]
        counts = {label: labels.count(label) for label in ("good", "either", "bad")}
        print(f"{labelled_essay.name}: {counts}")
    texts = [text for e in essays() if e.article.language == "en" for text in e.labels] * 8
    long = essay(*(" ".join(texts[n : n + 5]) for n in range(0, _LONG_TEXT, 5)))
    begin = time.perf_counter()
    choose(long)
    words = sum(len(text.split()) for text in long.sections[0].paragraphs)
    print(f"\n{words} words: {(time.perf_counter() - begin) * 1000:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())

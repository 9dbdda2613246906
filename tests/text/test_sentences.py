"""Whole sentences, also around abbreviations, initials, quotations and notes."""

import pytest
from files.texts import line
from hypothesis import given

from builder.text.sentences import sentences

CASES = {
    "One. Two! Three? Four": ["One.", "Two!", "Three?", "Four"],
    "Dr. V. G. Reeds et al. (2016) wrote it. She was right.": [
        "Dr. V. G. Reeds et al. (2016) wrote it.",
        "She was right.",
    ],
    "In the U.S. House it passed. It failed in the U.S. The end.": [
        "In the U.S. House it passed.",
        "It failed in the U.S.",
        "The end.",
    ],
    "“It rains.” She said so.": ["“It rains.”", "She said so."],
    "He left (see p. 5. Then) home. Later he came.": ["He left (see p. 5. Then) home.", "Later he came."],
    "It costs $4.5 million. Cheap, e.g. for a bridge.": ["It costs $4.5 million.", "Cheap, e.g. for a bridge."],
    "Shelves cost little.[1] They hold much.": ["Shelves cost little.[1]", "They hold much."],
    "He paused… and went on.": ["He paused… and went on."],
    "‘a process of change.’ Change can be slow.": ["‘a process of change.’", "Change can be slow."],
    "Shared work needs a way of saying no. A street must refuse.": [
        "Shared work needs a way of saying no.",
        "A street must refuse.",
    ],
    "Mediation is an art. Few learn it. They said no. I left.": [
        "Mediation is an art.",
        "Few learn it.",
        "They said no.",
        "I left.",
    ],
    "See no. 5 and Art. IV of the treaty. It holds.": ["See no. 5 and Art. IV of the treaty.", "It holds."],
    "": [],
}


@pytest.mark.parametrize("paragraph", CASES, ids=lambda text: text[:20])
def test_sentences(paragraph):
    assert list(sentences(paragraph)) == CASES[paragraph]


@given(line)
def test_nothing_is_lost_between_sentences(text):
    assert " ".join(sentences(text)) == " ".join(text.split())

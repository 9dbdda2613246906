"""The script and Python agree: SHA-256, sealed texts, and how a typed answer is folded."""

import hashlib
import json
import re
from pathlib import Path

import pytest

import builder.book
from builder.writers.seal import Place, normalised, packed, room, sealed

SCRIPT = Path(builder.book.__file__).parent / "static" / "quiz-seal.js"
TYPED = json.loads((Path(__file__).parent / "typed.json").read_text(encoding="utf-8"))

#: Letters and marks of a version of Unicode that every browser in use knows; later ones may differ.
_PLANE = [chr(code) for code in range(0x2FFF) if not 0x1C80 <= code <= 0x1CFF]

_CALL = """([script, name, arguments_]) => {
  const module = {exports: {}};
  new Function("module", "document", script)(module, undefined);
  return arguments_.map((one) => {
    const found = module.exports[name](...one.map((part) => (Array.isArray(part) ? new Uint8Array(part) : part)));
    return found instanceof Uint8Array ? Array.from(found) : found;
  });
}"""


@pytest.fixture(scope="module")
def script(chromium):
    """Call a function of quiz-seal.js with many lists of arguments."""
    page = chromium.new_page()
    text = SCRIPT.read_text(encoding="utf-8")
    yield lambda name, arguments: page.evaluate(_CALL, [text, name, arguments])
    page.close()


def test_the_script_computes_sha_256(script):
    texts = [bytes((n * 7 + length) % 256 for n in range(length)) for length in (*range(131), 1000)]
    digests = script("sha256", [[list(text)] for text in texts])
    assert [bytes(digest) for digest in digests] == [hashlib.sha256(text).digest() for text in texts]


def test_the_script_opens_what_python_sealed_and_nothing_else(script):
    place = Place(slug="bees", item="item-1", part="0")
    text = packed({"verdict": "right", "feedback": "Straße, مرحبا, 蜂, 🐝: “so”", "paragraph": 3})
    blob = sealed(place, "é蜂", text, room((text,)))
    where = {"slug": "bees", "item": "item-1", "part": "0"}
    elsewhere = [{**where, name: value} for name, value in (("slug", "bee"), ("item", "item-2"), ("part", "1"))]
    found = script("opened", [[where, "é蜂", blob], [where, "e", blob], *([one, "é蜂", blob] for one in elsewhere)])
    assert found[0] == {"verdict": "right", "feedback": "Straße, مرحبا, 蜂, 🐝: “so”", "paragraph": 3}
    assert found[1:] == [None] * 4


@pytest.mark.parametrize(("typed", "folded"), TYPED.items())
def test_python_folds_a_typed_answer(typed, folded):
    assert normalised(typed) == folded


def test_the_script_folds_typed_answers_as_python_does(script):
    around = [f"a{character}1" for character in _PLANE] + [f" {character}" for character in _PLANE]
    texts = [*TYPED, *_PLANE, *around]
    found = script("normalised", [[text] for text in texts])
    wrong = [(text, theirs) for text, theirs in zip(texts, found, strict=True) if theirs != normalised(text)]
    assert wrong == []


def test_the_script_asks_for_nothing_that_fails_on_a_file():
    text = re.sub(r"/\*.*?\*/", "", SCRIPT.read_text(encoding="utf-8"), flags=re.DOTALL)
    for word in ("fetch(", "XMLHttpRequest", "crypto.subtle", "import ", "export ", "innerHTML", "eval(", "http"):
        assert word not in text

"""Lines in a script from right to left: their letters in the order in which one reads them.

Programs write such lines from left, from right, or word by word, so only places count: letters from right
to left, and numbers and Latin words among them from left to right, as the Unicode bidirectional algorithm
(UAX 9) lays them out.  What a vowel mark stands over, it follows; brackets are turned back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from builder.readers.pdf_glyphs import Glyph

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_DIGIT = re.compile(r"\d")
_LATIN = re.compile(r"[^\W\d_]")
_IN_NUMBERS = frozenset(".,:/٫٬")
_BRACKETS = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_OPENING = {")": "(", "]": "[", "}": "{", "»": "«", "›": "‹"}
_ALEFS = frozenset("اأإآٱ")
#: A gap between two words, in the size of the letters: where the file has no blank (between
#: Arabic letters, and other signs), and where it has one.
_GAP, _SIGNS, _BLANK = 0.26, 0.17, 0.12
#: Letters with vowel marks are wider than the box that the file gives them.
_MARKED = 0.2


def in_order(glyphs: Sequence[Glyph], *, backwards: bool) -> list[Glyph]:
    """Return the letters of a line as one reads them; `backwards` is whether the page is mirrored already."""
    clusters = _without_doubles([_within(cluster) for cluster in _clusters(_counted(glyphs))])
    bases = [cluster for cluster in clusters if not _is_mark(cluster)]
    leads = _leads(bases, backwards=backwards)
    side = 1 if leads == backwards else -1
    bases.sort(key=lambda cluster: side * (cluster[0].left + cluster[0].right))
    for mark in (cluster for cluster in clusters if _is_mark(cluster)):
        middle = (mark[0].left + mark[0].right) / 2
        near = min(bases, key=lambda c: abs((c[0].left + c[0].right) / 2 - middle), default=None)
        if near is not None:
            near.extend(glyph._replace(left=near[0].left, right=near[0].right) for glyph in mark)
    blanks = [(glyph.left + glyph.right) / 2 for glyph in glyphs if glyph.text.isspace() and glyph.right > glyph.left]
    spaced = list(_spaced(bases, blanks))
    if not leads:
        return _turned([glyph for cluster in spaced for glyph in cluster], drawn=False)
    return _turned([glyph for cluster in _runs(spaced) for glyph in cluster], drawn=True)


def _leads(bases: Sequence[list[Glyph]], *, backwards: bool) -> bool:
    """Return whether a line runs from right to left: it has such letters, or a Latin one ends in a stop at its left."""
    if any(_kind(cluster) == "r" for cluster in bases):
        return True
    side = -1 if backwards else 1
    leftmost = min(bases, key=lambda cluster: side * (cluster[0].left + cluster[0].right), default=None)
    return leftmost is not None and leftmost[0].text in ".,;:!?"


def _counted(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield the letters with the number of their word: blanks part words, though they stand anywhere."""
    word = 0
    for glyph in glyphs:
        if glyph.text.isspace():
            word += 1
        else:
            yield glyph._replace(word=word)


def _clusters(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the letters that one sign stands for."""
    places: dict[tuple[float, float, float], list[Glyph]] = {}
    for glyph in glyphs:
        places.setdefault((round(glyph.left, 1), round(glyph.right, 1), round(glyph.y, 1)), []).append(glyph)
    yield from _unsplit(list(places.values()))


def _unsplit(clusters: list[list[Glyph]]) -> Iterator[list[Glyph]]:
    """Yield the signs, those put together again whose letters share the width of one sign between them."""
    open_ = [cluster for cluster in clusters if not _is_mark(cluster)]
    for mark in (cluster for cluster in clusters if _is_mark(cluster)):
        one = mark[0]
        base = next((each for each in open_ if len(mark) == 1 and _shares(each[-1], one)), None)
        if base is None:
            yield mark
            continue
        left, right = min(base[0].left, one.left), max(base[0].right, one.right)
        base[:] = [glyph._replace(left=left, right=right) for glyph in (*base, one)]
    yield from open_


def _shares(base: Glyph, mark: Glyph) -> bool:
    touch = min(abs(base.left - mark.right), abs(mark.left - base.right)) < 0.02
    return touch and abs((base.right - base.left) - (mark.right - mark.left)) < 0.02 and abs(base.y - mark.y) < 0.1


def _within(cluster: list[Glyph]) -> list[Glyph]:
    """Return the letters of one sign in order: a letter before its marks, lam before alef."""
    marks = [glyph for glyph in cluster if unicodedata.combining(glyph.text[0])]
    letters = [glyph for glyph in cluster if not unicodedata.combining(glyph.text[0])]
    if len(letters) == 2 and letters[0].text in _ALEFS and letters[1].text == "ل":
        letters.reverse()
    return letters + marks


def _without_doubles(clusters: list[list[Glyph]]) -> list[list[Glyph]]:
    """Return the signs without those that say again what stands at their place: typst's marks do."""
    heights = sorted(cluster[0].y for cluster in clusters)
    base = heights[len(heights) // 2] if heights else 0.0
    kept = list(clusters)
    several = [cluster for cluster in clusters if len(cluster) > 1]
    for cluster in sorted(several, key=lambda c: (-abs(c[0].y - base), c[0].right - c[0].left)):
        beside = [
            each for other in kept if other is not cluster for each in other if _is_at_one_place(each, cluster[0])
        ]
        if {glyph.text for glyph in cluster} <= {glyph.text for glyph in beside}:
            kept = [other for other in kept if other is not cluster]
    return kept


def _is_at_one_place(one: Glyph, other: Glyph) -> bool:
    overlap = min(one.right, other.right) - max(one.left, other.left)
    narrower = min(one.right - one.left, other.right - other.left)
    return overlap > 0.4 * narrower and abs(one.y - other.y) < 0.6 * one.size


def _is_mark(cluster: Sequence[Glyph]) -> bool:
    return all(unicodedata.combining(glyph.text[0]) for glyph in cluster)


def _spaced(clusters: Sequence[list[Glyph]], blanks: Sequence[float]) -> Iterator[list[Glyph]]:
    """Yield the signs with a blank in each gap between words; `blanks` are where those of the file stand."""
    before: Glyph | None = None
    marked = False
    for cluster in clusters:
        glyph = cluster[0]
        if before is not None:
            start, end = min(glyph.right, before.right), max(glyph.left, before.left)
            gap = (end - start) / glyph.size
            apart = glyph.word != before.word or any(start < blank < end for blank in blanks)
            letters = glyph.text.isalpha() and before.text.isalpha() and RIGHT_TO_LEFT.match(glyph.text)
            least = _BLANK if apart else _GAP if letters else _SIGNS
            if gap > max(least, _MARKED * (marked + (len(cluster) > 1))):
                yield [before._replace(text=" ", raised=False)]
        yield cluster
        before, marked = glyph, len(cluster) > 1


def _runs(clusters: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Return the signs, runs of numbers and Latin words turned round."""
    found: list[list[Glyph]] = []
    at = 0
    while at < len(clusters):
        end = _end_of_run(clusters, at)
        run = list(clusters[at:end])
        if end > at + 1 and len(_lone([cluster[0].text for cluster in run])) % 2:
            while found and _kind(found[-1]) == "n" and not found[-1][0].text.isspace():
                run.insert(0, found.pop())  # "4(2)," ends with what belongs to it
        found += reversed(run)
        at = end
    return found


def _end_of_run(clusters: Sequence[list[Glyph]], start: int) -> int:
    """Return where a run that reads from left to right ends; one sign further where none begins."""
    kinds = [_kind(cluster) for cluster in clusters[start:]]
    if kinds[0] not in "ld":
        return start + 1
    every = {_kind(cluster) for cluster in clusters}
    latin = "l" in every and "r" not in every
    last = 0
    for at, kind in enumerate(kinds):
        if kind == "r":
            break
        latin = latin or kind == "l"
        if kind in "ld" and (at - last <= 1 or latin or _joins(clusters[start + last + 1 : start + at])):
            last = at
        elif kind in "ld" and "l" not in kinds[at : kinds.index("r", at) if "r" in kinds[at:] else None]:
            break
        elif kind in "ld":
            last = at
    return start + last + 1


def _joins(between: Sequence[list[Glyph]]) -> bool:
    return len(between) == 1 and between[0][0].text in _IN_NUMBERS


def _kind(cluster: Sequence[Glyph]) -> str:
    text = cluster[0].text
    if RIGHT_TO_LEFT.match(text) and not _DIGIT.match(text):
        return "r" if text.isalpha() else "n"
    return "d" if _DIGIT.match(text) else "l" if _LATIN.match(text) else "n"


def _turned(glyphs: Sequence[Glyph], *, drawn: bool) -> list[Glyph]:
    """Return a line with its brackets as they are written; `drawn` is whether they are likely as they look."""
    texts = [glyph.text for glyph in glyphs]
    turned = [_BRACKETS.get(text, text) for text in texts]
    if drawn and len(_lone(turned)) <= len(_lone(texts)):
        texts = turned
    lone = _lone(texts)
    for one, other in zip(lone[::2], lone[1::2], strict=False):
        if {texts[one], _BRACKETS[texts[one]]} == {texts[other], _BRACKETS[texts[other]]}:
            texts[one], texts[other] = sorted((_opened(texts[one]), _BRACKETS[_opened(texts[one])]), key=_is_closing)
    found = [glyph._replace(text=text) for glyph, text in zip(glyphs, texts, strict=True)]
    return [glyph for at, glyph in enumerate(found) if not (drawn and glyph.text == " " and _is_inside(texts, at))]


def _is_inside(texts: Sequence[str], at: int) -> bool:
    """Return whether a blank stands just inside of brackets, where it is none."""
    return (at > 0 and texts[at - 1] in _OPENING.values()) or (at + 1 < len(texts) and texts[at + 1] in _OPENING)


def _opened(text: str) -> str:
    return _OPENING.get(text, text)


def _is_closing(text: str) -> bool:
    return text in _OPENING


def _lone(texts: Sequence[str]) -> list[int]:
    """Return the places of the brackets that have no partner."""
    open_: list[int] = []
    lone: list[int] = []
    for at, text in enumerate(texts):
        if text in _OPENING.values():
            open_.append(at)
        elif text in _OPENING and open_ and texts[open_[-1]] == _OPENING[text]:
            open_.pop()
        elif text in _OPENING:
            lone.append(at)
    return sorted(lone + open_)

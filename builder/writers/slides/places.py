"""Where things stand on a slide of 16:9, in points, and in which sizes."""

from __future__ import annotations

import msgspec

#: A slide is 13.33 inches wide and 7.5 inches high.
WIDE, HIGH = 960, 540
_EDGE = 54
_MEASURE = WIDE - 2 * _EDGE
#: A QR code can be read from the last row if its side is a tenth of the way there; this is a third of the height.
_CODE = 176


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float

    def mirrored(self) -> Box:
        """Return the place as it is where reading goes from right to left."""
        return msgspec.structs.replace(self, left=WIDE - self.left - self.width)


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """The sizes of letters on one slide: of the text, and of notes and sources."""

    body: int
    small: int


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of slide.

    titles: sizes of the title, largest first.  scales: in which a whole slide may be set, largest first; parted: in
    which it may be set where it fits in none of them and goes on several slides.
    """

    title: Box
    body: Box
    titles: tuple[int, ...]
    scales: tuple[Scale, ...]
    parted: tuple[Scale, ...]


def _scales(*pairs: tuple[int, int]) -> tuple[Scale, ...]:
    return tuple(Scale(body=body, small=small) for body, small in pairs)


_TITLE = Box(left=_EDGE, top=22, width=_MEASURE, height=96)
_BODY = Box(left=_EDGE, top=126, width=_MEASURE, height=362)
_OPENING_TITLE = Box(left=_EDGE, top=78, width=_MEASURE, height=176)
_OPENING_BODY = Box(left=_EDGE, top=268, width=_MEASURE, height=220)
CODE = Box(left=WIDE - _EDGE - _CODE, top=78, width=_CODE, height=_CODE)
FOOTER = Box(left=_EDGE, top=496, width=720, height=32)
NUMBER = Box(left=WIDE - _EDGE - 110, top=496, width=110, height=32)
#: Sizes of the foot, and in large print.
FOOT, LARGE_FOOT = 14, 20
BAND = Box(left=0, top=0, width=WIDE, height=10)
#: What a placeholder keeps free inside, left and right, above and below.
INSET_X, INSET_Y = 7.2, 3.6

_PLAIN = _scales((28, 24), (26, 24), (24, 22), (24, 20))
_ASKED = (*_scales((36, 28), (32, 26)), *_PLAIN, *_scales((22, 20), (20, 20)))
_LARGE = _scales((36, 32), (34, 32), (32, 32))

OPENING = Look(
    title=_OPENING_TITLE,
    body=_OPENING_BODY,
    titles=(44, 40, 36, 32, 28, 24, 20),
    scales=_scales((28, 24), (26, 22), (24, 20), (20, 20)),
    parted=_scales((24, 24)),
)
PLAIN = Look(title=_TITLE, body=_BODY, titles=(32, 28, 24, 20), scales=_PLAIN, parted=_PLAIN[:2])
ASKED = Look(title=_TITLE, body=_BODY, titles=(32, 28, 24, 20), scales=_ASKED, parted=_scales((24, 24)))
STATEMENT = Look(
    title=_TITLE,
    body=_BODY,
    titles=(32, 28, 24, 20),
    scales=_scales((44, 28), (40, 28), (36, 28), (32, 28), (28, 24)),
    parted=_scales((32, 28), (28, 24)),
)


def in_large_print(look: Look) -> Look:
    """Return a kind of slide with no letter under 32 points."""
    kept = tuple(msgspec.structs.replace(scale, small=32) for scale in look.scales if scale.body >= 40)
    titles = tuple(size for size in (44, 40, 36, 32) if size <= max(look.titles[0], 40))
    return msgspec.structs.replace(look, titles=titles, scales=(*kept, *_LARGE), parted=_LARGE[1:])


def beside_code(look: Look) -> Look:
    """Return a kind of slide whose title leaves room for a QR code."""
    narrow = CODE.left - 24 - look.title.left
    return msgspec.structs.replace(look, title=msgspec.structs.replace(look.title, width=narrow))

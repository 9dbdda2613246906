"""What stands on the pages of a PDF of ours: texts, lines and the tree of tags, read by pikepdf alone.

Places are in millimetres from the upper left corner of the page.  It reads what typst writes and no other PDF.
"""

import io
import re
from collections.abc import Iterator

import msgspec
import pikepdf

#: Millimetres in a point.
MM = 25.4 / 72
#: Operators that end a path, by painting it or (n) not.
_PAINTS = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"))
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of text: where it begins, how wide and large (points) it is, in which font and colour, under which tag.

    tag: its number on the page, -1 for what stands in no tag.  aside: the kind of an artifact, "" for the text itself.
    language: of the text itself or, in the tree of tags, of what it stands in.
    """

    page: int
    x: float
    y: float
    width: float
    size: float
    font: str
    text: str
    colour: tuple[float, ...]
    tag: int = -1
    aside: str = ""
    language: str = ""


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A line or an area that was painted: the corners of its frame, its colour and what drew it (S: a line)."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    colour: tuple[float, ...]
    how: str


class Tag(msgspec.Struct, frozen=True, kw_only=True):
    """A node of the tree of tags: its kind, its description, its nodes and its texts in order."""

    kind: str
    description: str = ""
    inside: tuple["Tag | Written", ...] = ()

    def every(self, *kinds: str) -> Iterator["Tag"]:
        """Yield the nodes of these kinds, outer ones first."""
        for node in self.inside:
            if isinstance(node, Tag):
                if node.kind in kinds:
                    yield node
                yield from node.every(*kinds)

    def texts(self) -> Iterator[Written]:
        """Yield what is written in it, in reading order."""
        for node in self.inside:
            if isinstance(node, Tag):
                yield from node.texts()
            else:
                yield node

    @property
    def words(self) -> str:
        """Its words."""
        return " ".join("".join(text.text for text in self.texts()).split())

    @property
    def pages(self) -> set[int]:
        """The pages on which it stands."""
        return {text.page for text in self.texts()}


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A PDF as read: the sizes of its pages, what is written and drawn, and its tags."""

    sizes: tuple[tuple[float, float], ...]
    written: tuple[Written, ...]
    drawn: tuple[Drawn, ...]
    tags: Tag

    @property
    def body(self) -> tuple[Written, ...]:
        """What is written on the pages, heads and feet apart."""
        return tuple(text for text in self.written if text.aside != "Pagination")

    @property
    def words(self) -> str:
        """All words of the pages in the order of painting, blanks made single."""
        return " ".join(self.tags.words.split())

    def of_page(self, page: int) -> str:
        """Return all words of a page, head and foot too."""
        return " ".join(" ".join(text.text for text in self.written if text.page == page).split())

    def lines(self) -> dict[tuple[int, float], list[Written]]:
        """Return what is written by page and base line, from left to right."""
        found: dict[tuple[int, float], list[Written]] = {}
        for text in self.body:
            found.setdefault((text.page, round(text.y, 1)), []).append(text)
        return {place: sorted(line, key=lambda text: text.x) for place, line in sorted(found.items())}


def read_paper(pdf: bytes) -> Paper:
    """Return what stands on the pages of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        written: list[Written] = []
        drawn: list[Drawn] = []
        for number, page in enumerate(document.pages, 1):
            _Painter(number, page, written, drawn).paint(page, page.Resources)
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        by_tag: dict[tuple[int, int], list[Written]] = {}
        for text in written:
            by_tag.setdefault((text.page, text.tag), []).append(text)
        root = document.Root.StructTreeRoot
        language = str(document.Root.get("/Lang", ""))
        tags = Tag(kind="root", inside=tuple(_children(root, pages, by_tag, (0, language))))
        sizes = tuple(tuple(float(n) * MM for n in page.mediabox[2:4]) for page in document.pages)
        return Paper(sizes=sizes, written=tuple(written), drawn=tuple(drawn), tags=tags)


def _children(node, pages, by_tag, around) -> Iterator[Tag | Written]:
    page, language = around
    if "/Pg" in node:
        page = pages[node.Pg.objgen]
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield from _spoken(by_tag.get((page, kid), []), language)
        elif kid.get("/Type") == "/MCR":
            on = pages[kid.Pg.objgen] if "/Pg" in kid else page
            yield from _spoken(by_tag.get((on, int(kid.MCID)), []), language)
        elif kid.get("/Type") != "/OBJR":
            own = str(kid.get("/Lang", language))
            inside = tuple(_children(kid, pages, by_tag, (page, own)))
            description = str(kid.get("/Alt", ""))
            yield Tag(kind=str(kid.S).strip("/"), description=description, inside=inside)


def _spoken(texts: list[Written], language: str) -> Iterator[Written]:
    return (text if text.language else msgspec.structs.replace(text, language=language) for text in texts)


class _Painter:
    """Follows the operators of a page: where the pen is, what it writes with, in which tag."""

    def __init__(self, number, page, written, drawn):
        self.number, self.written, self.drawn = number, written, drawn
        self.height = float(page.mediabox[3])
        self.marks: list[tuple[str, int, str]] = []
        self.fonts: dict[object, _Font] = {}
        self.state = {"at": _IDENTITY, "fill": (0.0,), "line": (0.0,), "font": None, "size": 0.0}
        self.held: list[dict] = []
        self.path: list[tuple[float, float]] = []
        self.text_at = _IDENTITY
        steps = {
            "q": lambda _: self.held.append(dict(self.state)),
            "Q": lambda _: self.state.update(self.held.pop()),
            "cm": lambda numbers: self.state.update(at=_times(tuple(map(float, numbers)), self.state["at"])),
            "Tm": lambda numbers: setattr(self, "text_at", tuple(map(float, numbers))),
            "TJ": lambda operands: self._write(operands[0]),
            "Tj": self._write,
            "re": self._box,
            "BDC": lambda operands: self.marks.append(_mark(operands)),
            "BMC": lambda operands: self.marks.append(_mark(operands)),
            "EMC": lambda _: self.marks.pop(),
        }
        self.steps = {
            **steps,
            **dict.fromkeys(("sc", "scn", "g", "rg", "k"), lambda numbers: self.state.update(fill=_colour(numbers))),
            **dict.fromkeys(("SC", "SCN", "G", "RG", "K"), lambda numbers: self.state.update(line=_colour(numbers))),
            **dict.fromkeys(("m", "l", "c"), self._points),
        }

    def paint(self, source, resources):
        """Follow one stream: of a page, or of a form on it."""
        for operands, operator in pikepdf.parse_content_stream(source):
            name = str(operator)
            if name in self.steps:
                self.steps[name](operands)
            elif name == "Tf":
                font = resources.Font[str(operands[0])]
                if font.objgen not in self.fonts:
                    self.fonts[font.objgen] = _Font(font)
                self.state["font"] = self.fonts[font.objgen]
                self.state["size"] = float(operands[1])
            elif name in _PAINTS:
                self._draw(name)
            elif name == "Do":
                self._form(resources.XObject[str(operands[0])], resources)

    def _form(self, form, resources):
        if form.get("/Subtype") == "/Form":
            before = dict(self.state)
            inner = tuple(map(float, form.get("/Matrix", _IDENTITY)))
            self.state["at"] = _times(inner, self.state["at"])
            self.paint(form, form.get("/Resources", resources))
            self.state = before

    def _points(self, operands):
        numbers = list(map(float, operands))
        self.path += zip(numbers[::2], numbers[1::2], strict=True)

    def _box(self, operands):
        x, y, width, height = map(float, operands)
        self.path += [(x, y), (x + width, y + height)]

    def _write(self, pieces):
        font, size = self.state["font"], self.state["size"]
        at = _times(self.text_at, self.state["at"])
        text, width = "", 0.0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                data = bytes(piece)
                codes = [int.from_bytes(data[n : n + 2], "big") for n in range(0, len(data), 2)]
                text += "".join(font.text.get(code, "\ufffd") for code in codes)
                width += sum(font.width(code) for code in codes)
            else:
                width -= float(piece)
        scale = (at[0] ** 2 + at[1] ** 2) ** 0.5
        aside = next((kind for kind, _, _ in self.marks if kind), "")
        language = next((language for _, _, language in reversed(self.marks) if language), "")
        tag = next((number for _, number, _ in reversed(self.marks) if number >= 0), -1)
        self.written.append(
            Written(
                page=self.number,
                x=at[4] * MM,
                y=(self.height - at[5]) * MM,
                width=width / 1000 * size * scale * MM,
                size=round(size * scale, 2),
                font=font.name,
                text=text,
                colour=self.state["fill"],
                tag=tag,
                aside=aside,
                language=language,
            )
        )

    def _draw(self, how):
        points, self.path = [_moved(point, self.state["at"]) for point in self.path], []
        if not points or how == "n":
            return
        xs, ys = [x * MM for x, _ in points], [(self.height - y) * MM for _, y in points]
        colour = self.state["line" if how in ("S", "s") else "fill"]
        self.drawn.append(
            Drawn(page=self.number, left=min(xs), top=min(ys), right=max(xs), bottom=max(ys), colour=colour, how=how)
        )


class _Font:
    """The name of a font, which text its codes stand for and how wide they are."""

    def __init__(self, font):
        self.name = str(font.BaseFont).strip("/").partition("+")[2]
        self.text = dict(_codes(bytes(font.ToUnicode.read_bytes()).decode("latin-1")))
        inner = font.DescendantFonts[0]
        self.default = float(inner.get("/DW", 1000))
        self.widths = dict(_widths(list(inner.get("/W", []))))

    def width(self, code):
        return self.widths.get(code, self.default)


def _widths(row) -> Iterator[tuple[int, float]]:
    while row:
        first, second, *row = row
        if isinstance(second, pikepdf.Array):
            yield from ((int(first) + n, float(width)) for n, width in enumerate(second))
        else:
            width, *row = row
            yield from ((code, float(width)) for code in range(int(first), int(second) + 1))


def _codes(table: str) -> Iterator[tuple[int, str]]:
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            yield int(code, 16), _utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(high, 16) - int(low, 16) + 1):
                yield int(low, 16) + step, _utf16(f"{int(text, 16) + step:0{len(text)}X}")


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _mark(operands) -> tuple[str, int, str]:
    """Return the kind of an artifact, or the number of a tag and its language."""
    properties = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
    if str(operands[0]) == "/Artifact":
        return str(properties.get("/Type", "/Artifact")).strip("/"), -1, ""
    return "", int(properties.get("/MCID", -1)), str(properties.get("/Lang", ""))


def _colour(operands) -> tuple[float, ...]:
    return tuple(float(number) for number in operands if not isinstance(number, pikepdf.Name))


def _times(one, other):
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(point, matrix):
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f

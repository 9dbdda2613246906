"""A PDF file by pypdfium2 (PDFium): its letters with their places and fonts, its links, what it says of itself.

PDFium gives letters in the order of reading inside a line, Arabic ones too, and takes ligatures apart.
Against pdfminer.six on the same files it is four to fifteen times as fast, brings no other package, and
gives Arabic in logical order.  It may break down on a damaged file, so this runs apart (`apart`).
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from builder.findings import Finding, Where, error
from builder.readers.decode import cleaned
from builder.readers.pdf_glyphs import Box, Glyph, with_bullets

#: An article has some dozens of pages; what is longer is a book or an attack.
MOST_PAGES = 150
MOST_LETTERS = 300_000

_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!light)|CMBX|[-_,]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted|kursiv|CMTI|CMSL|[-_,](?:it|ital)\b", re.IGNORECASE)
_BOLD_FROM = 650
_PASSWORD = 4
_URI = 3
_PATH, _IMAGE = 2, 3
_MOST_OBJECTS = 20_000
_SMALLEST_PICTURE = 40  # points: what is smaller is a sign or a rule
_DOT = (1.2, 8.0)
_LOOKS_RAISED = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹†‡§¶")

_AGAIN = "open it in its own program and save it again, or get it anew"


class Refused(Exception):  # noqa: N818 - as in docx_package
    """The file cannot be read; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


class Sheet(NamedTuple):
    """A page: its size, its letters, those that stand sideways, how many no font gives a meaning, its pictures.

    covered: whether one picture takes most of the page, as on a scanned one.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    sideways: str
    unknown: int
    pictures: int
    covered: bool


class About(NamedTuple):
    """What a file says about itself, as written."""

    title: str
    author: str
    keywords: str
    language: str


class _Look(NamedTuple):
    """How the letters of one text object look."""

    size: float
    bold: bool
    italic: bool
    upright: bool


class File:
    """An open PDF; raises `Refused` for what is none, is locked or cannot be read whole."""

    def __init__(self, data: bytes, where: Where) -> None:
        self._where = where
        if b"%PDF-" not in data[:1024]:
            help_ = "save it as PDF, or give it the suffix of what it is"
            raise self.refusal("pdf-other", "this is some other file under the name of a PDF", help_)
        self._data = data  # PDFium reads from it as long as the file is open
        self._document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._document:
            if pdfium.FPDF_GetLastError() == _PASSWORD:
                help_ = "open it, and print or save a copy of it without the password"
                raise self.refusal("pdf-encrypted", "the file is locked with a password", help_)
            raise self.refusal("pdf-broken", "the file is damaged or cut off", _AGAIN)
        if b"%%EOF" not in data[-4096:]:
            raise self.refusal("pdf-broken", "the file is cut off: its end is missing", _AGAIN)
        self.pages = int(pdfium.FPDF_GetPageCount(self._document))
        if self.pages > MOST_PAGES:
            message = f"{self.pages} pages are more than an article's {MOST_PAGES}"
            raise self.refusal("source-large", message, "cut the file down to one article")
        if not self.pages:
            raise self.refusal("pdf-broken", "the file has no page", _AGAIN)

    def refusal(self, code: str, message: str, help_: str) -> Refused:
        """Return the refusal of this file."""
        return Refused(error(code, message, self._where, help_))

    def about(self) -> About:
        """Return what the file says about itself."""
        length = pdfium.FPDFCatalog_GetLanguage(self._document, None, 0)
        buffer = (ctypes.c_ushort * (length + 1))()
        pdfium.FPDFCatalog_GetLanguage(self._document, buffer, length)
        language = bytes(buffer).decode("utf-16-le", "ignore").partition("\0")[0]
        return About(self._meta(b"Title"), self._meta(b"Author"), self._meta(b"Keywords"), language)

    def _meta(self, name: bytes) -> str:
        length = min(pdfium.FPDF_GetMetaText(self._document, name, None, 0), 20_000)
        buffer = ctypes.create_string_buffer(length + 2)
        pdfium.FPDF_GetMetaText(self._document, name, buffer, length)
        return buffer.raw.decode("utf-16-le", "ignore").partition("\0")[0]

    def sheets(self) -> Iterator[Sheet]:
        """Yield the pages; raises `Refused` for one that is damaged, and for more letters than an article has."""
        letters = 0
        for number in range(self.pages):
            page = pdfium.FPDF_LoadPage(self._document, number)
            text = pdfium.FPDFText_LoadPage(page) if page else None
            if not text:
                raise self.refusal("pdf-broken", f"page {number + 1} is damaged", _AGAIN)
            letters += pdfium.FPDFText_CountChars(text)
            if letters > MOST_LETTERS:
                message = "the document is longer than an article can be"
                raise self.refusal("source-large", message, "cut the file down to one article")
            yield _Reader(self._document, page, text).sheet()
            pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(page)


class _Reader:
    """Reads one page: PDFium's values, turned as the page is turned."""

    def __init__(self, document: Any, page: Any, text: Any) -> None:
        self._document, self._page, self._text = document, page, text
        self._turn = int(pdfium.FPDFPage_GetRotation(page))
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self._box = (box.left, box.bottom, box.right, box.top)
        self._looks: dict[int | None, _Look] = {}
        self._font = ctypes.create_string_buffer(256)
        self._links = list(_links(document, page))

    def sheet(self) -> Sheet:
        """Return the page."""
        glyphs: list[Glyph] = []
        sideways: list[str] = []
        unknown = 0
        loose, tight = pdfium.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
        x, y = ctypes.c_double(), ctypes.c_double()
        for index in range(pdfium.FPDFText_CountChars(self._text)):
            text = _letter(pdfium.FPDFText_GetUnicode(self._text, index))
            if not text or pdfium.FPDFText_HasUnicodeMapError(self._text, index) == 1:
                unknown += 1
                continue
            if text in "\r\n":
                continue
            look = self._look(index)
            pdfium.FPDFText_GetLooseCharBox(self._text, index, loose)
            pdfium.FPDFText_GetCharOrigin(self._text, index, x, y)
            left, _, right, _ = self._seen(loose.left, loose.bottom, loose.right, loose.top)
            _, base, _, _ = self._seen(x.value, y.value, x.value, y.value)
            if not look.upright:
                sideways.append(text)
                continue
            raised = False
            if text in _LOOKS_RAISED:
                pdfium.FPDFText_GetCharBox(self._text, index, *tight)
                _, _, _, foot = self._seen(*(tight[at].value for at in (0, 2, 1, 3)))
                raised = base - foot > 0.22 * look.size
            link = self._link((loose.left + loose.right) / 2, y.value + 0.2 * look.size) if self._links else None
            glyphs.append(Glyph(text, left, right, base, look.size, look.bold, look.italic, raised, link))
        width, height = self._size()
        pictures, covered, dots = self._drawn(width * height)
        shown = tuple(with_bullets(glyphs, dots))
        return Sheet(width, height, shown, cleaned("".join(sideways)), unknown, pictures, covered)

    def _size(self) -> tuple[float, float]:
        left, bottom, right, top = self._box
        return (top - bottom, right - left) if self._turn % 2 else (right - left, top - bottom)

    def _seen(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box as one sees it: left, top, right, bottom from the upper left corner of the turned page."""
        at_left, at_bottom, at_right, at_top = self._box
        match self._turn:
            case 1:
                return bottom - at_bottom, left - at_left, top - at_bottom, right - at_left
            case 2:
                return at_right - right, bottom - at_bottom, at_right - left, top - at_bottom
            case 3:
                return at_top - top, at_right - right, at_top - bottom, at_right - left
            case _:
                return left - at_left, at_top - top, right - at_left, at_top - bottom

    def _look(self, index: int) -> _Look:
        """Return how a letter looks; all letters of a text object look alike."""
        pointer = pdfium.FPDFText_GetTextObject(self._text, index)
        key = ctypes.cast(pointer, ctypes.c_void_p).value
        if key is None and self._looks:
            return next(reversed(self._looks.values()))  # a blank that PDFium puts in
        if key not in self._looks:
            self._looks[key] = self._measured(index)
        return self._looks[key]

    def _measured(self, index: int) -> _Look:
        matrix, flags = pdfium.FS_MATRIX(), ctypes.c_int()
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        pdfium.FPDFText_GetFontInfo(self._text, index, self._font, 256, flags)
        name = self._font.value.decode("utf-8", "replace").rpartition("+")[2]
        size = pdfium.FPDFText_GetFontSize(self._text, index) * math.hypot(matrix.c, matrix.d)
        weight = pdfium.FPDFText_GetFontWeight(self._text, index)
        bold = bool(_BOLD.search(name) or flags.value & _BOLD_FLAG or weight >= _BOLD_FROM)
        slanted = abs(matrix.b) < 0.01 * abs(matrix.a) and abs(matrix.c) > 0.1 * abs(matrix.d)
        italic = bool(_ITALIC.search(name) or flags.value & _ITALIC_FLAG or slanted)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) + 90 * self._turn * -1
        upright = abs((angle + 180) % 360 - 180) < 20
        return _Look(max(size, 0.5), bold, italic, upright)

    def _link(self, x: float, y: float) -> str | None:
        return next(
            (
                address
                for (left, bottom, right, top), address in self._links
                if left <= x <= right and bottom <= y <= top
            ),
            None,
        )

    def _drawn(self, area: float) -> tuple[int, bool, list[Box]]:
        """Return how many pictures the page shows, whether one covers it, and its small drawn signs.

        What stands in groups of drawings is not looked at.
        """
        count, covered = 0, False
        dots: list[Box] = []
        edges = [ctypes.c_float() for _ in range(4)]
        for index in range(min(pdfium.FPDFPage_CountObjects(self._page), _MOST_OBJECTS)):
            each = pdfium.FPDFPage_GetObject(self._page, index)
            kind = pdfium.FPDFPageObj_GetType(each)
            if kind not in (_IMAGE, _PATH) or not pdfium.FPDFPageObj_GetBounds(each, *edges):
                continue
            box = self._seen(*(edge.value for edge in edges))
            width, height = box[2] - box[0], box[3] - box[1]
            if kind == _IMAGE:
                count += min(width, height) >= _SMALLEST_PICTURE
                covered = covered or width * height > 0.5 * area
            elif _DOT[0] <= min(width, height) and max(width, height) <= _DOT[1] and abs(width - height) < 1:
                dots.append(box)
        return count, covered, dots


def _letter(code: int) -> str:
    """Return a letter by its number: ligatures and the joined forms of Arabic letters taken apart; "" for none."""
    if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    if 0xE000 <= code <= 0xF8FF:  # where fonts of signs have their bullets
        return "•"
    if code == 2:  # so PDFium marks a hyphen at a line's end
        return "-"
    letter = chr(code)
    if 0xFB00 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC:
        return unicodedata.normalize("NFKC", letter).strip() or letter
    return " " if letter.isspace() and letter not in "\r\n" else letter


def _links(document: Any, page: Any) -> Iterator[tuple[tuple[float, float, float, float], str]]:
    """Yield the rectangles of a page that lead to an address, and the address."""
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    rectangle, quad = pdfium.FS_RECTF(), pdfium.FS_QUADPOINTSF()
    for _ in range(2_000):
        if not pdfium.FPDFLink_Enumerate(page, place, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != _URI:
            continue
        length = min(pdfium.FPDFAction_GetURIPath(document, action, None, 0), 4_000)
        buffer = ctypes.create_string_buffer(length + 1)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
        address = buffer.value.decode("utf-8", "replace")
        quads = pdfium.FPDFLink_CountQuadPoints(link)
        for number in range(quads):
            pdfium.FPDFLink_GetQuadPoints(link, number, quad)
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield (min(xs), min(ys), max(xs), max(ys)), address
        if not quads and pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            yield (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top), address

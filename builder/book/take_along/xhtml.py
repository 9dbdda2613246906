"""HTML as a book has it, made into the well-formed XHTML that an EPUB reader accepts.

What is not on the lists is taken out: an element with its text kept, or with all that is in it where it
runs or asks for something (scripts, forms).  The lists are those of EPUB 3.3's XHTML that a page of ours needs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

import lxml.html
from lxml import etree

from builder.book.take_along.nesting import mend_nesting
from builder.text.languages import is_language_tag
from builder.text.xml_chars import without_non_xml

_KEPT = frozenset(
    """
    a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong
    sub sup table tbody td tfoot th thead tr u ul var
    """.split()
)
_MATHML = frozenset(
    """
    annotation math menclose mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
    ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
    """.split()
)
_DROPPED = frozenset(
    "script style form button input select textarea iframe object audio video svg noscript template link".split()
)
#: Empty in HTML, but not to our parser, which puts what follows inside `embed` and its like: their tags alone go.
_EMPTY = frozenset("br col hr img".split())

_NUMBER = re.compile(r"-?\d{1,6}")
#: The attributes that stay: on which elements (none named: on all), and with which values.
_ATTRIBUTES: dict[str, tuple[tuple[str, ...], re.Pattern[str] | None]] = {
    "alt": (("img",), None),
    "class": ((), None),
    "colspan": (("td", "th"), re.compile(r"[1-9]\d{0,2}")),
    "dir": ((), re.compile("ltr|rtl|auto")),
    "href": (("a",), None),
    "id": ((), None),
    "lang": ((), None),
    "reversed": (("ol",), None),
    "rowspan": (("td", "th"), re.compile(r"[1-9]\d{0,2}")),
    "scope": (("th",), re.compile("row|col|rowgroup|colgroup")),
    "src": (("img",), None),
    "start": (("ol",), _NUMBER),
    "title": ((), None),
    "type": (("ol",), re.compile("[1aAiI]")),
    "value": (("li",), _NUMBER),
}
#: Roles that tell a reader's program of notes, so that it can show them where they are called.
_ROLES = frozenset((("a", "doc-noteref"), ("aside", "doc-footnote"), ("a", "doc-backlink")))
_IN_MATHML = frozenset(
    """
    accent accentunder class close columnalign columnspacing columnlines columnspan depth dir display displaystyle
    encoding fence form height id linethickness lspace mathvariant maxsize minsize movablelimits notation open
    rowalign rowlines rowspacing rowspan rspace scriptlevel separator separators stretchy symmetric voffset width
    """.split()
)

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def xhtml(root: lxml.html.HtmlElement, link: Callable[[str], str | None], picture: Callable[[str], str | None]) -> str:
    """Return what is inside an element as XHTML; the element is changed.

    link: from an address to one inside the EPUB or outside the book; None takes the link away and keeps its words.
    picture: from an address to a file of the EPUB; None puts the words of the picture in its place.
    """
    for element in list(root.iterdescendants()):
        if not _is_in(element, root):
            continue
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            element.drop_tree()
        elif element.tag not in _KEPT and not _is_mathml(element):
            element.drop_tag()
    mend_nesting(root)
    seen: set[str] = set()
    for element in list(root.iterdescendants()):
        _clean(element, seen)
        if element.tag == "a":
            _settle(element, link)
        elif element.tag == "img":
            _show(element, picture)
    return _text(root)


def xml_id(name: str) -> str:
    """Return an id that an EPUB may have: a name of XML in plain letters; others become a digest of themselves.

    >>> xml_id("p2"), xml_id("2-p").startswith("x")
    ('p2', True)
    """
    return name if _NAME.fullmatch(name) else f"x{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def _is_in(element: lxml.html.HtmlElement, root: lxml.html.HtmlElement) -> bool:
    """Return whether an element is still in the tree: what was around it may have been taken out."""
    return any(parent is root for parent in element.iterancestors())


def _is_mathml(element: lxml.html.HtmlElement) -> bool:
    inside = element.tag == "math" or any(parent.tag == "math" for parent in element.iterancestors())
    return inside and element.tag in _MATHML


def _clean(element: lxml.html.HtmlElement, seen: set[str]) -> None:
    maths = _is_mathml(element)
    for name, value in list(element.attrib.items()):
        if not (name in _IN_MATHML if maths else _stays(element.tag, name, value)):
            del element.attrib[name]
    id_ = xml_id(element.get("id", ""))
    if not element.get("id") or id_ in seen:
        element.attrib.pop("id", None)
    else:
        element.set("id", id_)
        seen.add(id_)
    if element.get("lang"):
        element.set(_XML_LANG, element.get("lang"))
    if not maths and element.tag not in _EMPTY and element.text is None:
        element.text = ""  # `<span/>` is an opening tag to whoever reads it as HTML


def _stays(tag: str, name: str, value: str) -> bool:
    if name == "role":
        return (tag, value) in _ROLES
    if name == "lang":
        return is_language_tag(value)
    tags, values = _ATTRIBUTES.get(name, ((), re.compile("(?!)")))
    return (not tags or tag in tags) and (values is None or values.fullmatch(value) is not None)


def _settle(element: lxml.html.HtmlElement, link: Callable[[str], str | None]) -> None:
    address = element.get("href")
    settled = link(address) if address is not None else None
    if settled is not None:
        element.set("href", settled)
        return
    element.attrib.pop("href", None)
    element.attrib.pop("role", None)  # a call to a note that leads nowhere calls nothing


def _show(element: lxml.html.HtmlElement, picture: Callable[[str], str | None]) -> None:
    name = picture(element.get("src", ""))
    if name is not None:
        element.set("src", name)
        element.set("alt", element.get("alt", ""))
        return
    said = lxml.html.Element("span")
    said.text, said.tail = element.get("alt", ""), element.tail
    element.getparent().replace(element, said)


def _text(root: lxml.html.HtmlElement) -> str:
    for element in root.iter():
        element.text = without_non_xml(element.text) if element.text else element.text
        element.tail = without_non_xml(element.tail) if element.tail else element.tail
        for name, value in element.attrib.items():
            element.set(name, without_non_xml(value))
    text = without_non_xml("".join(etree.tostring(child, encoding="unicode", method="xml") for child in root))
    return re.sub(r"<math(?=[\s>])(?![^>]*xmlns)", '<math xmlns="http://www.w3.org/1998/Math/MathML"', text).strip()

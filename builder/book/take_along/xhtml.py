"""HTML as a book has it, made into the well-formed XHTML that an EPUB reader accepts.

What is not on the lists is taken out: an element with its text kept, or with all that is in it where it
runs or asks for something (scripts, forms).  The lists are those of EPUB 3.3's XHTML that a page of ours needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import lxml.html
from lxml import etree

_KEPT = frozenset(
    """
    a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong
    sub sup table tbody td tfoot th thead time tr u ul var
    """.split()
)
_MATHML = re.compile(r"math|m[a-z]+|semantics|annotation")
_DROPPED = frozenset(
    "script style form button input select textarea iframe object embed audio video svg noscript template link".split()
)
_ATTRIBUTES = frozenset("id class lang dir href src alt title colspan rowspan scope start reversed value".split())
_ON: dict[str, tuple[str, ...]] = {
    "href": ("a",),
    "src": ("img",),
    "alt": ("img",),
    "value": ("li",),
    "start": ("ol",),
    "reversed": ("ol",),
}
_ON |= {"colspan": ("td", "th"), "rowspan": ("td", "th"), "scope": ("th",)}

_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xhtml(root: lxml.html.HtmlElement, link: Callable[[str], str | None], picture: Callable[[str], str | None]) -> str:
    """Return what is inside an element as XHTML; the element is changed.

    link: from an address to one inside the EPUB or outside the book; None takes the link away and keeps its words.
    picture: from an address to a file of the EPUB; None puts the words of the picture in its place.
    """
    for element in list(root.iterdescendants()):
        if element.getparent() is None:
            continue
        if not isinstance(element.tag, str) or element.tag in _DROPPED:
            element.drop_tree()
        elif element.tag not in _KEPT and not _is_mathml(element):
            element.drop_tag()
    seen: set[str] = set()
    for element in list(root.iterdescendants()):
        if not _is_mathml(element):
            _clean(element, seen)
        if element.tag == "a":
            _settle(element, link)
        elif element.tag == "img":
            _show(element, picture)
    return _text(root)


def _is_mathml(element: lxml.html.HtmlElement) -> bool:
    inside = element.tag == "math" or any(parent.tag == "math" for parent in element.iterancestors())
    return inside and _MATHML.fullmatch(element.tag) is not None


def _clean(element: lxml.html.HtmlElement, seen: set[str]) -> None:
    for name in list(element.attrib):
        if name not in _ATTRIBUTES or element.tag not in _ON.get(name, (element.tag,)):
            del element.attrib[name]
    id_ = element.get("id")
    if id_ is not None and (id_ in seen or not _NAME.fullmatch(id_)):
        del element.attrib["id"]
    elif id_ is not None:
        seen.add(id_)
    if element.get("lang"):
        element.set("{http://www.w3.org/XML/1998/namespace}lang", element.get("lang"))


def _settle(element: lxml.html.HtmlElement, link: Callable[[str], str | None]) -> None:
    address = element.get("href")
    if address is None:
        return
    settled = link(address)
    if settled is None:
        del element.attrib["href"]
    else:
        element.set("href", settled)


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
    parts = [etree.tostring(child, encoding="unicode", method="xml") for child in root]
    text = _NOT_XML.sub("", "".join(parts))
    return re.sub(r"<math(?=[\s>])(?![^>]*xmlns)", '<math xmlns="http://www.w3.org/1998/Math/MathML"', text).strip()

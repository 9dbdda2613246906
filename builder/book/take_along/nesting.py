"""Elements put where XHTML allows them: a browser forgives a list without items, an EPUB reader may refuse the book.

Pages of ours nest well; what a person wrote as HTML in module.md may not.
"""

from __future__ import annotations

import lxml.html

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = _HEADINGS | frozenset(
    "article aside blockquote div dl figure hr ol p pre section table ul caption dd dt figcaption li td th tr".split()
)
#: Elements that hold words and no blocks; `a`, `ins` and `del` hold what their parent may hold.
_WORDS = frozenset("abbr b bdi bdo cite code dfn em i kbd mark p pre q s samp small span strong sub sup u var".split())
_LISTS = ("ul", "ol")
_ROWS = ("table", "thead", "tbody", "tfoot")

#: Elements that stand in few places only, and which.
_HOMES: dict[str, tuple[str, ...]] = {
    "li": _LISTS,
    "dt": ("dl",),
    "dd": ("dl",),
    "caption": ("table",),
    "colgroup": ("table",),
    "col": ("colgroup", "table"),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "tr": _ROWS,
    "td": ("tr",),
    "th": ("tr",),
    "figcaption": ("figure",),
}


def mend_nesting(root: lxml.html.HtmlElement) -> None:
    """Take out or exchange the tags that stand where they may not; no words are lost."""
    for element in list(root.iterdescendants()):
        if element.tag in _HOMES and element.getparent().tag not in _HOMES[element.tag]:
            _rename_or_drop(element)
    for element in list(root.iterdescendants()):
        if element.tag == "a" and any(parent.tag == "a" for parent in element.iterancestors()):
            element.drop_tag()
        elif element.tag in _BLOCKS:
            _free(element, root)
    for element in list(root.iterdescendants("ul", "ol", "dl", "table", "tr")):
        _fill(element)


def _rename_or_drop(element: lxml.html.HtmlElement) -> None:
    if element.tag in ("li", "dt", "dd", "td", "th", "caption", "figcaption"):
        _rename(element, "div")
    else:
        element.drop_tag()


def _rename(element: lxml.html.HtmlElement, tag: str) -> None:
    element.tag = tag
    for name in ("scope", "colspan", "rowspan", "value", "start", "type", "reversed"):
        element.attrib.pop(name, None)


def _free(block: lxml.html.HtmlElement, root: lxml.html.HtmlElement) -> None:
    """Take the tags of words from around a block; in a heading the block gives way."""
    for parent in list(block.iterancestors()):
        if parent is root or parent.tag not in _WORDS | _HEADINGS | {"a", "ins", "del"}:
            return
        if parent.tag in _HEADINGS:
            if block.tag != "hr":
                block.drop_tag()
            else:
                block.drop_tree()
            return
        if parent.tag in _WORDS:
            if parent.get("id"):
                block.addprevious(lxml.html.Element("span", id=parent.get("id")))
            parent.drop_tag()


def _fill(element: lxml.html.HtmlElement) -> None:
    """Give a list or a row what it must hold, and nothing else."""
    tag = element.tag
    if tag in _LISTS:
        _wrap(element, ("li",), "li")
    elif tag == "tr":
        _wrap(element, ("td", "th"), "td")
    elif tag == "dl" and not _is_in_pairs(element):
        _rename(element, "div")
        for child in element:
            if child.tag in ("dt", "dd"):
                _rename(child, "div")
    elif tag == "table" and next(element.iter("td", "th"), None) is None:
        for child in list(element.iterdescendants(*_ROWS, "tr", "colgroup", "col")):
            child.drop_tag()
        for child in element.iterdescendants("caption"):
            _rename(child, "div")
        _rename(element, "div")


def _wrap(element: lxml.html.HtmlElement, own: tuple[str, ...], wrapper: str) -> None:
    children = list(element)
    texts = [element.text, *(child.tail for child in children)]
    element.text = None
    for child in children:
        child.tail = None
    for index, text in enumerate(texts):
        if text is not None and text.strip():
            around = lxml.html.Element(wrapper)
            around.text = text
            place = element.index(children[index - 1]) + 1 if index else 0
            element.insert(place, around)
    for child in children:
        if child.tag not in own:
            around = lxml.html.Element(wrapper)
            element.replace(child, around)
            around.append(child)


def _is_in_pairs(element: lxml.html.HtmlElement) -> bool:
    """Return whether a definition list is one: terms, then what they mean, and so on."""
    tags = [child.tag for child in element]
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        return False
    starts = bool(tags) and tags[0] == "dt" and tags[-1] == "dd"
    return starts and all(tag in ("dt", "dd") for tag in tags)

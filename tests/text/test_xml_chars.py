"""What is left of a text can stand in XML, and nothing else is taken out of it."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.text.xml_chars import without_non_xml

#: Signs at the edges of what XML 1.0 allows (its production 2).
MAY = (0x9, 0xA, 0xD, 0x20, 0x7F, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF)
MAY_NOT = (0x0, 0x8, 0xB, 0xC, 0xE, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF)


def test_edges_of_what_xml_holds():
    both = "".join(map(chr, sorted((*MAY, *MAY_NOT))))
    assert without_non_xml(both) == "".join(map(chr, MAY))


@given(st.text(alphabet=st.characters()))
def test_what_is_left_comes_back_from_xml(text):
    left = without_non_xml(text)
    element = etree.Element("a")
    element.text = left
    back = etree.fromstring(etree.tostring(element, encoding="UTF-8")).text or ""
    assert back == left
    assert without_non_xml(left) == left

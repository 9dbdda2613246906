r"""Control words of RTF: which destinations are read, which words are characters, what changes a paragraph."""

from __future__ import annotations

from builder.readers.rtf_state import Paragraph

#: Destinations that hold nothing of the text.
SKIPPED = frozenset(
    "colortbl filetbl revtbl header headerl headerr headerf footer footerl footerr footerf template private nonshppict "
    "shprslt objdata nonesttables xe tc tcl rxe txe ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn bkmkstart bkmkend "
    "annotation atnid atnauthor atnref upr nextfile listtable listoverridetable datafield formfield".split()
)
#: Destinations that are looked at, each under the name of what its text is; "" for the text around it.
KNOWN = {
    "fonttbl": "font", "stylesheet": "style", "info": "info", "title": "title", "author": "author",
    "keywords": "keywords", "footnote": "note", "field": "field", "fldinst": "instruction", "fldrslt": "",
    "listtext": "sign", "pntext": "sign", "pn": "pn", "pict": "picture", "shppict": "", "shpinst": "", "shptxt": "",
    "shp": "", "picprop": "", "sp": "property", "sn": "name", "sv": "value", "ud": "", "nesttableprops": "",
    "do": "", "dptxbxtext": "", "object": "", "result": "",
}  # fmt: skip
#: Words that end a line, a paragraph, or a part of a table.
ENDS = frozenset({"par", "sect", "line", "lbr", "cell", "nestcell", "row"})
#: What is read of what the document says of itself.
INFO = frozenset({"title", "author", "keywords"})
#: Characters that have a word of their own.
CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "tab": " ", "emspace": " ", "enspace": " ", "qmspace": " ", "page": " ", "column": " ", "~": " ", "_": "-",
    "\\": "\\", "{": "{", "}": "}", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
#: Where text that is not in a group of its own says nothing.
DATA = frozenset({"picture", "skip", "info", "field", "pn", "property"})

#: All words that change something where text stands; a file has many times as many others.
MEANT = ENDS | frozenset(
    "b i ab ai v deleted rtlch ltrch f af plain uc ansicpg mac pc pca deff ftnalt pard s outlinelevel ls ilvl intbl li "
    "lin".split()
)


def placed(about: Paragraph, name: str, number: int | None) -> Paragraph:
    """Return a paragraph's properties with what a word changes in them."""
    given = 0 if number is None else number
    match name:
        case "pard":
            return Paragraph()
        case "s":
            return about._replace(style=given)
        case "outlinelevel":
            return about._replace(outline=given)
        case "ls":
            return about._replace(list=given)
        case "ilvl":
            return about._replace(level=min(max(given, 0), 8))
        case "intbl":
            return about._replace(in_table=number != 0)
        case "li" | "lin":
            return about._replace(indent=given)
    return about

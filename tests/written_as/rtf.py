"""RTF as word processors write it: a table of styles, signs of lists in `\\listtext`, notes where they are told."""

from collections.abc import Sequence

from builder.model.document import Block
from written_as import is_numbered, notes_of, pieces

_STYLES = (
    "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0\\b heading 1;}{\\s2\\outlinelevel1\\b heading 2;}{\\s3\\outlinelevel2\\b heading 3;}"
    "{\\s4\\b heading 4;}{\\s5\\b heading 5;}{\\s6\\b heading 6;}{\\s7\\b Title;}{\\s8 Quote;}}"
)
_TITLE, _QUOTATION = 7, 8
_BULLET = "{\\listlevel\\levelnfc23\\levelstartat1{\\leveltext\\'01\\u8226 ?;}{\\levelnumbers;}}"
_NUMBER = "{{\\listlevel\\levelnfc0\\levelstartat1{{\\leveltext\\'02\\'0{level}.;}}{{\\levelnumbers\\'01;}}}}"


def _lists(count):
    """Return the tables of lists: bullets are the first, then as many lists with numbers as there are."""
    numbers = "".join(_NUMBER.format(level=level) for level in range(9))
    lists = [_BULLET * 9, *[numbers] * count]
    told = "".join(f"{{\\list\\listtemplateid{id_}{levels}\\listid{id_}}}" for id_, levels in enumerate(lists, 1))
    names = "".join(f"{{\\listoverride\\listid{id_}\\listoverridecount0\\ls{id_}}}" for id_ in range(1, count + 2))
    return f"{{\\*\\listtable{told}}}\n{{\\*\\listoverridetable{names}}}"


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return an RTF file, in ASCII."""
    notes = notes_of(blocks)
    lines = [f"\\pard\\plain\\s{_TITLE}\\b {_words(title)}\\par"]
    counted, before = 0, None
    for block in blocks:
        words = "".join(_piece(piece) for piece in pieces(block.text, notes))
        if block.kind == "heading":
            lines.append(f"\\pard\\plain\\s{block.level}\\b {words}\\par")
        elif block.kind == "item":
            sign = f"{{\\listtext {_words(block.mark)}\\tab}}"
            counted += before != "item" and is_numbered(block)
            list_ = counted + 1 if is_numbered(block) else 1
            indent = f"\\li{360 * block.level}\\fi-360"
            lines.append(f"\\pard\\plain{sign}\\ls{list_}\\ilvl{block.level - 1}{indent} {words}\\par")
        elif block.kind == "quotation":
            lines.append(f"\\pard\\plain\\s{_QUOTATION} {words}\\par")
        elif block.kind != "note":
            lines.append(f"\\pard\\plain {words}\\par")
        before = block.kind
    head = f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fcharset0 Serif;}}}}\n{_STYLES}\n{_lists(counted)}\n"
    return (head + f"{{\\info{{\\title {_words(title)}}}}}\n" + "\n".join(lines) + "\n}\n").encode("ascii")


def _piece(piece):
    if piece.note is not None:
        inner = "".join(_piece(each) for each in pieces(piece.note.text, {}))
        return f"{{\\super\\chftn{{\\*\\footnote\\pard\\plain{{\\super\\chftn}} {inner}}}}}"
    words = _words(piece.text)
    looks = "\\b" * piece.strong + "\\i" * piece.slanted
    words = f"{{{looks} {words}}}" if looks else words
    if not piece.address:
        return words
    return f'{{\\field{{\\*\\fldinst HYPERLINK "{_words(piece.address)}"}}{{\\fldrslt {words}}}}}'


def _words(text):
    return "".join(_character(character) for character in text)


def _character(character):
    if character in "\\{}":
        return f"\\{character}"
    if character.isascii():
        return character
    units = character.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{number}?" for number in numbers)

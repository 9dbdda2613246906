"""In which order an item's options, matches and entries are shown: on the page, on paper, everywhere.

The item's id and the texts decide, never the key.
"""

from __future__ import annotations

import hashlib
import re

from builder.model.item import Item, Matching, MultipleChoice, MultipleResponse, Ordering, TrueFalse
from builder.text.inline import plain
from builder.wording import phrase

#: The first version of a printed quiz has the order of the page.
FIRST = ("", "A")

_NUMBER = re.compile(r"(\D*)(\d[\d.,\u00a0\u202f]*)(\D*)")


def item_order(items: tuple[Item, ...], version: str = "") -> tuple[Item, ...]:
    """Return items in the order of a version of a printed quiz; the first version has the page's own order."""
    if version in FIRST:
        return items
    return tuple(sorted(items, key=lambda item: (_seed(version, item.id), item.id)))


def shown_options(item: Item, language: str, version: str = "") -> tuple[str, ...]:
    """Return what an item gives to choose from, in the order of the page and of paper.

    version: "B", "C" ... of a printed quiz, whose options are mixed anew.
    """
    match item:
        case MultipleChoice() | MultipleResponse():
            return tuple(item.options[index].text for index in option_order(item, version))
        case TrueFalse():
            return (phrase(language, "quiz.true"), phrase(language, "quiz.false"))
        case Matching():
            return _by_own_text(_versioned(item, version), {*(pair.match for pair in item.pairs), *item.spare})
        case _:
            return ()


def shown_rows(item: Item, version: str = "") -> tuple[str, ...]:
    """Return what is to be matched or put in order, in the order of the page and of paper."""
    match item:
        case Matching():
            return tuple(pair.left for pair in item.pairs)
        case Ordering():
            return _by_own_text(_versioned(item, version), item.answers)
        case _:
            return ()


def option_order(item: MultipleChoice | MultipleResponse, version: str = "") -> tuple[int, ...]:
    """Return the places in the file of the options, in the order in which they are shown.

    The item's id and the options' own texts decide, never the key nor the place in the file: drafts write
    the key first, so that an order made of places would tell it.  Numbers, years, amounts stand by size.
    """
    texts = [option.text for option in item.options]
    found = [_NUMBER.fullmatch(plain(text)) for text in texts]
    numbers = [match for match in found if match]
    if len(numbers) == len(found) and len({(match[1], match[3]) for match in numbers}) == 1:
        sizes = [_size(match[2]) for match in numbers]
        return tuple(sorted(range(len(sizes)), key=lambda index: (sizes[index], texts[index])))
    named = _versioned(item, version)
    return tuple(sorted(range(len(texts)), key=lambda index: (_seed(named, texts[index]), texts[index])))


def key_place(item: Item) -> int | None:
    """Return the place, from 0, of the right option as it is shown; None for items without just one."""
    if not isinstance(item, MultipleChoice):
        return None
    return next((place for place, index in enumerate(option_order(item)) if item.options[index].key), None)


def _versioned(item: Item, version: str) -> str:
    return item.id if version in FIRST else f"{item.id}\n{version}"


def _size(digits: str) -> float:
    grouped = re.sub(r"[.,\u00a0\u202f](?=\d{3}(?!\d))", "", digits.rstrip(".,\u00a0\u202f"))
    try:
        return float(grouped.replace(",", "."))
    except ValueError:  # a date such as 1.2.2003 has no size
        return 0.0


def _by_own_text(item_id: str, texts: tuple[str, ...] | set[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (_seed(item_id, text), text)))


def _seed(item_id: str, own: str) -> bytes:
    return hashlib.sha256(f"{item_id}\n{own}".encode()).digest()

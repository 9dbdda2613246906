"""Translations of our phrases: gettext catalogues, `locale/XX/LC_MESSAGES/builder.po`, read as translators write them.

msgctxt is the id of a phrase and msgid its English, so that a phrase whose English has changed is not
taken for translated.  What is empty, marked fuzzy or has other places than the English counts as not
translated.  There is no compiled catalogue that could be stale: reading one takes some 10 ms, once for
each language in use.
Format: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from gettext import c2py
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

import msgspec

from builder.wording.english import Plural, english
from builder.wording.faults import Fault, faults, unreadable
from builder.wording.places import fits

#: A name of a language as BCP 47 writes it; a language comes from a file and may be anything.
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


class Catalogue(msgspec.Struct, frozen=True, kw_only=True):
    """What is translated into a language: texts by the ids of their phrases.

    A phrase that counts has a text for each form of the language; `form` tells which one a number takes.
    problem: why nothing could be read.  faults: what its translator has to mend.
    """

    texts: Mapping[str, str]
    counted: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]
    problem: str | None = None
    faults: tuple[Fault, ...] = ()


EMPTY = Catalogue(texts={}, counted={}, form=c2py("n != 1"))


def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue, as BCP 47 tags, sorted."""
    return tuple(sorted(_sources()))


def name_of(tag: str) -> str:
    """Return the name of a language's catalogue, as it stands in our repository."""
    return f"builder/wording/locale/{tag.replace('-', '_')}/LC_MESSAGES/builder.po"


@cache
def catalogue(tag: str) -> Catalogue:
    """Return the catalogue of just this language; an empty one where there is none."""
    source = _sources().get(tag)
    return _read(source) if source else EMPTY


@cache
def chain(language: str) -> tuple[str, ...]:
    """Return the languages whose catalogues serve `language` (BCP 47), the nearest first: pt-BR, then pt."""
    if not _TAG.fullmatch(language):
        return ()
    parts = language.split("-")
    wanted = ["-".join(parts[:length]).casefold() for length in range(len(parts), 0, -1)]
    known = {tag.casefold(): tag for tag in languages()}
    return tuple(known[tag] for tag in wanted if tag in known)


@cache
def _sources() -> Mapping[str, Traversable]:
    folders = (folder for folder in files(__package__).joinpath("locale").iterdir() if folder.is_dir())
    found = {folder.name.replace("_", "-"): folder.joinpath("LC_MESSAGES", "builder.po") for folder in folders}
    return {tag: source for tag, source in found.items() if source.is_file()}


def _read(source: Traversable) -> Catalogue:
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 - loaded only for another language

    try:
        data = source.read_bytes()
        if problem := unreadable(data.decode("utf-8", "replace")):
            return msgspec.structs.replace(EMPTY, problem=problem)
        read = read_po(BytesIO(data), abort_invalid=True)
        form = c2py(read.plural_expr)
    except (PoFileError, ValueError) as error:
        return msgspec.structs.replace(EMPTY, problem=" ".join(str(error).split()))
    texts: dict[str, str] = {}
    counted: dict[str, tuple[str, ...]] = {}
    for message in read:
        name, of = message.context or "", english().get(message.context or "")
        if of is None or message.fuzzy:
            continue
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        is_of = message.id == ((of.one, of.other) if isinstance(of, Plural) else of)
        if not is_of or not all(fits(form, of) for form in forms):
            continue
        if isinstance(of, Plural):
            counted[name] = forms
        else:
            texts[name] = forms[0]
    return Catalogue(texts=texts, counted=counted, form=form, faults=tuple(faults(read)))

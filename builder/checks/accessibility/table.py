"""The table of looks: what is counted, and which rule finds what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from builder.checks.accessibility import (
    asked,
    frame,
    headings,
    ids,
    keys,
    languages,
    media,
    names,
    pictures,
    tables,
    ways,
)
from builder.checks.accessibility.page import Element, Fault, ParsedPage


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """A look at a page.

    one, many: the word for what is counted, as in "1 picture, 0 without alternative text".
    things: finds what is counted.  rule, wrong: finds what is wrong with it, and the words for that; none for
    a look that only counts.
    """

    id: str
    one: str
    many: str
    things: Callable[[ParsedPage], list[Element]]
    rule: Callable[[ParsedPage], Iterator[Fault]] | None = None
    wrong: str = ""


LOOKS = (
    Look(id="pages", one="page", many="pages", things=languages.page_itself),
    Look(
        id="title",
        one="page",
        many="pages",
        things=languages.page_itself,
        rule=frame.without_title,
        wrong="without a title",
    ),
    Look(
        id="zoom",
        one="page",
        many="pages",
        things=languages.page_itself,
        rule=frame.forbids_zoom,
        wrong="that forbid zooming",
    ),
    Look(
        id="main",
        one="page",
        many="pages",
        things=languages.page_itself,
        rule=frame.without_main,
        wrong="without one marked main part",
    ),
    Look(
        id="way-past",
        one="page",
        many="pages",
        things=languages.page_itself,
        rule=frame.without_way_past,
        wrong="without a way past the menus",
    ),
    Look(
        id="clock",
        one="page that reloads or leads on by itself",
        many="pages that reload or lead on by themselves",
        things=frame.clocks,
        rule=frame.runs_out,
        wrong="after a time",
    ),
    Look(
        id="language",
        one="page",
        many="pages",
        things=languages.page_itself,
        rule=languages.without_language,
        wrong="without a language",
    ),
    Look(
        id="parts",
        one="part marked as being in another language",
        many="parts marked as being in another language",
        things=languages.parts_in_other_languages,
        rule=languages.unreadable_language,
        wrong="with an unreadable mark",
    ),
    Look(
        id="direction",
        one="page or part in a language written from right to left",
        many="pages or parts in a language written from right to left",
        things=languages.written_from_the_right,
        rule=languages.wrong_direction,
        wrong="laid out the wrong way (of all languages)",
    ),
    Look(
        id="pictures",
        one="picture",
        many="pictures",
        things=pictures.pictures,
        rule=pictures.without_alternative,
        wrong="without alternative text",
    ),
    Look(
        id="moving-pictures",
        one="picture of a kind that may move (GIF, APNG)",
        many="pictures of a kind that may move (GIF, APNG)",
        things=asked.moving_pictures,
    ),
    Look(
        id="headings",
        one="heading",
        many="headings",
        things=headings.headings,
        rule=headings.out_of_order,
        wrong="faults of order or words",
    ),
    Look(
        id="tables",
        one="table",
        many="tables",
        things=tables.tables,
        rule=tables.without_header_cells,
        wrong="without header cells",
    ),
    Look(
        id="links",
        one="link",
        many="links",
        things=names.links,
        rule=names.links_without_words,
        wrong="without words",
    ),
    Look(
        id="buttons",
        one="button",
        many="buttons",
        things=names.buttons,
        rule=names.buttons_without_words,
        wrong="without words",
    ),
    Look(
        id="fields",
        one="field to write or choose in",
        many="fields to write or choose in",
        things=names.fields,
        rule=names.fields_without_label,
        wrong="without a label",
    ),
    Look(
        id="frames",
        one="embedded frame",
        many="embedded frames",
        things=names.frames,
        rule=names.frames_without_title,
        wrong="without a title",
    ),
    Look(
        id="own-words",
        one="link or button with words to be seen and others to be read out",
        many="links or buttons with words to be seen and others to be read out",
        things=names.with_own_words,
        rule=names.words_not_in_name,
        wrong="where the two differ",
    ),
    Look(
        id="ids",
        one="id",
        many="ids",
        things=ids.ids,
        rule=ids.doubled_ids,
        wrong="given more than once",
    ),
    Look(
        id="references",
        one="reference to an id",
        many="references to an id",
        things=ids.references,
        rule=ids.dangling_references,
        wrong="that lead nowhere",
    ),
    Look(
        id="order",
        one="element that says its place in the Tab order",
        many="elements that say their place in the Tab order",
        things=keys.places_in_order,
        rule=keys.out_of_turn,
        wrong="out of the order of the page",
    ),
    Look(
        id="pressable",
        one="element whose HTML names what a click does",
        many="elements whose HTML names what a click does",
        things=keys.pressable,
        rule=keys.for_pointers_only,
        wrong="out of reach of keys",
    ),
    Look(
        id="films",
        one="film in the page",
        many="films in the page",
        things=media.films,
        rule=media.without_captions,
        wrong="without named captions",
    ),
    Look(
        id="sounds",
        one="sound recording in the page",
        many="sound recordings in the page",
        things=media.sounds,
    ),
    Look(
        id="linked",
        one="film or recording that a link or an object leads to",
        many="films or recordings that links or objects lead to",
        things=media.linked,
    ),
    Look(
        id="playing",
        one="film or sound",
        many="films or sounds",
        things=media.films_and_sounds,
        rule=media.by_itself,
        wrong="that play by themselves (frames included)",
    ),
    Look(
        id="moving",
        one="blinking or running element",
        many="blinking or running elements",
        things=media.moving,
        rule=media.moves_without_end,
        wrong="that cannot be stopped",
    ),
    Look(
        id="personal",
        one="field that asks for a name, an address or the like",
        many="fields that ask for a name, an address or the like",
        things=asked.personal_fields,
    ),
    Look(
        id="passwords",
        one="field that asks for a password",
        many="fields that ask for a password",
        things=asked.passwords,
    ),
    Look(
        id="forms",
        one="form that sends something to a server",
        many="forms that send something to a server",
        things=asked.sent_away,
    ),
    Look(
        id="drawn",
        one="element with a style of its own in the HTML",
        many="elements with a style of their own in the HTML",
        things=asked.with_drawn_styles,
    ),
    Look(
        id="contents",
        one="page with the list of contents",
        many="pages with the list of contents",
        things=ways.contents,
    ),
    Look(
        id="search",
        one="page with a search",
        many="pages with a search",
        things=ways.searches,
    ),
)

"""Sound and films wait for the reader and have captions; nothing blinks (1.2, 1.4.2, 2.2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from builder.checks.accessibility.page import Element, Fault, ParsedPage, shown

_CODE = "access-media"
_ENDS = (".mp4", ".m4v", ".webm", ".ogv", ".mov", ".avi", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".flac")


def films(page: ParsedPage) -> list[Element]:
    """Return the films that stand in the page itself."""
    return page.all("video")


def sounds(page: ParsedPage) -> list[Element]:
    """Return the sound recordings that stand in the page itself."""
    return page.all("audio", "bgsound")


def linked(page: ParsedPage) -> list[Element]:
    """Return the links and objects that lead to a film or recording, by the ending of its name."""
    found = page.all("a", "object")
    addresses = [urlsplit(element.get("href") or element.get("data") or "").path.lower() for element in found]
    return [element for element, address in zip(found, addresses, strict=True) if address.endswith(_ENDS)]


def films_and_sounds(page: ParsedPage) -> list[Element]:
    """Return films and sounds, and frames in which a film starts by itself."""
    return page.all("video", "audio", "bgsound", "embed")


def by_itself(page: ParsedPage) -> Iterator[Fault]:
    """Yield what begins to play, or asks another site's player to begin, before the reader wants it."""
    for element in page.all("video", "audio", "bgsound", "iframe", "embed"):
        source = _source(element)
        own = element.get("autoplay") is not None or element.tag == "bgsound"
        asked = "autoplay=1" in source or "autoplay=true" in source
        if own or asked:
            message = f"<{element.tag}>{_about(source)} plays by itself"
            help_ = "take `autoplay` out, and let readers start it"
            yield Fault(code=_CODE, message=message, help=help_, line=element.sourceline, hints=_hints(source))


def without_captions(page: ParsedPage) -> Iterator[Fault]:
    """Yield a warning for films that name no captions; they may be part of the picture."""
    for film in films(page):
        kinds = {track.get("kind", "subtitles") for track in film.iter("track")}
        if not kinds & {"captions", "subtitles"}:
            source = _source(film)
            message = f"<video>{_about(source)} names no captions"
            help_ = 'add `<track kind="captions" src="...">`; nothing to do if they are in the picture or nobody speaks'
            yield Fault(
                code=_CODE, message=message, help=help_, line=film.sourceline, hints=_hints(source), severity="warning"
            )


def moving(page: ParsedPage) -> list[Element]:
    """Return elements that blink or run across the page."""
    return page.all("blink", "marquee")


def moves_without_end(page: ParsedPage) -> Iterator[Fault]:
    """Yield elements that blink or run and cannot be stopped."""
    for element in moving(page):
        message = f"<{element.tag}> moves and cannot be stopped"
        help_ = "write its words without it"
        yield Fault(code=_CODE, message=message, help=help_, line=element.sourceline, hints=(f"<{element.tag}",))


def _source(element: Element) -> str:
    return element.get("src") or next((one.get("src", "") for one in element.iter("source")), "")


def _about(source: str) -> str:
    return f" ({shown(source)})" if source else ""


def _hints(source: str) -> tuple[str, ...]:
    file = unquote(urlsplit(source).path).rpartition("/")[2]
    return tuple(hint for hint in (source, file) if hint)

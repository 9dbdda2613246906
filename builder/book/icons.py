"""The icons in use, as one small font inside a style sheet.

The theme draws its icons with a script of 1.5 MB that holds every icon there is, and behind it stand web
fonts of 150 KB that browsers refuse to load from a disk (`file://`).  A course uses some dozens.  So the
script is left out (`templates/static/webpack-macros.html`), and the theme's own font is cut down to the
icons that the theme and the course's pages name, and put into a style sheet as a `data:` address.
Font Awesome Free: the font is under the SIL Open Font License 1.1, the drawings under CC BY 4.0.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

NAME = "icons.css"


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A font of the theme: the classes that ask for it, its file, and the family and weight it is known by."""

    classes: frozenset[str]
    file: str
    family: str
    weight: int


_PACKS = (
    Pack(classes=frozenset(("fas", "fa-solid", "fa")), file="fa-solid-900", family="Font Awesome 6 Free", weight=900),
    Pack(classes=frozenset(("far", "fa-regular")), file="fa-regular-400", family="Font Awesome 6 Free", weight=400),
    Pack(classes=frozenset(("fab", "fa-brands")), file="fa-brands-400", family="Font Awesome 6 Brands", weight=400),
)

#: The names of icons are asked for as "fa-solid fa-bars".
_ASKED = re.compile(r"\b(?P<pack>fa|fas|far|fab|fa-solid|fa-regular|fa-brands)\s+fa-(?P<name>[a-z0-9-]+)")
_RULE = re.compile(r'(?P<names>(?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\?(?P<code>[^"]+)"\}')
_VARIABLE = re.compile(r'--pst-[a-z-]+:"(?P<sign>[\ue000-\uf8ff])"')

#: What the theme's program asks for; its templates are looked through.
_BY_PROGRAM = "fas fa-code fas fa-download fas fa-expand fas fa-file fas fa-file-pdf fas fa-lightbulb fas fa-pencil-alt fas fa-play fas fa-rocket fa-solid fa-xmark"  # noqa: E501

Asked = frozenset[tuple[str, str]]


def asked_in(text: str) -> Asked:
    """Return the icons that a text (classes, HTML) asks for, as (class of the pack, name)."""
    return frozenset((match["pack"], match["name"]) for match in _ASKED.finditer(text))


def note_icons(app: Sphinx, document: nodes.document) -> None:
    """Remember which icons a page asks for (`doctree-read`)."""
    found: Asked = frozenset()
    for node in document.findall(nodes.Element):
        found |= asked_in(" ".join(node.get("classes", ())))
        if isinstance(node, nodes.raw):
            found |= asked_in(node.astext())
    _noted(app.env)[app.env.docname] = found


def forget_icons(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is read again (`env-purge-doc`)."""
    del app
    _noted(env).pop(docname, None)


def merge_icons(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take over what another process noted (`env-merge-info`)."""
    del app
    _noted(env).update({docname: _noted(other)[docname] for docname in docnames if docname in _noted(other)})


def write_icons(app: Sphinx, env: BuildEnvironment) -> None:
    """Write the style sheet of the icons in use, before pages are written (`env-updated`)."""
    if app.builder.format != "html":
        return
    theme = [Path(folder) for folder in app.builder.theme.get_theme_dirs()]  # type: ignore[attr-defined]
    asked = asked_in(_BY_PROGRAM) | asked_in(repr(app.config.html_theme_options)) | _asked_by_theme(tuple(theme))
    for found in _noted(env).values():
        asked |= found
    style = next((text for folder in theme if (text := _theme_style(folder))), "")
    target = Path(app.outdir) / "_static/builder" / NAME
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(stylesheet(asked, style, _fonts(theme)), encoding="utf-8")


def _noted(env: BuildEnvironment) -> dict[str, Asked]:
    noted: dict[str, Asked] = env.__dict__.setdefault("builder_icons", {})
    return noted


@cache
def _asked_by_theme(folders: tuple[Path, ...]) -> Asked:
    texts = (path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.rglob("*.html")))
    return asked_in(" ".join(texts))


def _theme_style(folder: Path) -> str:
    path = folder / "static/styles/pydata-sphinx-theme.css"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _fonts(folders: Iterable[Path]) -> dict[str, Path]:
    inside = "static/vendor/fontawesome/webfonts/*.ttf"
    return {path.stem: path for folder in folders for path in sorted(folder.glob(inside))}


def stylesheet(asked: Asked, theme_style: str, fonts: Mapping[str, Path]) -> str:
    """Return the style sheet with the icons that are asked for and those of the theme's style sheet.

    theme_style: says which name is which sign.  fonts: the files of whole fonts by their stems.
    """
    signs = {
        name: chr(int(match["code"], 16)) if len(match["code"]) > 1 else match["code"]
        for match in _RULE.finditer(theme_style)
        for name in re.findall(r"fa-([a-z0-9-]+)", match["names"])
    }
    always = set(_VARIABLE.findall(theme_style))
    faces = []
    for pack in _PACKS:
        wanted = {signs[name] for classes, name in asked if classes in pack.classes and name in signs}
        wanted |= always if pack.file == "fa-solid-900" else set()
        if wanted and pack.file in fonts:
            faces.append(_face(pack, _subset(fonts[pack.file], "".join(sorted(wanted)))))
    return "".join(["/* Icons: Font Awesome Free, OFL 1.1 and CC BY 4.0 (fontawesome.com). */\n", *faces])


def _face(pack: Pack, font: bytes) -> str:
    data = base64.b64encode(font).decode()
    return (
        f'@font-face{{font-family:"{pack.family}";font-style:normal;font-weight:{pack.weight};'
        f'src:url("data:font/woff;base64,{data}") format("woff")}}\n'
    )


def _subset(path: Path, signs: str) -> bytes:
    """Return a font with no more than the given signs, as WOFF (W3C, "WOFF File Format 1.0")."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - slow to load
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    options: Any = Options(layout_features=[], name_IDs=[], notdef_outline=True, hinting=False, recalc_timestamp=False)
    font = TTFont(path, recalcTimestamp=False, lazy=True)
    subsetter = Subsetter(options)
    subsetter.populate(text=signs)
    subsetter.subset(font)
    font.flavor = "woff"
    out = BytesIO()
    font.save(out)
    return out.getvalue()

"""Formulas as MathML, made while the book is built.

Sphinx's own way is a script from a server in the net, which a book on a stick does not have.  Browsers
of 2023 and later draw MathML themselves, and a screen reader reads it.  A person who sets any
`mathjax_...` option in `_config.yml` gets MathJax, and with it whatever they pointed it to.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator

from builder.book.settings import is_set, lookup

RENDERER = "builder-mathml"
_STOCK = "mathjax"

_LOGGER = logging.getLogger(__name__)


def register_maths(app: Sphinx) -> None:
    """Make the MathML renderer known to Sphinx."""
    app.add_html_math_renderer(RENDERER, (_visit_inline, None), (_visit_block, None))


def choose_maths(app: Sphinx, settings: Mapping[str, Any]) -> None:
    """Take MathML unless a person configured MathJax or loaded another renderer."""
    config = lookup(settings, "sphinx.config") or {}
    if is_set(settings, "sphinx.config.html_math_renderer"):
        return
    others = [name for name in app.registry.html_inline_math_renderers if name not in (RENDERER, _STOCK)]
    wants_mathjax = any(str(name).startswith("mathjax") for name in config)
    app.config["html_math_renderer"] = others[0] if others else _STOCK if wants_mathjax else RENDERER


def _mathml(node: nodes.Element, tex: str, *, as_block: bool) -> str:
    try:
        return str(tex2mathml(tex, as_block=as_block))
    except MathError as exc:
        _LOGGER.warning("formula cannot be shown: %s", exc, location=node, type="builder", subtype="maths")
        return f"<code>{escape(tex)}</code>"


def _visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(self.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    self.body.append(_mathml(node, node.astext(), as_block=False) + "</span>")
    raise nodes.SkipNode


def _visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math notranslate nohighlight"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, _("Link to this equation"))
        self.body.append("</span>")
    rows = [part for part in node.astext().split("\n\n") if part.strip()]
    self.body.append(_mathml(node, r" \\ ".join(rows), as_block=True) + "</div>\n")
    raise nodes.SkipNode

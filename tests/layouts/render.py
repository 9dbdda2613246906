"""A layout as a file of each format, as a person's programs would write it."""

from __future__ import annotations

import html
import io
import re
from functools import cache

import docx
from layouts.planted import Layout

_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")


def as_text(made: Layout) -> str:
    """Return plain text: bullets, blank lines and trailing blanks as the layout has them."""
    lines: list[str] = []
    number = 0
    for piece, after in zip(made.pieces, [*made.pieces[1:], None], strict=True):
        number = number + 1 if piece.kind == "item" and piece.level == 1 else 0 if piece.kind != "item" else number
        text = piece.text
        if piece.kind == "heading":
            text = f"{text}{made.colon}{made.trail}"
        elif piece.kind == "item":
            text = _bullet(made, piece.level, number) + text
        lines.append(text)
        listed = piece.kind == "item" and after is not None and after.kind == "item"
        apart = piece.kind in ("title", "site") and (after is None or after.kind != "site")
        if (not made.dense and (made.spaced or not listed)) or apart:
            lines.append("")
    return "\n".join(lines) + "\n"


def _bullet(made: Layout, level: int, number: int) -> str:
    if made.bullet == "1. ":
        return f"{number}. " if level == 1 else "   - "
    margin = len(made.bullet) - len(made.bullet.lstrip(" "))
    return " " * (margin + 2 * (level - 1)) + made.bullet.lstrip(" ")


def as_html(made: Layout) -> str:
    """Return the article as a bare page."""
    return f"<!doctype html><html><head><meta charset=utf-8></head><body>\n{_body(made)}</body></html>\n"


def as_page(made: Layout) -> str:
    """Return the article inside a whole page: menu, banner, share buttons, related posts, comments, newsletter."""
    title = html.escape(made.planted["title"] or "")
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>p {{ margin: 0 }}</style><script>track("{title}")</script></head><body class="single has-sidebar">
<div class="cookie-consent"><p>This page sets cookies, and you may say no to them here.</p><button>Fine</button></div>
<header class="site-header"><a href="/">A site</a><nav><ul><li><a href="/a">First</a></li><li><a href="/b">Second</a></li></ul></nav></header>
<main><article class="post">
<div class="entry-content">
{_body(made)}</div>
<div class="share-buttons"><a href="#">Pass it on</a></div>
</article></main>
<aside class="related-posts"><h2>More to read</h2><ul><li><a href="/x">Another page with its own title</a></li></ul></aside>
<section id="comments"><h2>1 comment</h2><p>I read this twice, and the second time I agreed with most of it.</p></section>
<form class="newsletter"><label>Letters once a month</label><input type="email"><button>Sign me up</button></form>
<footer><p>Made by a site for the people who read it.</p></footer>
</body></html>
"""


def _body(made: Layout) -> str:
    lines: list[str] = []
    depth = 0
    tags = {"title": "h1", "heading": "h2"}
    for piece in made.pieces:
        level = piece.level if piece.kind == "item" else 0
        lines += ["<ul>"] * (level - depth) + ["</ul>"] * (depth - level)
        depth = level
        tag = "li" if level else tags.get(piece.kind, "p")
        lines.append(f"<{tag}>{html.escape(piece.text)}</{tag}>")
    return "\n".join([*lines, *["</ul>"] * depth]) + "\n"


def as_markdown(made: Layout) -> str:
    """Return the article as Markdown."""
    lines: list[str] = []
    for piece, after in zip(made.pieces, [*made.pieces[1:], None], strict=True):
        text = _MARKDOWN.sub(r"\\\1", piece.text)
        text = re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+#])", r"\\\1", text))
        before = {"title": "# ", "heading": "## ", "item": "  " * (piece.level - 1) + "- "}.get(piece.kind, "")
        lines.append(before + text)
        if not (piece.kind == "item" and after is not None and after.kind == "item"):
            lines.append("")
    return "\n".join(lines) + "\n"


@cache
def _style_ids() -> dict[str, str]:
    """Return the ids of the styles that an empty Word file has; python-docx looks through all of them for each name."""
    return {style.name: style.style_id for style in docx.Document().styles}


def as_docx(made: Layout) -> bytes:
    """Return the article as a Word file with Word's own styles."""
    document = docx.Document()
    styles = {"title": "Title", "heading": "Heading 1", "item": "List Bullet"}
    for piece in made.pieces:
        name = styles.get(piece.kind)
        paragraph = document.add_paragraph(piece.text)
        if name is not None:
            deep = piece.kind == "item" and piece.level > 1
            paragraph._p.style = _style_ids()["List Bullet 2" if deep else name]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()

"""What LaTeX's commands are: signs, letters with accents, and commands whose arguments are no text.

Signs that have a command come from pylatexenc's table (MIT), which knows some nine hundred; arguments of what
is not listed here too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from pylatexenc import latex2text, latexwalker

#: Arguments that are no text of the article: `*` a star, `[` in square brackets, `{` in braces.
_UNSEEN = {
    "": "phantomsection maketitle tableofcontents listoffigures listoftables newpage clearpage cleardoublepage "
    "noindent indent centering raggedright raggedleft raggedbottom bigskip medskip smallskip hfill vfill "
    "hline toprule midrule bottomrule makeatletter makeatother appendix "
    "frontmatter mainmatter backmatter small footnotesize scriptsize tiny large Large LARGE huge Huge normalsize "
    "protect relax null strut sloppy fussy onecolumn allowbreak linenumbers "
    "doublespacing singlespacing onehalfspacing IEEEpeerreviewmaketitle today leavevmode xspace",
    "[": "hyperref pagebreak nopagebreak linebreak nolinebreak twocolumn printbibliography balance",
    "{": "index glossary pagestyle thispagestyle bibliographystyle pagenumbering hypersetup geometry graphicspath "
    "hyphenation selectlanguage theoremstyle newcounter newlength newsavebox captionsetup lstset tikzset sisetup "
    "enlargethispage email orcid institute titlerunning authorrunning runninghead toctitle tocauthor setcopyright "
    "copyrightyear acmYear acmDOI acmISBN received revised accepted markright corref fnref inst cline linespread "
    "columnwidth IEEEauthorblockA authornote authornotemark pacs subjclass urlstyle setdefaultlanguage "
    "setmainlanguage setotherlanguage setotherlanguages setmainfont hspace vspace phantom vphantom hphantom color "
    "foreignlanguage textcolor hypertarget hyperlink usetikzlibrary",
    "[{": "documentclass documentstyle RequirePackage affil affiliation address ead cortext fntext "
    "ccsdesc rule raisebox makebox framebox parbox rotatebox scalebox setmainfont setsansfont",
    "{{": "setlength addtolength setcounter addtocounter markboth numberwithin fontsize resizebox multicolumn "
    "setbeamertemplate colorbox settowidth",
    "{{{": "definecolor addcontentsline DeclareFieldFormat titlespacing",
    "*{{": "DeclareMathOperator",
}
_BY_NAME = {name: spec for spec, names in _UNSEEN.items() for name in names.split()}
_BY_NAME["multirow"] = "[{[{"
#: Commands that TeX reads without braces: \vskip 1em plus 2pt.
DIMENSION = re.compile(r"\s*=?\s*-?[\d.]*\s*(?:\\[A-Za-z]+|[a-z]{2})?(?:\s*(?:plus|minus)\s*-?[\d.]+\s*[a-z]{2,4})*")
WITH_DIMENSION = frozenset("vskip hskip kern parindent parskip baselineskip hsize vsize penalty tabcolsep".split())

#: Arguments behind \begin{...} that are no text.
_ENVIRONMENTS = {
    "tabular": "[{", "tabular*": "{[{", "tabularx": "{[{", "tabulary": "{[{", "longtable": "[{", "array": "[{",
    "figure": "[", "figure*": "[", "table": "[", "table*": "[", "wrapfigure": "[{[{", "wraptable": "[{[{",
    "minipage": "[[[{", "multicols": "{[", "multicols*": "{[", "subfigure": "[[{", "spacing": "{", "CJK": "{{",
    "CJK*": "{{", "otherlanguage": "{", "otherlanguage*": "[{", "tcolorbox": "[", "adjustbox": "{", "adjustwidth": "{{",
    "threeparttable": "[", "tablenotes": "[", "landscape": "", "sloppypar": "", "itemize": "[", "enumerate": "[",
    "description": "[", "quote": "", "thebibliography": "{", "list": "{{", "mdframed": "[", "sidewaystable": "[",
    "frame": "[{", "appendices": "", "IEEEbiography": "[{", "supertabular": "{", "displayquote": "[[", "verse": "[",
}  # fmt: skip

#: Accents (The LaTeX Companion, 7.11), as the marks that Unicode sets behind a letter.
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331", "textcommabelow": "\u0326", "capitalacute": "\u0301",
}  # fmt: skip
_SIGNS = {
    " ": " ", "\n": " ", "\t": " ", "%": "%", "&": "&", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "-": "",
    "/": "", "@": "", ",": " ", ";": " ", ":": " ", "!": "", ">": " ", "*": "", "+": "", "|": "|",
}  # fmt: skip
_WORDS = {
    "LaTeX": "LaTeX", "TeX": "TeX", "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "S": "§", "P": "¶",
    "ddag": "‡", "pounds": "£", "copyright": "©", "euro": "€", "EUR": "€", "degree": "°", "textbar": "|",
    "textless": "<", "textgreater": ">", "lq": "‘", "rq": "’", "slash": "/", "textunderscore": "_", "og": "« ",
    "fg": " »", "textperiodcentered": "·", "textasciicircum": "^", "quad": " ", "qquad": " ", "enspace": " ",
    "thinspace": " ", "space": " ", "nobreakspace": " ", "textsection": "§", "textparagraph": "¶", "textdollar": "$",
    "textbraceleft": "{", "textbraceright": "}", "lbrack": "[", "rbrack": "]", "endash": "–", "emdash": "—",
    "textquotedbl": '"', "textellipsis": "…", "ordfeminine": "ª", "textordfeminine": "ª", "textordmasculine": "º",
    "textquestiondown": "¿", "textexclamdown": "¡", "checkmark": "✓", "nolinebreak": "", "ss": "ß", "SS": "SS",
}  # fmt: skip
_MARKS = {
    "?`": "¿", "!`": "¡", "---": "—", "--": "–", "``": "“", "''": "”",
    ",,": "„", "<<": "«", ">>": "»", "~": " ", "`": "‘", "'": "’",
}  # fmt: skip


def mark(written: str) -> str:
    """Return what stands in print for dashes, quotation marks and a tie."""
    return _MARKS.get(written, written)


def sign(name: str) -> str | None:
    """Return what a backslash and a sign show, or None for an accent and for a sign with another meaning."""
    return _SIGNS.get(name)


def is_accent(name: str) -> bool:
    """Return whether a command sets an accent on its argument."""
    return name in _ACCENTS


def accented(name: str, letters: str) -> str:
    r"""Return letters with an accent on the first: `\'e` is é, and `\i` loses its dot below an accent anyway."""
    plain = letters.strip().replace("\\i", "i").replace("\\j", "j").strip("{} ")
    return unicodedata.normalize("NFC", plain[:1] + _ACCENTS[name] + plain[1:]) if plain else ""


@lru_cache(maxsize=512)
def word(name: str) -> str | None:
    """Return what a command shows that stands for a sign, or None for any other."""
    if name in _WORDS:
        return _WORDS[name]
    spec = _signs().get_macro_spec(name) if name not in _BY_NAME else None
    shown = getattr(spec, "simplify_repl", None)
    return shown if isinstance(shown, str) and shown.strip() and shown[0] not in "<%" else None


@lru_cache(maxsize=512)
def arguments(name: str) -> str:
    """Return the arguments of a command that are no text of the article."""
    return _BY_NAME.get(name, "")


@lru_cache(maxsize=512)
def environment_arguments(name: str) -> str:
    r"""Return the arguments behind \begin{name} that are no text of the article."""
    if name in _ENVIRONMENTS:
        return _ENVIRONMENTS[name]
    spec = _commands().get_environment_spec(name)
    return str(getattr(getattr(spec, "args_parser", None), "argspec", "") or "")


@lru_cache(maxsize=1)
def _signs() -> Any:
    return latex2text.get_default_latex_context_db()


@lru_cache(maxsize=1)
def _commands() -> Any:
    return latexwalker.get_default_latex_context_db()

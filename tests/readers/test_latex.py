r"""An article in LaTeX: its blocks are as `latex/*.txt` has them; every bad file is refused in one line."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers.test_html import rows
from refusals import refused

from builder.readers import read
from builder.readers.formats import LIMIT
from builder.recognise import recognise
from builder.text.inline import plain

CASES = sorted((Path(__file__).parent / "latex").glob("*.tex"))


def texts(data, name="a.tex"):
    document, findings = read(name, data.encode() if isinstance(data, str) else data)
    return [plain(block.text) for block in document.blocks] if document else [finding.code for finding in findings]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_blocks_of_an_article(path, golden):
    document, findings = read(path.name, path.read_bytes())
    assert {finding.code for finding in findings} <= {"latex-other-files"}
    golden(path.with_suffix(".txt"), rows(document))


def test_an_article_is_known_by_its_first_command():
    document, _ = read("article.txt", b"% remark\n\\documentclass{article}\\begin{document}Words\\end{document}")
    assert document.source.format == "latex"


def test_files_that_were_not_read_are_named():
    _, (finding,) = read("a.tex", rb"\input{one} Words \include{two}\bibliography{refs}\import{dir/}{three}\input{one}")
    assert finding.code == "latex-other-files"
    assert "one, two, refs, three" in finding.message


def test_what_is_recognised_in_it():
    document, _ = read("preprint.tex", (Path(__file__).parent / "latex" / "preprint.tex").read_bytes())
    seen = recognise(document)
    assert plain(seen.title) == "Who crosses, and who waits"
    assert [text[:20] for text in seen.summary] == ["Rivers part villages"]
    assert seen.keywords == ("footbridges", "rural schools", "crossing")
    assert [text[:13] for text in seen.continued_reading] == ["[1] C. Miller", "[2] D. Weaver"]
    assert [entry.term for entry in seen.definitions] == ["Reach", "A *dry* year"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\'e\`a\^{o}\"{u}\~n\c{c}\v{s}\H{o}\r{a}\k{a}\=a\.z", "éàôüñçšőåąāż"),
        (r"\ae\OE\o{} \ss\L\i", "æŒø ßŁı"),
        (r"a---b -- c - d", "a—b – c - d"),
        (r"``a'' `b' don't", "“a” ‘b’ don’t"),
        (r"50\% \$5 \& \#1 a\_b \{x\} \textbackslash", "50% $5 & #1 a_b {x} \\"),
        (r"A.~Smith, e.g.\ this,\\that", "A. Smith, e.g. this, that"),
        ("one%\n  two % three\nfour", "onetwo four"),
        (r"$a_1 < b$ and \(c\)", "$a_1 < b$ and $c$"),
        (r"from \$75 to \$100", "from $75 to $100"),
        (r"\textsc{Small} \underline{line} \mbox{box} \textcolor{red}{red} \foo{kept}", "Small line box red kept"),
        (r"\def\x{y}\x{}\x z \newcommand\w[2][d]{#1-#2}\w{e} \w[f]{g}", "yyz d-e f-g"),
        (r"\newcommand{\a}{\b}\newcommand{\b}{word}\a", "word"),
        (r"\begin{itemize}\item a", "a"),
        (r"\LaTeX\ and \TeX{} \ldots", "LaTeX and TeX …"),
        (r"\today is not read", "is not read"),
        ("à la fin", "à la fin"),
        (r"\verb|\emph{x}| \texttt{y\_z}", r"\emph{x} y_z"),
        (r"see \cite{a,b} and \citep[p. 3]{c}", "see [a, b] and [c, p. 3]"),
    ],
)
def test_signs_and_small_commands(written, shown):
    assert texts(written) == [shown]


@pytest.mark.parametrize(
    "data",
    [
        "\\usepackage[utf8]{inputenc} café".encode(),
        "\ufeffcafé".encode(),
        "café".encode("utf-16"),
        "\\usepackage[latin1]{inputenc} café".encode("latin-1"),
        "\\usepackage[applemac]{inputenc} café".encode("mac-roman"),
        "\\usepackage[no-such]{inputenc} a longer café here".encode("cp1252"),
    ],
)
def test_whatever_the_file_declares_the_text_is_read_rightly(data):
    assert "café" in texts(data)[0]


DOCUMENT = "\\documentclass{article}\\begin{document}%s\\end{document}"
LAUGHS = "\\def\\a{ha}" + "".join(
    "\\def\\" + after + "{" + f"\\{before} " * 10 + "}" for before, after in pairwise("abcdefghij")
)
BAD = {
    "empty": ("", "source-empty"),
    "only a head": ("\\documentclass{article}\\title{A}", "latex-cut"),
    "cut off": (DOCUMENT[:-14] % "\\section{A} Words", "latex-cut"),
    "no text": (DOCUMENT % "\\title{A}\\maketitle % words\n", "source-empty"),
    "billion laughs": (LAUGHS + "\\j", "latex-endless"),
    "two macros in a ring": ("\\def\\a{\\b}\\def\\b{\\a}\\a", "latex-endless"),
    "10 000 braces": ("{" * 10_000 + "x" + "}" * 10_000, "source-too-deep"),
    "10 000 lists": ("\\begin{itemize}\\item " * 10_000, "source-too-deep"),
    "10 000 bold": ("\\textbf{" * 10_000 + "x" + "}" * 10_000, "source-too-deep"),
    "20 000 paragraphs": ("words\n\n" * 20_000, "source-large"),
    "30 000 stretches of emphasis": ("\\emph{a} " * 30_000, "source-large"),
    "many arguments that never end": ("\\href{" * 20_000, "latex-endless"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "source-binary"),
    "wrong charset": ("мост через реку и дальше".encode("cp1251"), "source-undecodable"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_in_one_line(name):
    data, code = BAD[name]
    assert refused("a.tex", data, seconds=10).code == code


@pytest.mark.parametrize(
    "data",
    ["word " * 300_000, "\\emph{a} " * 24_000, "$x$ " * 24_000, "$ " * 30_000, "\\item[" * 60_000, "\\verb|" * 30_000,
     "[" * 100_000, "\\section" * 12_000, "``" * 100_000, "\\end{x}" * 30_000, "%" * 1_000_000],
    ids=lambda data: data[:8],
)  # fmt: skip
def test_the_time_grows_with_the_length(data):
    start = time.process_time()
    read("a.tex", data.encode())
    assert time.process_time() - start < 5


def test_more_bytes_than_an_article_has_are_not_read():
    document, (finding,) = read("a.tex", b"a" * (LIMIT + 1))
    assert (document, finding.code) == (None, "source-large")


PIECES = st.sampled_from(
    ["{", "}", "\\emph", "\\begin{itemize}", "\\end{itemize}", "\\item", "[", "]", "$", "\\[", "\\]", "%", "\n", "\n\n", "a", "b c",
     "\\footnote{", "\\section{", "&", "\\\\", "\\begin{tabular}{ll}", "\\end{tabular}", "\\verb|", "|", "\\cite{k}", "~", "\\'", "\\title{",
     "\\begin{verbatim}", "\\end{verbatim}", "\\def\\x{y}", "\\x", "\\newcommand{\\z}[1]{#1#1}", "\\z", "\\begin{abstract}", "\\caption{", "\\author{"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_whatever_is_written_it_is_read_or_refused(pieces):
    document, findings = read("a.tex", "".join(pieces).encode())
    assert (document is None) == any(finding.severity == "error" for finding in findings)


@given(
    st.lists(
        st.sampled_from(
            ["one", "two", "three", "{", "}", "\\emph{", "\\end{x}", "\n\n", "\\begin{quote}", "\\footnote{", "\\item "]
        ),
        max_size=30,
    )
)
def test_no_word_is_lost_whatever_is_left_open(pieces):
    text = " ".join(pieces)
    shown = " ".join(texts("word " + text)).split()
    for word in ("one", "two", "three"):
        assert shown.count(word) == pieces.count(word)


@pytest.mark.parametrize(
    "data",
    ["\\item a" + "\n\nb" * 1_000_000, "\\begin{itemize}\\item a" + "\n\nb" * 1_000_000 + "\\end{itemize}",
     "\\newcommand\\a[1]{" + "#1" * 9_000 + "}\\a{" + "b" * 1_000_000 + "}", "\\def\\a{" + "b" * 190 + "}$" + "\\a " * 300_000 + "$",
     "\\begin{tabular}{l}" + "a\\\\" * 20_000 + "&" * 20_000 + "\\end{tabular}", "\\bibitem[{" * 300_000, "\\begin{equation}" * 100_000],
    ids=lambda data: data[:16],
)  # fmt: skip
def test_nothing_grows_with_the_square_of_the_text(data):
    start = time.process_time()
    read("a.tex", data.encode())
    assert time.process_time() - start < 5

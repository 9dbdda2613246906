"""Each planted fault is found, under its code and nothing else; pages near to it are clean."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.checks.accessibility.criteria import criteria, held_by_tests
from builder.checks.accessibility.looking import NAVIGATION, SCRIPTS, STYLES, Asked, look_at
from builder.checks.accessibility.table import LOOKS
from builder.model.accessibility import BuiltPage, SourceText

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TABLE = tomllib.loads((HERE / "faults.toml").read_text(encoding="utf-8"))
PAGE = (HERE / "page.html").read_text(encoding="utf-8")
ASKED = Asked(course="Bees", version="1")


def planted(case):
    text = PAGE.replace("<!-- here -->", case.get("html", ""))
    changes = case.get("replace", [])
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in text, old
        text = text.replace(old, new)
    return text


def found(*texts, source=""):
    sources = (SourceText(name="bees.md", text=source),) if source else ()
    pages = (
        BuiltPage(path=f"{place}.html", name=f"_build/html/{place}.html", html=text, sources=sources)
        for place, text in enumerate(texts)
    )
    return look_at(tuple(pages), ASKED).findings


@pytest.mark.parametrize("case", TABLE["fault"], ids=lambda case: f"{case['code']}-{TABLE['fault'].index(case)}")
def test_a_planted_fault_is_found_and_nothing_else(case):
    (finding,) = found(planted(case))
    assert finding.code == case["code"]
    assert finding.severity == case.get("severity", "error")
    assert case["says"] in finding.message
    assert finding.help


@pytest.mark.parametrize("case", TABLE["clean"], ids=lambda case: str(TABLE["clean"].index(case)))
def test_what_is_right_is_let_pass(case):
    assert found(planted(case)) == ()


def test_every_rule_has_a_planted_fault():
    texts = [planted(case) for case in TABLE["fault"]]
    pages = [BuiltPage(path="a.html", name="a.html", html=text) for text in texts]
    silent = [
        look.id
        for look in LOOKS
        if look.rule
        and not any(f", {n} {look.wrong}" in figure for page in pages for n in (1, 2) for figure in figures(page))
    ]
    assert silent == []


def figures(page):
    return [figure for row in look_at((page,), ASKED).rows for figure in row.figures]


def test_a_list_of_contents_in_another_order_is_found():
    nav = PAGE[PAGE.index("<nav") : PAGE.index("</nav>")]
    front, bees = '<a href="index.html">Front page</a>', '<a href="bees.html">Bees</a>'
    turned = PAGE.replace(nav, f"<nav>{bees} {front}")
    longer = PAGE.replace(front, f'{front} <a href="more.html">More</a>')
    assert found(PAGE, PAGE, longer) == ()
    (finding,) = found(PAGE, PAGE, turned)
    assert (finding.code, finding.where.file) == ("access-page", "_build/html/2.html")


def test_what_is_the_same_on_many_pages_is_said_once():
    page = planted({"html": '<a href="x.html"></a>'})
    (finding,) = found(page, page, page)
    assert str(finding.where) == "_build/html/0.html:13"
    assert finding.message.endswith("; the same on 2 more pages")


SOURCE = """# Bees

![A hive](hive.png)

![](hive.png)

```{figure} hive.png
```

## Of *all* things

| a | b |

[](x.html)
"""
CAUSES = [
    ('<img src="_images/hive.png" alt="">', 5),
    ('<img src="_images/hive.png" alt="_images/hive.png">', 7),
    ('<img src="_images/hive1.png" alt="">', 3),
    ("<h4>Of <em>all</em> things</h4>", 10),
    ("<table><tr><td>a</td></tr></table>", 12),
    ('<a href="x.html"></a>', 14),
    ('<a href="y.html"></a>', None),
]


@pytest.mark.parametrize(("html", "line"), CAUSES)
def test_the_cause_is_a_line_of_the_course_where_it_can_be_told(html, line):
    (finding,) = found(planted({"html": html}), source=SOURCE)
    assert (finding.where.file, finding.where.line) == (("bees.md", line) if line else ("_build/html/0.html", 13))


def test_a_page_that_only_leads_on_is_not_judged():
    report = look_at((BuiltPage(path="a", name="a", html='<meta http-equiv="Refresh" content="0; url=b">'),), ASKED)
    assert (report.findings, report.pages, report.forwarding) == ((), (), ("a",))


@pytest.mark.parametrize(
    ("html", "result"),
    [
        ("", "absent"),
        ('<a href="talk.mp4?t=3">A talk</a>', "person"),
        ('<video src="f.webm"><track kind="captions" src="f.vtt"></video>', "person"),
        ('<iframe title="A film" src="https://example.org/1"></iframe>', "person"),
    ],
)
def test_films_are_for_a_person_and_absent_only_where_there_is_none(html, result):
    page = BuiltPage(path="a.html", name="a.html", html=planted({"html": html}))
    (row,) = [row for row in look_at((page,), ASKED).rows if row.criterion.number == "1.2.2"]
    assert row.result == result


def test_the_criteria_are_those_of_wcag():
    rows = criteria()
    assert len(rows) == 55
    assert [sum(row.level == level for row in rows) for level in ("A", "AA")] == [31, 24]
    numbers = [tuple(map(int, row.number.split("."))) for row in rows]
    assert numbers == sorted(set(numbers))
    assert (4, 1, 1) not in numbers


def test_what_a_criterion_names_is_there():
    judging = {look.id for look in LOOKS if look.rule} | {NAVIGATION}
    known = {look.id for look in LOOKS} | {NAVIGATION, STYLES, SCRIPTS}
    for row in criteria():
        assert set(row.looks) <= judging, row.number
        assert {*row.figures, *row.absent} <= known, row.number
        assert set(row.tested) <= set(held_by_tests()), row.number
    used = {name for row in criteria() for name in (*row.looks, *row.figures, *row.absent)}
    assert known - used == set()
    assert set(held_by_tests()) == {name for row in criteria() for name in row.tested}


@pytest.mark.parametrize("name", sorted(held_by_tests()))
def test_what_is_said_to_be_tested_is_tested(name):
    for test in held_by_tests()[name].tests:
        file, _, function = test.partition("::")
        assert f"\ndef {function}(" in (ROOT / file).read_text(encoding="utf-8"), test


def test_the_scripts_ask_for_no_motion():
    scripts = sorted((ROOT / "builder/book/static").glob("*.js"))
    assert scripts
    assert not [
        path
        for path in scripts
        if "devicemotion" in path.read_text("utf-8") or "deviceorientation" in path.read_text("utf-8")
    ]


@given(st.text())
@example("")
@example("<?xml version='1.0' encoding='utf-16'?><p>")
@example("<!-- -->")
@example("<title>")
def test_no_text_stops_the_look(text):
    report = look_at((BuiltPage(path="a.html", name="a.html", html=text),), ASKED)
    assert len(report.rows) == 55


@given(st.lists(st.sampled_from(["div", "section", "p", "li", "em", "td", "figure", "blockquote"]), max_size=8))
def test_a_picture_without_words_is_found_wherever_it_stands(names):
    around = "".join(f"<{name}>" for name in names), "".join(f"</{name}>" for name in reversed(names))
    codes = [finding.code for finding in found(planted({"html": f'{around[0]}<img src="a.png">{around[1]}'}))]
    assert "access-picture" in codes


@given(st.integers(min_value=1, max_value=2000))
def test_deep_pages_are_looked_at(depth):
    html = "<a href='x'>" + "<span>" * depth + "deep" + "</span>" * depth + "</a>"
    assert found(planted({"html": html})) == ()

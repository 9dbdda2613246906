"""Courses that a careless or a hostile person makes: titles that look like HTML, definitions that clash, no modules."""

import json
import re
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path

import msgspec
import pytest
from page_parts import MACHINE, ids, json_ld, metas, parsed

from builder.cli.main import main

#: The courses are built in the first test that asks for them.
pytestmark = [pytest.mark.book, pytest.mark.timeout(400)]

EVIL = "</script><img src=x onerror=alert(1)> & “more”"
BASE = "https://example.org/course"

CONFIG = """\
title: Odd </script><b>course</b>
author: A reader
only_build_toc_files: true
exclude_patterns: [_build, ".*", "**/.*"]
html: {baseurl: "https://example.org/course/"}
sphinx:
  extra_extensions: [builder.book.extension]
"""

#: An article's words are escaped when they enter module.md; front matter is escaped when it is shown.
ODD = f"""\
---
format: 1
title: '{EVIL}'
citation: "Lee, K. (2001). A thing </script> of }} and {{. *A Journal*, 1(2), 3–4."
doi: https://doi.org/10.1000/182
authors: ['A </script><b>person</b>']
published: "2019-05"
publisher: '"><script>alert(2)</script>'
licence: CC BY-NC 4.0 International
language: en-GB
keywords: ['<i>war</i>', Peace, '</script>']
level: '<u>first</u>'
---

## Learning objectives

- Define \\<b>frame\\</b> \\</script>.

## Summary

![A picture](images/none.png)

A frame \\</script> is a view, and C++ is not. The rest explains it at length & in words.

## Key definitions

Frame
: a view \\</script>\\<img src=x onerror=alert(3)>.
: — Lee & Park (2001)

Frame
: what hangs around a picture.

C++
: a language.

## Continued reading

- [A site](javascript:alert(4)) and \\<script>alert(5)\\</script>, https://example.org/}}

## Discussion prompts

1. Why \\</script> not?
   - Look for: canary-look-for

## Instructor notes

canary-instructor-note
"""

PLAIN = """\
---
format: 1
title: Plain
language: en
keywords: [peace]
---

## Summary

Frames are used here.

## Key definitions

frame
: another view altogether.

Non-violence
: struggle without arms.

## For the teacher {instructor}

canary-own-section
"""

QUIZ = """\
format: 1
items:
  - id: one
    kind: short-answer
    stem: What is a view?
    answers: [canary-answer]
    feedback: canary-feedback
"""

INDEX = "# Front\n\n```{builder-cards}\n```\n\n```{builder-progress}\n```\n"
LISTS = "".join(
    f"```{{builder-{name}}}\n```\n\n"
    for name in ("glossary", "flashcards", "prompts", "reading-list", "keywords", "word-list", "planner")
)
ALL = f"# All\n\n{LISTS}"
TWICE = """\
# Twice

```{builder-glossary}
:colour: red
```

```{builder-glossary}
```

```{builder-keywords}
:columns: x
:class: wide
```

```{builder-nonsense}
```
"""


def make(folder: Path, modules: dict[str, str], pages: dict[str, str]) -> Path:
    folder.mkdir(parents=True)
    (folder / "_config.yml").write_text(CONFIG, encoding="utf-8")
    files = [*(f"modules/{slug}" for slug in modules), *(name.removesuffix(".md") for name in pages)]
    chapters = "".join(f"      - file: {name}\n" for name in files)
    toc = f"format: jb-book\nroot: index\nparts:\n  - caption: All <b>of</b> it\n    chapters:\n{chapters}"
    (folder / "_toc.yml").write_text(toc, encoding="utf-8")
    for name, text in {"index.md": INDEX, **pages}.items():
        (folder / name).write_text(text, encoding="utf-8")
    for slug, text in modules.items():
        (folder / "modules" / slug).mkdir(parents=True)
        (folder / "modules" / slug / "module.md").write_text(text, encoding="utf-8")
        (folder / "modules" / slug / "quiz.yml").write_text(QUIZ, encoding="utf-8")
    return folder


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A course that was built: its book, the exit code and what was said."""

    html: Path
    code: int
    told: str


def build(course: Path) -> Made:
    told = StringIO()
    with redirect_stderr(told):
        code = main(["build", "--course", str(course)])
    return Made(html=course / "_build/html", code=code, told=told.getvalue())


@pytest.fixture(scope="module")
def odd(tmp_path_factory) -> Made:
    """Two modules, a page with each list once, and a page with mistakes."""
    folder = tmp_path_factory.mktemp("odd") / "course"
    return build(make(folder, {"odd": ODD, "plain": PLAIN}, {"all.md": ALL, "twice.md": TWICE}))


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Made:
    """A course without modules, with a page of lists."""
    return build(make(tmp_path_factory.mktemp("empty") / "course", {}, {"all.md": ALL}))


def test_mistakes_in_directives_are_told_in_a_line_each_and_the_book_is_built(odd):
    assert odd.code == 0
    assert [line for line in odd.told.splitlines() if line.startswith("twice.md")] == [
        (
            "twice.md:3: warning: 'builder-glossary': Unknown option keys: ['colour'] (allowed: ['class'])"
            " [myst.directive_option] [sphinx-warning]"
        ),
        "twice.md:7: warning: {builder-glossary} stands twice on this page; the second is left out [sphinx-warning]",
        (
            "twice.md:10: warning: 'builder-keywords': Unknown option keys: ['columns'] (allowed: ['class'])"
            " [myst.directive_option] [sphinx-warning]"
        ),
        "twice.md:15: warning: Unknown directive type: 'builder-nonsense' [myst.directive_unknown] [sphinx-warning]",
    ]
    assert "Traceback" not in odd.told


def test_a_list_that_stands_twice_is_shown_once(odd):
    page = parsed(odd.html / "twice.html")
    assert len(page.xpath('//dl[@class="builder-glossary"]')) == 1
    assert len(page.xpath('//div[@class="wide"]/dl[@class="builder-keywords"]')) == 1


@pytest.mark.parametrize("name", ["all.html", "twice.html", "index.html", "modules/odd.html", "modules/plain.html"])
def test_no_id_stands_twice_and_nothing_from_a_module_runs(odd, name):
    page = parsed(odd.html / name)
    found = ids(odd.html / name)
    assert sorted(found) == sorted(set(found))
    assert page.xpath("//@onerror") == []
    assert [text for text in page.xpath("//script/text()") if "alert" in text and "\\u003c" not in text] == []
    assert [one for one in page.xpath("//a/@href") if one.startswith("javascript")] == []
    assert page.xpath("//article//u | //article//i[not(@class)]") == []


def test_what_stands_in_a_title_cannot_end_the_data_of_a_page(odd):
    said = json_ld(odd.html / "modules/odd.html")
    MACHINE.validate(said)
    assert said["name"] == EVIL
    assert said["url"] == f"{BASE}/modules/odd.html"
    assert said["license"] == "https://creativecommons.org/licenses/by-nc/4.0/"
    assert said["isBasedOn"]["sameAs"] == "https://doi.org/10.1000/182"
    assert said["description"].startswith("A frame </script> is a view")
    tags = metas(odd.html / "modules/odd.html")
    assert tags["og:title"] == tags["citation_title"] == [EVIL]
    assert tags["og:locale"] == ["en_GB"]
    assert tags["citation_author"] == ["A </script><b>person</b>"]
    assert tags["citation_publication_date"] == ["2019/05"]
    assert "citation_doi" not in tags  # it is the study's; the page is not the study
    assert tags["og:url"] == tags["citation_public_url"] == [f"{BASE}/modules/odd.html"]


def test_a_front_page_and_a_glossary_have_their_addresses(odd):
    front, terms = json_ld(odd.html / "index.html"), json_ld(odd.html / "all.html")
    for said in (front, terms):
        MACHINE.validate(said)
        assert said["name"] == "Odd </script><b>course</b>"
    assert [part["url"] for part in front["hasPart"]] == [f"{BASE}/modules/odd.html", f"{BASE}/modules/plain.html"]
    (frame,) = [term for term in terms["hasDefinedTerm"] if term["name"] == "Frame"]
    assert frame["url"] == f"{BASE}/all.html#term-frame"
    assert len(frame["description"]) == 3


def test_a_term_that_a_module_defines_twice_has_two_places_on_its_page(odd):
    links = parsed(odd.html / "all.html").xpath('//dl[@class="builder-glossary"]//a/@href')
    assert "modules/odd.html#term-frame-2" in links
    for link in links:
        page, _, place = link.partition("#")
        assert not place or ids(odd.html / page).count(place) == 1, link


def test_the_modules_as_scripts_and_json_hold_the_same_words(odd):
    listed = json.loads((odd.html / "modules.json").read_text(encoding="utf-8"))
    script = (odd.html / "modules.js").read_text(encoding="utf-8")
    brief = json.loads(script.removeprefix("window.builderModules = ").removesuffix(";\n"))
    assert [module["title"] for module in brief] == [module["title"] for module in listed["modules"]] == [EVIL, "Plain"]


def test_what_is_for_instructors_stands_in_no_file_of_the_students(odd):
    canaries = set(re.findall(r"canary-[a-z-]+", ODD + PLAIN + QUIZ))
    assert len(canaries) == 5
    leaks = [
        (path.relative_to(odd.html).as_posix(), canary)
        for path in sorted(odd.html.rglob("*"))
        if path.is_file()
        for canary in sorted(canaries)
        if canary.encode() in path.read_bytes()
    ]
    assert leaks == []


def test_a_course_without_modules_says_so_on_its_pages(empty):
    assert (empty.code, empty.told) == (0, "")
    page = parsed(empty.html / "all.html")
    assert page.xpath('//p[@class="builder-nothing"]/text()') == ["Nothing here yet."] * 7
    assert json.loads((empty.html / "modules.json").read_text(encoding="utf-8"))["modules"] == []
    assert (empty.html / "downloads/reading-list.bib").read_bytes() == b""
    front = json_ld(empty.html / "index.html")
    MACHINE.validate(front)
    assert "hasPart" not in front
    MACHINE.validate(json_ld(empty.html / "all.html"))

"""Links and pictures of module.md, which count from the file, lead where they say in the built book."""

import re
import shutil

import pytest

from builder import pipeline
from builder.files.toc import read_toc, with_entry

SLUG = "how-this-example-works"
LINKS = """

## Where to go

[other](../second/module.md), [part](../second/module.md#summary), [paragraph](../second/module.md#p2),
[home](../../index.md), [sheet](sheet.pdf), [here](#summary), [mine](#p1), ![a hive](images/hive.png)

| one | two |
|---|---|
| [in a table](../second/module.md) | `[code](left.md)` |

```
[code](left.md)
```

```{figure} images/plan.png
:alt: the plan of a hive
A hive.
```
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001000500"
    "0a2db40000000049454e44ae426082"
)


@pytest.mark.book
def test_every_link_leads_where_it_says_and_nothing_is_odd(tmp_path):
    course = tmp_path / "a"
    pipeline.new_course(course, title="A", author="")
    shutil.copytree(course / "modules" / SLUG, course / "modules/second")
    toc = course / "_toc.yml"
    toc.write_text(
        with_entry(read_toc(toc.read_text(encoding="utf-8"))[0], "modules/second", None)[0], encoding="utf-8"
    )
    module = course / "modules" / SLUG / "module.md"
    module.write_text(module.read_text(encoding="utf-8") + LINKS, encoding="utf-8")
    (module.parent / "images").mkdir()
    (module.parent / "images/hive.png").write_bytes(PIXEL)
    (module.parent / "images/plan.png").write_bytes(PIXEL)
    (module.parent / "sheet.pdf").write_bytes(b"%PDF-1.7\n")
    outcome = pipeline.build(course)
    assert outcome.findings == ()
    page = (course / f"_build/html/modules/{SLUG}.html").read_text(encoding="utf-8")
    part = page[page.index('id="where-to-go"') :]
    for words, target in {
        "other": r"second\.html",
        "part": r"second\.html#summary",
        "paragraph": r"second\.html#p2",
        "home": r"\.\./index\.html",
        "sheet": r"\.\./_downloads/\w+/sheet\.pdf",
        "here": r"#summary",
        "mine": r"#p1",
        "in a table": r"second\.html",
    }.items():
        found = re.search(rf'<a [^>]*href="([^"]*)"[^>]*>(?:<[^>]+>)*{words}<', part)
        assert found, words
        assert re.fullmatch(target, found[1]), (words, found[1])
    assert re.sub(r"<[^>]+>", "", part).count("[code](left.md)") == 2
    assert 'alt="a hive" src="../_images/hive.png"' in part
    assert 'alt="the plan of a hive" src="../_images/plan.png"' in part
    assert 'id="p2"' in (course / "_build/html/modules/second.html").read_text(encoding="utf-8")

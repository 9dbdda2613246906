"""Links, pictures and anchors of a Markdown text."""

from builder.text.links import anchors, links

TEXT = """See [a study](../bees/module.md#p2) and
![a map](map.png) and ![](empty.png "a title").

| a | b |
|---|---|
| [in a table](x.md) | `[in code](y.md)` |

- an item
  [in a list](<a b.md>)

```
[in a fence](z.md)
```

```{figure} plan.svg
:alt: the plan of a hive
A caption
```

```{image} silent.svg
```

term
: [in a definition](d.md)

<https://example.org>
"""


def test_every_link_with_its_line_and_none_in_code():
    found = [(link.kind, link.address, link.words, link.line) for link in links(TEXT)]
    assert found == [
        ("link", "../bees/module.md#p2", "a study", 1),
        ("picture", "map.png", "a map", 2),
        ("picture", "empty.png", "", 2),
        ("link", "x.md", "in a table", 6),
        ("link", "a b.md", "in a list", 9),
        ("picture", "plan.svg", "alt", 15),
        ("picture", "silent.svg", "", 20),
        ("link", "d.md", "in a definition", 24),
        ("link", "https://example.org", "https://example.org", 26),
    ]


def test_anchors_are_headings_targets_and_ids():
    text = '# What *was* it?\n\n(mine)=\n## Two words\n\n<span id="p3">x</span>\n\n```\n# no heading\n```\n'
    assert anchors(text) == {"what-was-it", "mine", "two-words", "p3"}

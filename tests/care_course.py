"""A small course whose modules are named in every way that a person names one, and what a folder holds."""

MODULE = """---
format: 1
title: {title}  # a comment
{more}---

## Summary

{text}
"""

FILES = {
    "_config.yml": "title: A course\nauthor: Somebody\n",
    "_toc.yml": """# mine
format: jb-book
root: index
parts:
  # the beginning
  - caption: One
    chapters:
      - file: modules/alpha  # read first
      # between
      - file: "modules/beta.md"
        title: The second
  - caption: Two
    chapters:
      - file: modules/alpha-beta
      - file: course/page
""",
    "index.md": "# Front\n\n[first](modules/alpha.ipynb), [its picture](modules/alpha/images/p.png)\n",
    "course/page.md": "# Page\n\n{doc}`/modules/alpha` and <a href='../modules/alpha.html#p1'>it</a>\n",
    "syllabi/spring.yml": """# a term
format: 1
title: Spring
meetings: [{days: [Mon], start: "9:00", minutes: 60}]
term: {start: 2027-01-11, end: 2027-02-11}
sessions:
  - modules: [alpha]  # not alpha-beta
    id: first
  - modules:
      - 'alpha'
      - alpha-beta
outcomes:
  - text: Say what alpha is.
    modules: [alpha]
""",
    "modules/alpha/module.md": MODULE.format(
        title="Alpha", more="", text="See [myself](../alpha/module.md) and [notes](notes.txt)."
    ),
    "modules/alpha/notes.txt": "alpha and modules/alpha\n",
    "modules/alpha/article.md": "# Alpha\n\n[a link](../alpha/module.md)\n",
    "modules/alpha/images/p.png": "no real picture",
    "modules/alpha/.import/module.md": "[a link](../alpha/module.md)\n",
    "modules/alpha/quiz.yml": "format: 1\nitems: []\n",
    "modules/alpha.ipynb": "{}\n",
    "modules/beta/module.md": MODULE.format(
        title="Beta",
        more="translation_of: alpha  # in another language\n",
        text="alpha, [alpha](../alpha/module.md#summary), [no](../alpha-beta/module.md), `../alpha/module.md`,\n"
        "[ref][r], [out](https://example.org/modules/alpha.html).\n\n"
        "```\n[a](../alpha/module.md)\n```\n\n[r]: ../alpha/module.md 'alpha'",
    ),
    "modules/alpha-beta/module.md": MODULE.format(title="Alpha beta", more="", text="Nothing."),
}

#: The same files once alpha is named gamma: only what names it is another.
RENAMED = {
    **{name.replace("modules/alpha/", "modules/gamma/"): text for name, text in FILES.items()},
    "_toc.yml": FILES["_toc.yml"].replace("file: modules/alpha  #", "file: modules/gamma  #"),
    "index.md": "# Front\n\n[first](modules/gamma.ipynb), [its picture](modules/gamma/images/p.png)\n",
    "course/page.md": "# Page\n\n{doc}`/modules/gamma` and <a href='../modules/gamma.html#p1'>it</a>\n",
    "syllabi/spring.yml": FILES["syllabi/spring.yml"].replace("[alpha]", "[gamma]").replace("'alpha'", "'gamma'"),
    "modules/gamma/module.md": MODULE.format(
        title="Alpha", more="renamed_from: [alpha]\n", text="See [myself](../gamma/module.md) and [notes](notes.txt)."
    ),
    "modules/gamma.ipynb": "{}\n",
    "modules/beta/module.md": FILES["modules/beta/module.md"]
    .replace("translation_of: alpha", "translation_of: gamma")
    .replace("[alpha](../alpha/module.md#summary)", "[alpha](../gamma/module.md#summary)")
    .replace("[r]: ../alpha/module.md", "[r]: ../gamma/module.md"),
}
del RENAMED["modules/alpha.ipynb"]

PRIVATE = {"_config.yml": "title: A course\nauthor: Somebody\nbuilder:\n  private: kept/quizzes\n"}


def write(folder, files):
    """Put files into a folder, and return it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def with_private_quiz(files, slug="alpha"):
    """Return files in which a module's quiz stands in a private folder."""
    quiz = files[f"modules/{slug}/quiz.yml"]
    rest = {name: text for name, text in files.items() if name != f"modules/{slug}/quiz.yml"}
    return {**rest, **PRIVATE, f"kept/quizzes/{slug}/quiz.yml": quiz}


def held(folder):
    """Return what a folder holds, hidden files too: text by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

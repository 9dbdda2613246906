"""The files of a new course, as templates: @TITLE@, @AUTHOR@ and @VERSION@ are filled in.

Files whose names begin with a dot in a course have none here, so that packaging does not pass them by.
"""

from __future__ import annotations

from importlib.resources import files

#: Pages that are made of all modules.
COURSE_PAGES = ("flashcards", "glossary", "keywords", "planner", "prompts", "reading-list", "word-list")

#: The path of each file in the course, and the template it is made from.
FILES: dict[str, str] = {
    "_config.yml": "config.yml",
    "_toc.yml": "toc.yml",
    "index.md": "index.md",
    "README.md": "readme.md",
    "requirements.txt": "requirements.txt",
    **{f"course/{name}.md": f"pages/{name}.md" for name in COURSE_PAGES},
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".github/workflows/publish.yml": "publish.yml",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
}

#: The example article, which the importer makes a module of like any other.
ARTICLE = "how-this-example-works.txt"


def template(name: str) -> str:
    """Return the text of a template."""
    return files("builder.starter").joinpath("course", name).read_text(encoding="utf-8")

"""A course with one module, its article, and that article corrected."""

from command_line import ran
from course.hand_made import ARTICLES, make_course

ARTICLE = (ARTICLES / "lending_library.txt").read_text(encoding="utf-8")
SLUG = "what-a-lending-library-does-for-a-street"
FIRST = "Anna Reeds watched three shelves"
NEWS = "A new paragraph tells which days of the week bring rain, and what that does to books on open shelves."

#: The article corrected: a point in other words, a paragraph more at the top of the summary.
CORRECTED = ARTICLE.replace("passers-by saw it daily", "neighbours saw it daily").replace(FIRST, f"{NEWS}\n\n{FIRST}")


def new_course(folder, article=ARTICLE, name="shelves.txt"):
    """Make a course in `folder`, import the article into it and return it."""
    course = make_course(folder / "course")
    assert again(course, article, name).code == 0
    return course


def again(course, article, name="shelves.txt", *flags):
    """Import an article's text under a name."""
    source = course.parent / name
    source.write_bytes(article.encode())
    return ran("import", str(source), "--course", str(course), *flags)


def module(course, name="module.md"):
    """Return the path of a file of the module."""
    return course / "modules" / SLUG / name


def edit(path, *pairs):
    """Replace words in a file, each with the next, all other bytes kept."""
    text = path.read_bytes().decode()
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())


def files(course):
    """Return every file of a course with its bytes."""
    return {path.relative_to(course).as_posix(): path.read_bytes() for path in course.rglob("*") if path.is_file()}

"""Through the real commands: import, edit, change the article, import again; pick, edit, change the collection, pick again."""

import shutil
import tempfile
from pathlib import Path

import pytest
from command_line import ran
from course.hand_made import make_course
from edited_modules import lines, persons
from hypothesis import given, settings
from hypothesis import strategies as st
from merging.again_course import ARTICLE, SLUG, again, files, module, new_course

#: Each takes half a second; what the merge itself does is tried a thousand times in memory.
FEW = settings(max_examples=max(8, settings.default.max_examples // 6))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course with a module, and one that has picked it."""
    folder = tmp_path_factory.mktemp("commands")
    course = new_course(folder)
    make_course(folder / "mine")
    assert ran("pick", SLUG, "--from", str(course), "--course", str(folder / "mine")).code == 0
    return folder


@st.composite
def corrected(draw):
    """The article with words, points and paragraphs that are new, and some that are gone; "news" begins each new word."""
    rows = ARTICLE.split("\n")
    first, last = rows.index("Talking Points"), rows.index("Continued Reading")
    for number in range(draw(st.integers(1, 4))):
        places = [n for n in range(first, last) if len(rows[n]) > 60 and not rows[n].startswith("Reeds")]
        at = draw(st.sampled_from(places))
        match draw(st.sampled_from(["word", "word", "more", "less"])):
            case "word":
                rows[at] = rows[at].replace(" the ", f" the news{number} ", 1)
            case "more":
                bullet = "  • " * rows[at].startswith("  •")
                words = f"{bullet}The news{number} of this year is told in a sentence of its own, which nobody had read before."
                rows[at + 1 : at + 1] = [words] if bullet else ["", words]
            case "less":
                rows.pop(at)
                last -= 1
    return "\n".join(rows)


def is_kept(before, after, base):
    """Assert that every line that a person wrote stands in the file."""
    there = lines(after)
    assert [line for line in lines(before) if line not in there and line not in lines(base)] == []


@FEW
@given(st.data())
def test_importing_again_loses_no_edit_and_no_news(made, data):
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        shutil.copytree(made / "course", course)
        base = module(course, ".import/module.md").read_text(encoding="utf-8")
        mine = data.draw(persons(base))
        module(course).write_bytes(mine.encode())
        before = files(course)
        done = again(course, data.draw(corrected()))
        after = module(course).read_bytes().decode()
        if "[imported-again]" not in done.error:
            assert files(course) == before
            return
        is_kept(mine, after, base)
        drafted = module(course, ".import/module.md").read_text(encoding="utf-8")
        news = {word for line in lines(drafted) if "Look for" not in line for word in line.split() if "news" in word}
        if "[section-left-out]" not in done.error and "[title" not in done.error:
            assert {word for word in news if word.strip(".,“”") not in after} == set()
        once = files(course)
        again(course, (course.parent / "shelves.txt").read_text(encoding="utf-8"))
        assert files(course) == once
        assert (done.code == 1) == ("[merge-conflict]" in done.error)


@FEW
@given(st.data())
def test_picking_again_loses_no_edit_of_either(made, data):
    with tempfile.TemporaryDirectory() as folder:
        theirs, mine = Path(folder) / "course", Path(folder) / "mine"
        shutil.copytree(made / "course", theirs)
        shutil.copytree(made / "mine", mine)
        base = module(mine, ".import/upstream/module.md").read_text(encoding="utf-8")
        edits, news = data.draw(persons(base)), data.draw(persons(base)).replace("mine", "news")
        module(mine).write_bytes(edits.encode())
        module(theirs).write_bytes(news.encode())
        source, before = files(theirs), files(mine)
        arguments = ("pick", SLUG, "--from", str(theirs), "--course", str(mine))
        done = ran(*arguments)
        assert files(theirs) == source
        after = module(mine).read_bytes().decode()
        if module(mine, ".import/upstream/module.md").read_bytes() != news.encode():
            assert files(mine) == before
            return
        is_kept(edits, after, base)
        if "[section-left-out]" not in done.error:
            uncommented = "\n".join(line for line in lines(news) if not line.startswith("# "))  # a comment is no news
            is_kept(uncommented, after, base)
        once = files(mine)
        ran(*arguments)
        assert files(mine) == once

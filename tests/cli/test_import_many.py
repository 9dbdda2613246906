"""Several articles in one command: a folder, files that fail, articles that are there already."""

import pytest
from course.hand_made import ARTICLES, make_course

from builder.cli.main import main

ARTICLE = ARTICLES / "lending_library.txt"
LANDING = "Small Waters\n\nHome\n\nAbout\n\nContact\n\nSearch\n\nDonate\n\nSubscribe\n"
OTHER = (
    "Hedges That Feed a Village\n\nHedges along lanes belong to nobody and feed whoever walks there, as the county found.\n\n"
    "It asked thirty villages who trims them, and in most the answer was whoever has a knife and an hour to spare.\n"
)


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course")


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    (folder / "older").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "a.txt").write_bytes(ARTICLE.read_bytes())
    (folder / "landing.txt").write_text(LANDING, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "older" / "hedges.txt").write_text(OTHER, encoding="utf-8")
    (folder / "older" / "notes.xyz").write_text("left alone", encoding="utf-8")
    (folder / ".git" / "hidden.txt").write_text(OTHER, encoding="utf-8")
    return folder


def run(course, *arguments):
    return main(["import", *map(str, arguments), "--course", str(course)])


def slugs(course):
    return sorted(path.name for path in (course / "modules").iterdir()) if (course / "modules").exists() else []


def test_a_folder_is_imported_and_a_bad_file_does_not_stop_it(course, inbox, capsys):
    assert run(course, inbox) == 1
    told = capsys.readouterr()
    assert len(slugs(course)) == 2
    assert "hedges-that-feed-a-village" in slugs(course)
    table = told.out.splitlines()
    assert [row.split()[0] for row in table[:4]] == ["a.txt", "empty.txt", "landing.txt", "hedges.txt"]
    assert table[-1] == "2 articles imported, 2 not imported"
    errors = [line for line in told.err.splitlines() if ": error: " in line]
    assert [line.partition(":")[0] for line in errors] == ["empty.txt", "landing.txt"]
    toc = (course / "_toc.yml").read_text(encoding="utf-8")
    assert [toc.count(f"modules/{slug}") for slug in slugs(course)] == [1, 1]


def test_headings_that_are_not_known_are_told_of_each_file(course, tmp_path, capsys):
    body = OTHER.partition("\n\n")[2]
    page = "<html><body><h1>{title}</h1><p>{text}</p><h2>{heading}</h2><p>{more}</p></body></html>"
    text, _, more = body.partition("\n\n")
    for name, heading in (("a.html", "What hedges give"), ("b.html", "Who trims them")):
        told = page.format(
            title=f"Hedges of {name[0]}", text=f"{text} {name}", heading=heading, more=more * (1 + (name == "b.html"))
        )
        (tmp_path / name).write_text(told, encoding="utf-8")
    assert run(course, tmp_path / "a.html", tmp_path / "b.html", "--dry-run") == 0
    table = capsys.readouterr().out.splitlines()
    start = table.index("headings that are not known:")
    assert table[start + 1 : start + 3] == ["  a.html: “What hedges give”", "  b.html: “Who trims them”"]
    assert table[start + 3].startswith("  where they hide a part, call them Talking points, Key terms or so")


def test_again_nothing_changes(course, inbox, capsys):
    run(course, inbox)
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert run(course, inbox / "a.txt", inbox / "older") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 articles imported, 2 in the course already"
    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before


def test_the_same_article_under_another_name_is_noticed(course, tmp_path, capsys):
    run(course, ARTICLE)
    copy = tmp_path / "sent by a colleague.txt"
    copy.write_bytes(ARTICLE.read_bytes().replace(b"\n", b"\r\n") + b"\r\nNext article Ferries\r\n")
    assert run(course, copy) == 0
    assert len(slugs(course)) == 1
    assert "from another file; nothing changes" in capsys.readouterr().err


def test_two_copies_in_one_command_make_one_module(course, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_bytes(ARTICLE.read_bytes())
    assert run(course, ARTICLE, copy) == 0
    assert len(slugs(course)) == 1


def test_another_version_is_imported_with_a_warning(course, tmp_path, capsys):
    run(course, ARTICLE)
    longer = tmp_path / "longer.txt"
    longer.write_bytes(b"A Longer Title For It\n\n" + ARTICLE.read_bytes() + OTHER.encode() * 9)
    assert run(course, longer, "--slug", "longer") == 0
    assert "most of this text is in the course already" in capsys.readouterr().err
    assert "longer" in slugs(course)


def test_a_changed_article_among_others_is_merged_and_counted(course, inbox, capsys):
    run(course, inbox / "older")
    (inbox / "older" / "hedges.txt").write_text(OTHER.replace("thirty villages", "forty villages"), encoding="utf-8")
    capsys.readouterr()
    assert run(course, inbox / "a.txt", inbox / "older") == 0
    table = capsys.readouterr().out.splitlines()
    assert table[1].split() == ["hedges.txt", "modules/hedges-that-feed-a-village", "merged"]
    assert table[-1] == "1 article imported, 1 merged into the module of an earlier version"
    text = (course / "modules/hedges-that-feed-a-village/module.md").read_text(encoding="utf-8")
    assert "forty villages" in text


def test_a_dry_run_writes_nothing(course, inbox, capsys):
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    assert run(course, inbox / "a.txt", inbox / "older", "--dry-run") == 0
    assert {path: path.read_bytes() for path in course.rglob("*") if path.is_file()} == before
    assert capsys.readouterr().out.splitlines()[-1] == "2 articles to import (nothing written)"


@pytest.mark.parametrize(
    "case",
    [
        (["a.txt", "older", "--slug", "x"], 2, "--slug names one module"),
        (["ftp://example.org/a.html"], 1, "addresses that begin with ftp: are not asked for"),
        ([".git"], 0, ""),
        (["older/notes.xyz"], 1, "no reader for `.xyz` files"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(course, inbox, capsys, monkeypatch, case):
    arguments, code, words = case
    monkeypatch.chdir(inbox)
    assert run(course, *arguments) == code
    told = capsys.readouterr().err.splitlines()
    assert words in "\n".join(told)
    assert len([line for line in told if "error" in line or "builder import:" in line]) == bool(code)


def test_a_folder_without_articles_is_told(course, tmp_path, capsys):
    (tmp_path / "nothing").mkdir()
    assert run(course, tmp_path / "nothing") == 1
    assert "holds no article file" in capsys.readouterr().err


def test_headings_that_hide_parts_are_named_with_what_to_do(tmp_path, capsys):
    course = make_course(tmp_path / "course")
    article = tmp_path / "bread.txt"
    article.write_text(
        "Why Sourdough Takes Its Time\n\nMy Opening Words\n\nA slow rise gives bread more taste than more yeast does. "
        "Cold slows the yeast more than it slows what makes bread sour.\n\nWhat Bakers Can Do\n\nBakers who have a "
        "refrigerator have a second oven: they can let the dough rise at night and bake in the morning.\n",
        encoding="utf-8",
    )
    assert main(["import", str(article), "--course", str(course)]) == 0
    said = capsys.readouterr().out
    assert "headings that are not known: “My Opening Words”, “What Bakers Can Do”." in said
    assert "rename the heading in module.md to that, or in the article and import it again" in said

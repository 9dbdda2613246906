"""`builder pick`: modules taken from another course, and updated from it later."""

import shutil

import pytest
from command_line import ran
from course.hand_made import make_course
from merging.again_course import ARTICLE, CORRECTED, SLUG, again, edit, files, module, new_course

from builder.files.quiz_yml import read_quiz

MINE = ("- Volunteers kept the shelf", "- The volunteers kept the shelf")
THEIRS = ("Anna Reeds watched three shelves", "Anna Reeds watched four shelves")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course with a module, and one without; both are copied for each test."""
    folder = tmp_path_factory.mktemp("pick")
    new_course(folder).rename(folder / "collection")
    make_course(folder / "mine")
    return folder


@pytest.fixture
def pair(made, tmp_path):
    for name in ("collection", "mine"):
        shutil.copytree(made / name, tmp_path / name)
    return tmp_path / "collection", tmp_path / "mine"


def pick(pair, *flags, slug=SLUG):
    return ran("pick", slug, "--from", str(pair[0]), "--course", str(pair[1]), *flags)


def items(course):
    return {item.id: item for item in read_quiz(module(course, "quiz.yml").read_text(encoding="utf-8"), "")[0].items}


def test_a_module_is_taken_whole_and_the_collection_is_left_alone(pair):
    collection, mine = pair
    module(collection, "images").mkdir()
    module(collection, "images/shelf.png").write_bytes(b"picture")
    module(collection, ".hidden").write_text("no", encoding="utf-8")
    before = files(collection)
    done = pick(pair, "--part", "Week 1")
    assert done.code == 0
    assert files(collection) == before
    taken = {name: data for name, data in before.items() if name.startswith("modules/") and ".hidden" not in name}
    here = files(mine)
    assert {
        name: data for name, data in here.items() if name.startswith("modules/") and "/upstream/" not in name
    } == taken
    assert f"- file: modules/{SLUG}\n" in (mine / "_toc.yml").read_text(encoding="utf-8")
    record = module(mine, ".import/upstream/source.json").read_text(encoding="utf-8")
    assert '"collection": "collection"' in record  # named by an absolute path, which says nothing elsewhere
    assert str(collection) not in record
    assert "[licence-missing]" in done.error
    assert ran("check", "--course", str(mine)).code == 0


def test_a_collection_that_is_named_as_seen_from_here_is_remembered_so(pair, monkeypatch):
    monkeypatch.chdir(pair[1])
    assert ran("pick", SLUG, "--from", "../collection").code == 0
    assert '"collection": "../collection"' in module(pair[1], ".import/upstream/source.json").read_text(
        encoding="utf-8"
    )


def test_an_update_keeps_what_is_mine_and_brings_what_is_theirs(pair):
    collection, mine = pair
    pick(pair)
    edit(module(mine), *MINE)
    edit(module(collection), *THEIRS)
    before = module(mine).read_text(encoding="utf-8")
    assert pick(pair).code == 0
    assert module(mine).read_text(encoding="utf-8") == before.replace(*THEIRS)
    after = files(mine)
    again_ = pick(pair)
    assert "[pick-current]" in again_.error
    assert files(mine) == after


def test_a_dry_run_shows_an_update_and_writes_nothing(pair):
    collection, mine = pair
    assert "(nothing written)" in pick(pair, "--dry-run").out
    assert not module(mine).exists()
    pick(pair)
    edit(module(collection), *THEIRS)
    before = files(mine)
    shown = pick(pair, "--dry-run")
    assert any(line.startswith(f"+{THEIRS[1]}") for line in shown.out.split("\n"))
    assert files(mine) == before


def test_a_clash_is_marked_and_refuses_the_next_update(pair):
    collection, mine = pair
    pick(pair)
    edit(module(mine), THEIRS[0], "Anna Reeds looked at three shelves")
    edit(module(collection), *THEIRS)
    done = pick(pair)
    assert done.code == 1
    assert "your words and the collection's clash in “Summary”" in done.error
    assert "\n>>>>>>> the collection\n" in module(mine).read_text(encoding="utf-8")
    before = files(mine)
    assert pick(pair).code == 1
    assert files(mine) == before


def test_quizzes_are_joined_item_by_item(pair):
    collection, mine = pair
    pick(pair)
    first, second, third, fourth = items(mine)
    quiz = module(mine, "quiz.yml")
    edit(quiz, "items:\n", "items: # ours\n  - {id: own, kind: essay, stem: Why a shelf?}\n")
    ran("quiz", "reject", SLUG, third, "--course", str(mine))
    theirs = module(collection, "quiz.yml")
    text = theirs.read_text(encoding="utf-8")
    text += "  - id: theirs\n    kind: essay\n    stem: Who paid for the roof?\n"
    theirs.write_text(text, encoding="utf-8")
    edit(theirs, items(collection)[fourth].answer, "another answer")
    edit(theirs, items(collection)[third].answer, "changed, and rejected here")
    edit(quiz, items(mine)[second].answer, "mine")
    edit(theirs, items(collection)[second].answer, "theirs")
    done = pick(pair)
    after = items(mine)
    assert list(after) == ["own", first, second, fourth, "theirs"]
    assert after[fourth].answer == "another answer"
    assert after[second].answer == "mine"
    assert f"quiz.yml @ {second}: warning: the item was changed here and in the collection; yours stays" in done.error
    assert "[item-clash]" in done.error
    assert quiz.read_text(encoding="utf-8").count("items: # ours\n") == 1
    assert f"rejected:\n  - {third}\n" in quiz.read_text(encoding="utf-8")


def test_an_item_that_the_collection_took_out_goes_if_nobody_touched_it(pair):
    collection, mine = pair
    pick(pair)
    first, second, *_ = items(mine)
    ran("quiz", "accept", SLUG, first, "--course", str(mine))
    ran("quiz", "reject", SLUG, first, second, "--course", str(collection))
    done = pick(pair)
    assert first in items(mine)
    assert second not in items(mine)
    assert f"{first}: warning: the collection has this item no more; it is yours and stays" in done.error


def test_a_new_version_of_the_article_comes_along_unless_one_was_imported_here(pair):
    collection, mine = pair
    pick(pair)
    again(collection, CORRECTED)
    done = pick(pair)
    assert done.code == 0
    here = {
        name: data for name, data in files(mine).items() if name.startswith("modules/") and "/upstream/" not in name
    }
    assert here == {name: data for name, data in files(collection).items() if name.startswith("modules/")}
    again(mine, ARTICLE.replace("for a year", "for two years"))
    again(collection, CORRECTED.replace("three months", "four months").replace("third month", "fourth month"))
    kept = pick(pair)
    assert "[pick-kept]" in kept.error
    assert "for two years" in module(mine, "article.txt").read_text(encoding="utf-8")


def test_a_name_that_is_taken_asks_for_another(pair):
    collection, mine = pair
    again(mine, ARTICLE)
    before = files(mine)
    done = pick(pair)
    assert done.code == 1
    assert "--as" in done.error
    assert files(mine) == before
    assert pick(pair, "--as", "shelves").code == 0
    edit(module(collection), *THEIRS)
    assert pick(pair).out.startswith(f"{SLUG} -> modules/shelves\n")
    assert THEIRS[1] in (mine / "modules/shelves/module.md").read_text(encoding="utf-8")
    assert pick(pair, "--as", "more-shelves").code == 0
    assert "[pick-unsure]" in pick(pair).error


def test_private_quizzes_stay_private(pair):
    collection, mine = pair
    config = mine / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + "builder:\n  private: keys\n", encoding="utf-8")
    pick(pair)
    quiz = module(collection, "quiz.yml")
    quiz.write_text(quiz.read_text(encoding="utf-8") + "  - {id: new, kind: essay, stem: Why?}\n", encoding="utf-8")
    assert pick(pair).code == 0
    assert sorted(name for name in files(mine) if name.endswith("quiz.yml")) == [
        f"keys/{SLUG}/.import/quiz.yml",
        f"keys/{SLUG}/.import/upstream/quiz.yml",
        f"keys/{SLUG}/quiz.yml",
    ]
    assert "id: new" in (mine / "keys" / SLUG / "quiz.yml").read_text(encoding="utf-8")


def test_links_on_the_disk_are_left_behind_and_dead_ones_in_the_text_are_told(pair):
    collection, mine = pair
    (collection / "secret.txt").write_text("secret", encoding="utf-8")
    module(collection, "notes.txt").symlink_to(collection / "secret.txt")
    module(collection, "more").symlink_to(collection / "_toc.yml")
    edit(
        module(collection),
        "## Credits",
        "See [this](../other/module.md) and ![a](lost.png) and [us](https://example.org).\n\n## Credits",
    )
    done = pick(pair)
    assert done.code == 0
    assert not [name for name in files(mine) if "notes" in name or "more" in name]
    assert done.error.count("[link-not-followed]") == 2
    assert "it leads to ../other/module.md, which is not in this course" in done.error
    assert "[picture-missing]" in done.error
    assert "example.org" not in done.error


@pytest.mark.parametrize(
    ("slug", "collection", "code"),
    [
        ("nothing", "collection", "module-unknown"),
        (SLUG, "nowhere", "course-missing"),
        ("../x", "collection", "module-unknown"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(pair, slug, collection, code):
    before = files(pair[1])
    done = pick((pair[0].parent / collection, pair[1]), slug=slug)
    assert (done.code, len(done.lines)) == (1, 1)
    assert done.error.endswith(f"[{code}]\n")
    assert files(pair[1]) == before


def test_a_module_with_a_conflict_is_not_taken(pair):
    collection, mine = pair
    edit(module(collection), "## Summary\n", "## Summary\n\n<<<<<<< yours\na\n=======\nb\n>>>>>>> the article\n")
    done = pick(pair)
    assert done.code == 1
    assert done.error.startswith(f"{collection}/modules/{SLUG}/module.md:")
    assert not module(mine).exists()

"""`builder import` of an article that has changed: what is written, told and refused, and what a killed run leaves."""

import hashlib
import json

import pytest
from chosen_labels import essays
from command_line import ran
from course.hand_made import make_course
from merging.again_course import ARTICLE, CORRECTED, FIRST, NEWS, SLUG, again, edit, files, module, new_course

from builder.files import journal
from builder.files.quiz_yml import read_quiz

MINE = ("Volunteers kept the shelf", "The volunteers kept the shelf")


@pytest.fixture
def course(tmp_path):
    return new_course(tmp_path)


def items(course):
    return {item.id: item for item in read_quiz(module(course, "quiz.yml").read_text(encoding="utf-8"), "")[0].items}


def test_edits_stay_and_news_arrives(course):
    edit(module(course), *MINE, "keywords:\n", "keywords: # mine\n", "minutes: 50", "minutes: 90")
    before = module(course).read_text(encoding="utf-8")
    done = again(course, CORRECTED)
    assert done.code == 0
    text = module(course).read_text(encoding="utf-8")
    words = before.replace("passers-by saw it daily", "neighbours saw it daily").replace(FIRST, f"{NEWS}\n\n{FIRST}")
    plans = [line for line in words.split("\n") if "Look for: ¶" not in line]
    assert [line for line in text.split("\n") if "Look for: ¶" not in line] == plans
    assert module(course, "article.txt").read_text(encoding="utf-8") == CORRECTED
    assert NEWS in module(course, ".import/module.md").read_text(encoding="utf-8")
    assert ran("check", "--course", str(course)).code == 0


def test_once_more_changes_no_byte(course):
    edit(module(course), *MINE)
    again(course, CORRECTED)
    before = files(course)
    done = again(course, CORRECTED)
    assert done.code == 0
    assert "nothing changes [already-imported]" in done.error.replace(
        " (edit it in modules/" + SLUG + "/module.md)", ""
    )
    assert files(course) == before


def test_a_dry_run_shows_it_and_writes_nothing(course):
    edit(module(course), *MINE)
    before = files(course)
    done = again(course, CORRECTED, "shelves.txt", "--dry-run")
    assert f"+{NEWS}" in done.out.split("\n")
    assert "(nothing written)" in done.out
    assert "\x1b" not in done.out
    assert files(course) == before


def test_a_conflict_refuses_to_build_and_to_import_until_it_is_settled(course):
    edit(module(course), "- Borrowing rose where", "- Lending rose where")
    done = again(course, CORRECTED)
    assert done.code == 1
    text = module(course).read_text(encoding="utf-8")
    line = text.split("\n").index("<<<<<<< yours") + 1
    for command in (("build",), ("check",), ("import", str(course.parent / "shelves.txt"))):
        refused = ran(*command, "--course", str(course))
        assert refused.code == 1
        assert f"modules/{SLUG}/module.md:{line}: error" in refused.out + refused.error
        assert "[merge-conflict]" in refused.out + refused.error
        assert module(course).read_text(encoding="utf-8") == text
    lines = text.split("\n")
    end = lines.index(">>>>>>> the article") + 1
    assert [row.startswith("- ") for row in lines[line:end]] == [True, False, True, False]
    module(course).write_text("\n".join([*lines[: line - 1], lines[line], *lines[end:]]), encoding="utf-8")
    before = files(course)
    assert again(course, CORRECTED).code == 0
    assert files(course) == before


def test_a_review_does_not_cover_new_text(course):
    edit(module(course), "status: draft", "status: reviewed # by us\nreviewer: Us")
    again(course, CORRECTED)
    assert "status: draft # by us\nreviewer: Us\n" in module(course).read_text(encoding="utf-8")


def test_accepting_tells_which_words_are_said_to_be_chosen_and_are_not_the_articles(course):
    line = "*Sentences chosen from the article by the builder (¶1); the article gives no summary of its own.*"
    edit(module(course), "## Summary\n\n", f"## Summary\n\nMy own words stand here.\n\n{line}\n\n")
    done = ran("accept", SLUG, "--reviewer", "Us", "--date", "2027-01-15", "--course", str(course))
    assert "warning: the article does not hold “My own words stand here.”" in done.error
    assert "[chosen-changed]" in done.error


def test_the_numbers_in_items_follow_and_what_the_article_says_no_more_goes(course):
    mine = (
        "# first\n  - id: mine-1\n    kind: essay\n    stem: Who swept?\n    source:\n      section: summary\n"
        "      quote: She spoke with borrowers on the pavement\n      paragraph: 1 # where she spoke\n"
        "  - id: mine-2\n    kind: essay\n    stem: Who saw it?\n    source:\n      section: talking_points\n"
        "      quote: passers-by saw it daily\n"
    )
    edit(module(course, "quiz.yml"), "items:\n", f"items:\n  {mine}")
    told = again(course, CORRECTED).error
    assert items(course)["mine-1"].source.paragraph == 2
    assert "paragraph: 2 # where she spoke\n" in module(course, "quiz.yml").read_text(encoding="utf-8")
    assert "mine-2: warning: the article says no more “passers-by saw it daily”" in told
    assert "re-9153d503: note: the draft went" in told
    assert "re-9153d503" not in items(course)
    assert "ct-8102ede1" in items(course)


def test_objectives_that_move_take_their_items_along(course):
    definitions = ARTICLE[ARTICLE.index("Open shelf: ") : ARTICLE.index("The shelf that stood behind")]
    bare = new_course(course.parent / "bare", ARTICLE.replace(definitions, ""))
    before = {id_: item.objective for id_, item in items(bare).items()}
    again(bare, ARTICLE)
    text = module(bare).read_text(encoding="utf-8")
    assert "Define “Open shelf”" in text
    after = {id_: item.objective for id_, item in items(bare).items()}
    assert after == {id_: before[id_] + 1 for id_ in after}
    assert after
    done = ran("quiz", "list", SLUG, "--course", str(bare))
    assert done.out.rstrip().endswith(" 0 yours")


def test_a_new_question_leaves_the_plans_of_old_ones_alone(course):
    edit(module(course), "   - Minutes: 14\n", "   - Minutes: 20\n")
    edit(module(course), "   - Format: small groups (8)", "   - Format: small groups (5)")
    before = module(course).read_text(encoding="utf-8")
    done = again(
        course, ARTICLE.replace("  • How can a town", "  • Who decides where a shelf stands?\n  • How can a town")
    )
    assert done.code == 0
    after = module(course).read_text(encoding="utf-8")
    start, end = before.index("1. How can a town"), before.index("## Continued reading")
    shifted = before[start:end].replace("\n4. ", "\n5. ").replace("\n3. ", "\n4. ").replace("\n2. ", "\n3. ")
    assert shifted[3:] in after
    assert "1. Who decides where a shelf stands?\n   - Minutes: " in after


ESSAY = "\n\n".join((essays()[1].article.title, *essays()[1].article.sections[0].paragraphs)) + "\n"
CHOSEN = (
    "RBOs that publish how much water passes each border quarrel less than those that keep the figures to themselves."
)


@pytest.mark.parametrize(("mine", "told"), [(f"- {CHOSEN}\n", True), ("", False)], ids=["untouched", "taken out"])
def test_a_chosen_sentence_that_the_article_says_no_more_goes(tmp_path, mine, told):
    course = make_course(tmp_path / "course")
    again(course, ESSAY, "river.txt", "--slug", "river")
    path = course / "modules" / "river" / "module.md"
    edit(path, f"- {CHOSEN}\n", mine)
    points = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("- ")]
    done = again(course, ESSAY.replace(f" {CHOSEN}", ""), "river.txt")
    assert done.code == 0
    assert (f"note: the article says no more “{CHOSEN}”, which was chosen from it: it went" in done.error) == told
    assert ("[chosen-gone]" in done.error) == told
    after = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("- ")]
    assert after == [line for line in points if CHOSEN not in line]


def test_rejected_items_stay_rejected(course):
    gone = next(iter(items(course)))
    ran("quiz", "reject", SLUG, gone, "--course", str(course))
    again(course, CORRECTED)
    text = module(course, "quiz.yml").read_text(encoding="utf-8")
    assert f"rejected:\n  - {gone}\n" in text
    assert gone not in items(course)


def test_another_suffix_takes_the_old_ones_place(course):
    done = again(course, CORRECTED, "shelves.md")
    assert done.code == 0, done.error
    assert sorted(path.name for path in module(course, "").glob("article.*")) == ["article.md"]


def test_the_line_ends_are_the_persons(course):
    text = module(course).read_bytes().replace(b"\n", b"\r\n")
    module(course).write_bytes(b"\xef\xbb\xbf" + text)
    again(course, CORRECTED)
    after = module(course).read_bytes()
    assert after.startswith(b"\xef\xbb\xbf---\r\n")
    assert NEWS.encode() in after
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_module_that_is_named_takes_a_version_and_no_other_article(course):
    before = files(course)
    other = "Hedges That Feed a Village\n\n" + "Hedges along lanes belong to nobody and feed whoever walks there. " * 8
    done = again(course, other, "hedges.txt", "--slug", SLUG)
    assert done.code == 1
    assert "holds another article" in done.error
    assert files(course) == before


def test_two_articles_that_call_themselves_by_their_sites_address_are_two(tmp_path):
    course = new_course(tmp_path)
    foot = "<p>" + "All texts of this institute may be copied by whoever names it and changes nothing. " * 6 + "</p>"
    for name in ("rivers", "markets"):
        words = " ".join(f"{name}{number} flows" for number in range(60))
        page = f'<html><head><link rel="canonical" href="https://institute.example/"></head><body><h1>On {name}</h1><p>{words}.</p>{foot}</body></html>'
        assert again(course, page, f"{name}.html").code == 0
    assert {"on-rivers", "on-markets"} <= {path.name for path in (course / "modules").iterdir()}


def test_private_quizzes_are_merged_where_they_are(tmp_path):
    course = new_course(tmp_path)
    (course / "_config.yml").write_text(
        (course / "_config.yml").read_text(encoding="utf-8") + "builder:\n  private: keys\n", encoding="utf-8"
    )
    (course / "keys" / SLUG / ".import").mkdir(parents=True)
    for name in ("quiz.yml", ".import/quiz.yml"):
        module(course, name).rename(course / "keys" / SLUG / name)
    done = again(course, CORRECTED)
    assert f"keys/{SLUG}/quiz.yml @ re-9153d503: note: the draft went" in done.error
    assert sorted(name for name in files(course) if "quiz" in name) == [
        f"keys/{SLUG}/.import/quiz.yml",
        f"keys/{SLUG}/quiz.yml",
    ]


PAGE = "# Open Shelves\n\n{}\n\n![A shelf](shelf.png)\n\nThe two that stood at a bus stop were emptied each week, and a rota was formed by the volunteers there.\n"


def test_a_picture_that_a_person_changed_stays(tmp_path):
    png = b"\x89PNG\r\n\x1a\n"
    (tmp_path / "shelf.png").write_bytes(png + b"first")
    course = new_course(tmp_path, PAGE.format("It stood in the open for a year, and nobody took it away."), "open.md")
    picture = course / "modules/open-shelves/images/shelf.png"
    assert picture.read_bytes() == png + b"first"
    picture.write_bytes(png + b"mine")
    done = again(course, PAGE.format("It stood in the open for two years, and nobody took it away."), "open.md")
    assert "images/shelf.png: warning: the article has another picture of this name" in done.error
    assert "[picture-kept]" in done.error
    assert picture.read_bytes() == png + b"mine"


class KilledError(BaseException):
    """What a killed run is for a test."""


@pytest.mark.parametrize("steps", range(6))
def test_a_killed_run_leaves_a_course_that_reads_and_the_next_run_finishes(tmp_path, monkeypatch, steps):
    whole, course = new_course(tmp_path / "whole"), new_course(tmp_path / "killed")
    for one in (whole, course):
        edit(module(one), *MINE)
    again(whole, CORRECTED)
    write, done = journal.write_if_changed, []

    def killed(path, data):
        if len(done) == steps:
            raise KilledError
        done.append(path)
        return write(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "write_if_changed", killed)
        with pytest.raises(KilledError):
            again(course, CORRECTED)
    looked = ran("check", "--course", str(course))
    assert "[change-unfinished]" in looked.out
    assert looked.code == 0
    finished = again(course, CORRECTED)
    assert "[change-finished]" in finished.error
    assert files(course) == files(whole)


def test_what_a_person_edits_after_a_killed_run_is_kept(tmp_path, monkeypatch):
    course = new_course(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "write_if_changed", lambda *_: (_ for _ in ()).throw(KilledError))
        with pytest.raises(KilledError):
            again(course, CORRECTED)
    edit(module(course), *MINE)
    again(course, CORRECTED)
    text = module(course).read_text(encoding="utf-8")
    assert MINE[1] in text
    assert NEWS in text
    assert not module(course, ".import/next").exists()


def half_done(course):
    """Leave a change that was written whole and not yet taken away, and return its folder."""
    place = module(course, ".import/next")
    text = module(course).read_bytes()
    steps = [{"file": f"modules/{SLUG}/module.md", "before": "0" * 64, "after": hashlib.sha256(text).hexdigest()}]
    place.mkdir()
    (place / "plan.json").write_text(json.dumps({"steps": steps}), encoding="utf-8")
    return place


def test_a_change_whose_files_were_being_taken_away_is_finished(course):
    place, before = half_done(course), files(course)
    assert again(course, CORRECTED).code == 0
    assert not place.exists()
    assert NEWS in module(course).read_text(encoding="utf-8")
    assert set(files(course)) == {name for name in before if "/next/" not in name}


@pytest.mark.parametrize("file", [".git/config", "../outside.txt", "_config.yml", f"modules/{SLUG}/.git/hooks/x"])
def test_a_plan_that_somebody_made_up_writes_nothing(course, file):
    place = half_done(course)
    victim = course / file
    victim.parent.mkdir(parents=True, exist_ok=True)
    victim.write_bytes(b"mine")
    step = {"file": file, "before": hashlib.sha256(b"mine").hexdigest(), "after": hashlib.sha256(b"theirs").hexdigest()}
    (place / "plan.json").write_text(json.dumps({"steps": [step]}), encoding="utf-8")
    (place / "0").write_bytes(b"theirs")
    again(course, CORRECTED)
    assert victim.read_bytes() == b"mine"
    assert not place.exists()

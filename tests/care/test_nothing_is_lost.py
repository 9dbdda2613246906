"""On courses drawn at random: after a rename or a removal, what a person wrote is there, whole and in its place."""

import contextlib
import io
import shutil
from pathlib import Path

import pytest
from care_course import held, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder import pipeline
from builder.cli.main import main

ROOT = Path(__file__).parents[2]
SLUGS = ("a", "a-b", "b", "c")

#: What a person may write where a module is or is not named; {} is the folder name.
WORDS = st.sampled_from(
    [
        "[one](../{}/module.md)",
        "[one](../{}/module.md#summary 'title {}')",
        "![one](../{}/p.png)",
        "{{doc}}`../{}`",
        "<a href='../{}.html'>{}</a>",
        "`[code](../{}/module.md)`",
        "[out](https://example.org/modules/{}.html)",
        "- {} and {}",
        "~~~\n[code](../{}/module.md)\n~~~",
        "```{{note}}\n[one](../{}.ipynb)\n```",
        "% [a comment](../{}/module.md)",
        "\u00e9t\u00e9 \u2028 [one](<../{}/module.md>)",
    ]
)


@st.composite
def courses(draw):
    """The files of a course whose modules name each other."""

    def words():
        return "\n\n".join(
            draw(WORDS).replace("{}", draw(st.sampled_from(SLUGS))) for _ in range(draw(st.integers(0, 3)))
        )

    newline = draw(st.sampled_from(["\n", "\r\n"]))
    homes = draw(st.sampled_from([["modules"], ["modules", "own"]]))
    files = {"_config.yml": "title: A\n" + "builder:\n  private: own\n" * ("own" in homes)}
    comment = draw(st.sampled_from(["", "  # b", " # modules/a"]))
    between = st.sampled_from(["", "\n# between"])
    chapters = "".join(f"{draw(between)}\n- file: modules/{slug}{comment}" for slug in SLUGS)
    files["_toc.yml"] = f"root: index\nchapters:{chapters}\n"
    files["index.md"] = "# A\n\n" + words().replace("../", "modules/")
    files["syllabi/s.yml"] = f"sessions:\n- modules: [{', '.join(SLUGS)}]  # a, b\n- {{modules: ['a'], title: a}}\n"
    for slug in SLUGS:
        original = draw(st.sampled_from(["", *SLUGS]))
        front = f"format: 1\ntitle: {slug}\n" + f"translation_of: {original}{comment}\n" * bool(original)
        files[f"modules/{slug}/module.md"] = f"---\n{front}---\n\n## Summary\n\n{words()}\n"
        files[f"modules/{slug}/p.png"] = slug
        files[f"{draw(st.sampled_from(homes))}/{slug}/quiz.yml"] = f"format: 1\nitems: []  # {slug}\n"
    return {name: text.replace("\n", newline) for name, text in files.items()}


drawn = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def fresh(tmp_path, files):
    shutil.rmtree(tmp_path / "c", ignore_errors=True)
    return write(tmp_path / "c", files)


@drawn
@given(files=courses(), slug=st.sampled_from(SLUGS))
def test_there_and_back_again(tmp_path, files, slug):
    course = fresh(tmp_path, files)
    told = pipeline.rename(course, slug, "z")
    there = held(course)
    assert len(there) == len(files)
    for name, text in files.items():
        after = there[name.replace(f"/{slug}/", "/z/")]
        own = [one for one in told.references if one.file == name]
        if name != f"modules/{slug}/module.md":
            assert len(after) - len(text) == len(own) * (1 - len(slug))
            assert sum(a != b for a, b in zip(text.splitlines(), after.splitlines(), strict=True)) == len(
                {one.line for one in own}
            )
    pipeline.rename(course, "z", slug)
    assert held(course) == files


@drawn
@given(files=courses(), slugs=st.lists(st.sampled_from(SLUGS), min_size=1, max_size=3, unique=True))
def test_every_file_is_found_in_the_trash_or_where_it_was(tmp_path, files, slugs):
    course = fresh(tmp_path, files)
    pipeline.remove(course, tuple(slugs))
    there = held(course)
    gone = ""
    for name, text in files.items():
        folder, _, rest = name.partition("/")
        slug, _, rest = rest.partition("/")
        if folder == "modules" and slug in slugs:
            assert there[f".trash/{slug}/{slug}/{rest}"] == text
        elif folder == "own" and slug in slugs:
            assert there[f"own/.trash/{slug}/{rest}"] == text
        elif name == "_toc.yml":
            gone = [line for line in text.splitlines() if line not in there[name].splitlines()]
        else:
            assert there[name] == text
    notes = "".join(text for name, text in there.items() if name.startswith(".trash/") and name.endswith(".txt"))
    assert all(line in notes for line in gone)


@pytest.fixture
def sample(tmp_path):
    for name in ("_toc.yml", "_config.yml", "index.md"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("modules", "course", "syllabi"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def findings(course):
    """Return what `builder check` finds but for stale pages, which the next build makes again."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as told:
        main(["check", "--course", str(course)])
    return [
        line for line in told.getvalue().splitlines() if "[notebook-stale]" not in line and "in brackets" not in line
    ]


def test_check_finds_nothing_new_in_the_sample_course(sample):
    slug, new = "more-blue-helmets-fewer-civilians-killed", "peacekeepers"
    other = sample / "modules/five-questions-to-put-to-a-study/module.md"
    text = other.read_text(encoding="utf-8")
    other.write_text(f"{text}\nSee [the other](../{slug}/module.md#p1).\n", encoding="utf-8")
    before = findings(sample)
    told = pipeline.rename(sample, slug, new)
    assert {one.kind for one in told.references} == {"toc", "syllabus", "link"}
    assert [line.replace(new, slug) for line in findings(sample)] == before

"""Every code of a finding is provoked, explained and documented, and nothing else is."""

import ast
import contextlib
import io
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from builder.checks.explanations import explanations
from builder.checks.findings_page import findings_page
from builder.checks.items import RULES
from builder.cli.main import main

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SLUG = "how-this-example-works"
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]
ELSEWHERE = tomllib.loads((HERE / "elsewhere.toml").read_text(encoding="utf-8"))
CODES = [entry.code for entry in explanations()]


@pytest.fixture(scope="session")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("findings") / "a"
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["new", str(folder)]) == 0
    return folder


def named(text):
    return re.sub(r"(?<![\w-])M(?=[/:]|\Z)", f"modules/{SLUG}", text)


def put(course, case):
    """Change the course as the case says."""
    for one, other in pairs(case.get("copy", [])):
        shutil.copytree(course / one, course / other)
    for name, text in case.get("write", {}).items():
        (course / named(name)).parent.mkdir(parents=True, exist_ok=True)
        (course / named(name)).write_text(text, encoding="utf-8", newline="")
    for name, digits in case.get("hex", {}).items():
        (course / named(name)).write_bytes(bytes.fromhex(digits))
    changes = case.get("replace", [])
    for name, old, new in zip(changes[::3], changes[1::3], changes[2::3], strict=True):
        text = (course / named(name)).read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        (course / named(name)).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
    for name in case.get("remove", []):
        (course / named(name)).unlink()
    for name in case.get("folder", []):
        (course / named(name)).unlink()
        (course / named(name)).mkdir()
    for name, target in pairs(case.get("link", [])):
        (course / named(name)).unlink()
        (course / named(name)).symlink_to(course / target)


def pairs(names):
    return zip(map(named, names[::2]), map(named, names[1::2]), strict=True)


def outside(course, case, folder):
    """Write the file outside of the course, and return how the command line names it."""
    source = case["source"]
    if "\0" not in source["name"]:
        path = folder / source["name"]
        path.parent.mkdir(parents=True, exist_ok=True)
        text = source.get("text", "")
        if "from" in source:
            text = (course / named(source["from"])).read_text(encoding="utf-8")
            for old, new in zip(source["replace"][::2], source["replace"][1::2], strict=True):
                assert old in text
                text = text.replace(old, new)
        path.write_bytes(bytes.fromhex(source["hex"]) if "hex" in source else text.encode())
    return str(folder / source.get("named", source["name"]))


def said(case, course, folder):
    """Run the case's command and return its output, line by line."""
    words = named(case["run"]).split()
    if "source" in case:
        words = [outside(course, case, folder) if word == "@" else word for word in words]
    words = [str(course) if word == "COURSE" else word for word in words]
    words = [str(course / word) if word.startswith("modules/") else word for word in words]
    if words[0] not in ("inspect", "explain", "new"):
        words += ["--course", str(course)]
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(words)
    return out.getvalue().split("\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']}-{CASES.index(case)}")
def test_a_code_is_provoked_and_says_where_and_what_to_do(case, fresh, tmp_path):
    course = tmp_path / "a"
    shutil.copytree(fresh, course)
    put(course, case)
    lines = said(case, course, tmp_path)
    found = [line for line in lines if line.endswith(f"[{case['code']}]")]
    assert found, "\n".join(lines)
    assert any(line.startswith(named(case.get("place", ""))) for line in found), found
    assert case.get("says", "") in found[0]
    assert re.search(r"(error|warning|note): \S.*", found[0])
    assert re.search(r"\(.+\) \[", found[0]) or case["code"][1:].isdigit(), "no word on what to do"
    assert not any("Traceback" in line for line in lines)


def test_every_code_has_a_case_or_a_test_elsewhere():
    cased = {case["code"] for case in CASES}
    unprovoked = [code for code in CODES if code not in cased and code not in ELSEWHERE]
    assert unprovoked == []
    assert [code for code in [*cased, *ELSEWHERE] if code not in CODES] == []
    assert [code for code in ELSEWHERE if code in cased] == []


@pytest.mark.parametrize("code", ELSEWHERE)
def test_what_is_provoked_elsewhere_is_named_there(code):
    text = (ROOT / ELSEWHERE[code]).read_text(encoding="utf-8")
    assert re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", text), ELSEWHERE[code]


def literals():
    """Return every string in the program, and those that stand where a finding's code does."""
    strings, codes = set(), set()
    for path in sorted((ROOT / "builder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", None) in ("error", "warning", "note")
                and node.args
            ):
                codes |= {
                    n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant) and isinstance(n.value, str)
                }
            if isinstance(node, ast.Call):
                codes |= {
                    word.value.value
                    for word in node.keywords
                    if word.arg == "code" and isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)
                }
    return strings, codes


def test_the_program_says_the_explained_codes_and_no_others():
    strings, codes = literals()
    assert len(codes) > 80
    assert sorted(code for code in codes if code not in CODES) == []
    assert [code for code in CODES if code not in strings] == []
    assert {rule.code for rule in RULES} <= set(CODES)


def test_the_documentation_is_made_from_the_explanations():
    assert (ROOT / "docs/findings.md").read_text(encoding="utf-8") == findings_page(), "run `make docs`"


@pytest.mark.parametrize("entry", explanations(), ids=lambda entry: entry.code)
def test_an_explanation_is_printed_and_is_whole_sentences(entry, capsys):
    assert main(["explain", f"[{entry.code}]"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert entry.cause in out
    assert entry.cure in out
    for text in (entry.cause, entry.cure):
        assert re.match(r"[A-Z0-9`]|module\.md|quiz\.yml|_\w+\.yml", text), text
        assert text.endswith((".", ".)", "`")), text


def test_explain_lists_every_code(capsys):
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == CODES


def test_the_documents_folder_is_where_the_readme_says():
    assert "docs/findings.md" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "docs/findings.md").exists()

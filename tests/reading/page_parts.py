"""What programs read of a built page: its links, ids, tags and JSON-LD, by lxml and not by our own code."""

import json
from pathlib import Path

import jsonschema
from lxml import html

SCHEMA = json.loads((Path(__file__).parent / "schemas/machine.schema.json").read_text(encoding="utf-8"))
#: A LearningResource, Course or DefinedTermSet as our pages may say it.
MACHINE = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def parsed(path: Path):
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def json_ld(path: Path) -> dict | None:
    """Return the one JSON-LD value of a page, None where there is none."""
    found = parsed(path).xpath('//script[@type="application/ld+json"]/text()')
    assert len(found) < 2
    return json.loads(found[0]) if found else None


def metas(path: Path) -> dict[str, list[str]]:
    """Return the contents of a page's meta elements by name or property."""
    found: dict[str, list[str]] = {}
    for meta in parsed(path).iter("meta"):
        name = meta.get("property") or meta.get("name")
        if name:
            found.setdefault(name, []).append(meta.get("content"))
    return found


def ids(path: Path) -> list[str]:
    return parsed(path).xpath("//@id")

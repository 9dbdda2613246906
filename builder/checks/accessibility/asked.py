"""What a page asks its reader for, which some criteria are about alone (1.3.5, 3.3.4, 3.3.8)."""

from __future__ import annotations

from builder.checks.accessibility.names import fields
from builder.checks.accessibility.page import Element, ParsedPage

_PERSONAL = frozenset("name given-name family-name nickname email tel street-address postal-code country bday".split())
_KINDS = ("email", "tel")


def personal_fields(page: ParsedPage) -> list[Element]:
    """Return the fields that ask for the reader's own name, address, telephone or the like, by type or name."""
    return [
        field
        for field in fields(page)
        if field.get("type", "").lower() in _KINDS
        or {field.get("name", "").lower(), *field.get("autocomplete", "").lower().split()} & _PERSONAL
    ]


def passwords(page: ParsedPage) -> list[Element]:
    """Return the fields that ask for a password."""
    return [field for field in fields(page) if field.get("type", "").lower() == "password"]


def sent_away(page: ParsedPage) -> list[Element]:
    """Return the forms that send what is written in them to a server."""
    return [form for form in page.all("form") if form.get("method", "get").lower() == "post"]


def with_drawn_styles(page: ParsedPage) -> list[Element]:
    """Return the elements whose colour, size or place is written beside them, out of any style sheet's reach."""
    return [element for element in page.root.xpath("//body//*[@style]") if ":" in element.get("style")]


def moving_pictures(page: ParsedPage) -> list[Element]:
    """Return the pictures of a kind that may move."""
    ends = (".gif", ".apng")
    return [picture for picture in page.all("img") if picture.get("src", "").partition("?")[0].lower().endswith(ends)]

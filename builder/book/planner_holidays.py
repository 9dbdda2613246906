"""Public holidays for the planner page: one small script a country, made of the library that the command uses.

A page cannot load a Python library, and a page on a disk cannot fetch; it can load a script.  The scripts are
committed and made anew by `python -m builder.book.planner_holidays` when the pinned library changes; a test holds
them against it.  They are copied only into a book that has a planner, and a page loads only the country chosen.

A script holds the names of the days in every language that the library has them in, the national days by name, and
for each region what differs.  Days are counted from the first day of `HOLIDAY_YEARS`, three digits to the base 36 each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import holidays

from builder.book.static_files import HOLIDAY_YEARS, HOLIDAYS, STATIC
from builder.model.syllabus import Holidays, Syllabus, Term
from builder.syllabus.holidays import countries, public_holidays
from builder.text.script_json import script_json

#: What is said of a country's day in each language; the first is the country's own.
Names = tuple[str, ...]
#: The number of a day's names in the table of names, and the days, packed.
Days = tuple[int, str]

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FIRST = dt.date(HOLIDAY_YEARS[0], 1, 1)


def script_of(country: str) -> str:
    """Return the script of a country (ISO 3166, two letters)."""
    tags = sorted(holidays.list_localized_countries(include_aliases=False).get(country, ()))
    national = _days(country, None, tags)
    table: dict[Names, int] = {}
    value = {
        "first": HOLIDAY_YEARS[0],
        "languages": ["", *tags],
        "days": _packed(national, table),
        "regions": {region: _region(national, _days(country, region, tags), table) for region in countries()[country]},
        "names": [_brief(names) for names in table],
    }
    return f"window.builderHolidays({script_json(country)}, {script_json(value)});\n"


def write_all(folder: Path) -> None:
    """Write the scripts of all countries that the library knows."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.js"):
        old.unlink()
    for country in countries():
        text = script_of(country)
        if '"days":[]' not in text:
            (folder / f"{country}.js").write_text(text, encoding="utf-8", newline="\n")


def _days(country: str, region: str | None, tags: list[str]) -> dict[dt.date, Names]:
    """Return the holidays of all years, each with its names: in the country's own language, then by `tags`."""
    columns = [_in_language(country, region, tag) for tag in ("und", *(tag.replace("_", "-") for tag in tags))]
    return {day: tuple(column[day] for column in columns) for day in columns[0]}


def _in_language(country: str, region: str | None, language: str) -> dict[dt.date, str]:
    found: dict[dt.date, str] = {}
    for year in HOLIDAY_YEARS:
        term = Term(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))
        named = Holidays(country=country, region=region)
        found |= public_holidays(Syllabus(format=1, title="-", language=language, term=term, holidays=named))
    return found


def _packed(days: Mapping[dt.date, Names], table: dict[Names, int]) -> list[Days]:
    """Return (number of the name, its days) for each name, and note new names in the table."""
    by_name: dict[Names, list[dt.date]] = {}
    for day in sorted(days):
        by_name.setdefault(days[day], []).append(day)
    return [(table.setdefault(names, len(table)), _written(found)) for names, found in by_name.items()]


def _region(national: Mapping[dt.date, Names], own: Mapping[dt.date, Names], table: dict[Names, int]) -> list[Days]:
    """Return what a region has beside the national days or under another name; -1 are the days that it has not."""
    more = {day: names for day, names in own.items() if national.get(day) != names}
    gone = sorted(set(national) - set(own))
    return [*([(-1, _written(gone))] if gone else []), *_packed(more, table)]


def _brief(names: Names) -> list[str]:
    """Return a day's names, "" for those that are the country's own, none of these at the end."""
    brief = [names[0], *("" if name == names[0] else name for name in names[1:])]
    while not brief[-1]:
        brief.pop()
    return brief


def _written(days: list[dt.date]) -> str:
    return "".join(_number((day - _FIRST).days) for day in days)


def _number(value: int) -> str:
    return _DIGITS[value // 1296] + _DIGITS[value // 36 % 36] + _DIGITS[value % 36]


if __name__ == "__main__":
    write_all(STATIC / HOLIDAYS)

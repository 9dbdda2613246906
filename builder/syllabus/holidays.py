"""Public holidays by country and region, from the library `holidays` (its tables, by date; no network)."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Mapping
from functools import cache

from builder.model.syllabus import Syllabus, workshop_dates


def countries() -> Mapping[str, tuple[str, ...]]:
    """Return the countries (ISO 3166) of which holidays are known, each with its regions (ISO 3166-2, last part)."""
    import holidays  # noqa: PLC0415 - its tables are loaded only where a syllabus names a country

    return {
        code: tuple(regions)
        for code, regions in sorted(holidays.list_supported_countries(include_aliases=False).items())
    }


def public_holidays(syllabus: Syllabus) -> dict[dt.date, str]:
    """Return the holidays of a syllabus's country and region in its term, or on the days of a workshop, by date.

    An unknown country or region has none; `unknown_place` says so.
    """
    named = syllabus.holidays
    if named.country is None or unknown_place(syllabus) is not None:
        return {}
    found: dict[dt.date, str] = {}
    for year in _years(syllabus):
        found |= _of_year(named.country.upper(), named.region, year, syllabus.language)
    return {day: found[day] for day in sorted(found) if _is_of_course(day, syllabus)}


def _years(syllabus: Syllabus) -> list[int]:
    term = syllabus.term
    if term is None:
        return sorted({day.year for day in workshop_dates(syllabus)})
    return list(range(term.start.year, min(term.end.year, term.start.year + 2) + 1))


def _is_of_course(day: dt.date, syllabus: Syllabus) -> bool:
    if syllabus.term is None:
        return day in workshop_dates(syllabus)
    return syllabus.term.start <= day <= syllabus.term.end


def unknown_place(syllabus: Syllabus) -> tuple[str, str] | None:
    """Return (what is wrong, what to do) where a syllabus names a country or region that is not known."""
    country, region = syllabus.holidays.country, syllabus.holidays.region
    if country is None:
        return ("a region without its country", "add `country:` with two letters, as in US") if region else None
    known = countries()
    if country.upper() not in known:
        near = _meant(country, known)
        help_ = (
            f"two letters (ISO 3166), as in {', '.join(near or ('US', 'FR', 'EG'))}; or list the days under `dates:`"
        )
        return f"no holidays are known of the country {country}", help_
    regions = known[country.upper()]
    if region is not None and region not in regions:
        help_ = f"one of: {', '.join(regions)}" if regions else "this country has one set for all regions: leave it out"
        return f"no holidays are known of the region {region} in {country.upper()}", help_
    return None


def _meant(country: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the codes that a person may mean who writes a name (Kenya), a longer code (KEN) or a habit (UK)."""
    from babel import Locale  # noqa: PLC0415 - loaded only where a country is unknown
    from babel.core import get_global  # noqa: PLC0415

    wanted = country.strip()
    codes = [code for code in get_global("territory_aliases").get(wanted.upper(), ()) if code in known]
    if codes:
        return codes[:3]
    names = Locale.parse("en").territories
    spelled = {str(names[code]).casefold(): code for code in known if code in names}
    return [spelled[name] for name in difflib.get_close_matches(wanted.casefold(), spelled, n=3, cutoff=0.75)]


@cache
def _of_year(country: str, region: str | None, year: int, language: str) -> dict[dt.date, str]:
    import holidays  # noqa: PLC0415 - as above

    found = holidays.country_holidays(country, subdiv=region, years=year, language=_spoken(country, language))
    return {day: str(name) for day, name in sorted(found.items()) if day.year == year}


def _spoken(country: str, language: str) -> str | None:
    """Return the language in which a country's holidays are named: the syllabus's, if the library has it.

    One for the same country (zh-TW) comes before one that only shares the language (zh-CN).
    """
    import holidays  # noqa: PLC0415 - as above

    spoken = sorted(holidays.list_localized_countries(include_aliases=False).get(country, ()))
    wanted = language.replace("-", "_").casefold()
    exact = [tag for tag in spoken if tag.casefold() == wanted]
    return next((tag for tag in (*exact, *spoken) if tag.split("_")[0] == wanted.split("_")[0]), None)

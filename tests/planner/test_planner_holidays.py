"""The planner's public holidays are those of the library that the command uses, whatever country and language."""

import datetime as dt
import re

import pytest
from planner_script import STATIC

from builder.book.planner_holidays import script_of
from builder.book.static_files import HOLIDAY_YEARS as YEARS
from builder.book.static_files import HOLIDAYS as FOLDER
from builder.book.static_files import holiday_countries
from builder.model.syllabus import Holidays, Syllabus, Term
from builder.syllabus.holidays import countries, public_holidays

SCRIPT = STATIC / "planner-holidays.js"
#: Country, its regions that are looked at (None for the country), and languages of pages.
PLACES = {
    "US": (None, "NY", "HI"),
    "FR": (None, "57", "972"),
    "GB": (None, "SCT", "NIR"),
    "EG": (None,),
    "DE": (None, "BY", "SN"),
    "IN": (None, "KL"),
    "IL": (None,),
    "CA": (None, "QC", "NL"),
    "TW": (None,),
    "HK": (None,),
}
LANGUAGES = ("en", "es", "fr", "ar", "de", "en-GB", "en-US", "zh-TW", "zh-tw", "zh-CN", "zh-HK", "zh")
CALL = """([script, days, calls]) => {
  const window = {};
  new Function("window", "document", script)(window, {});
  new Function("window", days)(window);
  return calls.map((one) => window.BuilderPlanner.holidays.publicDays(...one));
}"""


def by_the_library(country, region, language):
    """Return the holidays of all years as the command computes them: of a term as long as a year, year by year."""
    found = {}
    for year in YEARS:
        term = Term(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))
        named = Holidays(country=country, region=region)
        found |= public_holidays(Syllabus(format=1, title="T", language=language, term=term, holidays=named))
    return {day.isoformat(): name for day, name in found.items()}


@pytest.mark.browser
def test_the_page_knows_the_days_of_the_library(chromium):
    page = chromium.new_page()
    script = SCRIPT.read_text(encoding="utf-8")
    first, last = f"{YEARS[0]}-01-01", f"{YEARS[-1]}-12-31"
    for country, regions in PLACES.items():
        asked = [(region, language) for region in regions for language in LANGUAGES]
        days = (STATIC / FOLDER / f"{country}.js").read_text(encoding="utf-8")
        calls = [[country, region, language, first, last] for region, language in asked]
        found = page.evaluate(CALL, [script, days, calls])
        for (region, language), one in zip(asked, found, strict=True):
            assert one == by_the_library(country, region, language), (country, region, language)
    page.close()


def test_a_language_of_the_same_country_comes_before_one_that_only_shares_its_name():
    day = f"{YEARS[0]}-01-01"
    assert by_the_library("TW", None, "zh-TW")[day] != by_the_library("TW", None, "zh-CN")[day]
    assert by_the_library("TW", None, "zh-tw") == by_the_library("TW", None, "zh-TW")
    assert by_the_library("IN", None, "en-US") != by_the_library("IN", None, "en-IN")


@pytest.mark.parametrize("country", ["FR", "US", "EG", "NZ", "TW"])
def test_the_scripts_are_those_that_the_library_gives_today(country):
    """A new library: run `python -m builder.book.planner_holidays` and look at what changed."""
    assert (STATIC / FOLDER / f"{country}.js").read_text(encoding="utf-8") == script_of(country)


def test_every_country_has_a_script_and_all_together_stay_small():
    assert holiday_countries() == tuple(sorted(countries()))
    sizes = [path.stat().st_size for path in (STATIC / FOLDER).glob("*.js")]
    assert sum(sizes) < 1_000_000
    assert max(sizes) < 200_000
    assert all(re.fullmatch("[A-Z]{2}", country) for country in holiday_countries())

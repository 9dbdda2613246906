"""Dates and times of day in the words of a language."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from builder.text.dates import long_date, short_date, time_of, time_span, weekday_names

DAY = dt.date(2028, 2, 29)  # a Tuesday


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "February 29, 2028", "Tue, Feb 29"),
        ("en-GB", "29 February 2028", "Tue 29 Feb"),
        ("es", "29 de febrero de 2028", "mar, 29 feb"),
        ("fr", "29 février 2028", "mar. 29 févr."),
        ("ar", "29 فبراير 2028", "الثلاثاء، 29 فبراير"),
    ],
)
def test_a_date_is_in_the_words_of_the_language(language: str, long: str, short: str) -> None:
    assert (long_date(DAY, language), short_date(DAY, language)) == (long, short)


@pytest.mark.parametrize("language", ["tlh", "", "x-private", "../en", "en-US-u-hc-h23-made-up", "123", "en_US\n"])
def test_a_language_that_nobody_knows_falls_back(language: str) -> None:
    assert long_date(DAY, language) == "February 29, 2028"


def test_a_region_that_nobody_knows_keeps_its_language() -> None:
    assert long_date(DAY, "fr-ZZ") == long_date(DAY, "fr")


def test_weekdays_keep_their_order() -> None:
    assert weekday_names(("Thu", "Sun", "Mon"), "fr") == ("jeudi", "dimanche", "lundi")


@pytest.mark.parametrize(
    ("start", "minutes", "language", "shown"),
    [
        (570, 90, "en", "9:30–11:00 AM"),
        (690, 30, "en", "11:30 AM–12:00 PM"),
        (720, 60, "en", "12:00–1:00 PM"),
        (1410, 60, "en", "11:30 PM–12:30 AM"),
        (0, 1440, "en", "12:00 AM–12:00 AM"),
        (570, 90, "en-GB", "09:30–11:00"),
        (570, 90, "es", "9:30–11:00"),
        (570, 90, "fr", "09:30–11:00"),
        (570, 90, "ar", "9:30–11:00 ص"),
    ],
)
def test_a_span_of_time(start: int, minutes: int, language: str, shown: str) -> None:
    assert time_span(start, minutes, language).replace("\u00a0", " ") == shown


def test_half_days_are_kept_on_one_line() -> None:
    assert time_of(810, "en") == "1:30\u00a0PM"


def test_the_machine_s_language_changes_nothing() -> None:
    code = "import datetime as d; from builder.text.dates import long_date as l; print(l(d.date(2028, 2, 29), 'xx'))"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"LC_ALL": "de_DE.UTF-8", "LANG": "fr_FR", "LC_TIME": "es_ES.UTF-8", "PYTHONUTF8": "1"},
    )
    assert shown.stdout.strip() == "February 29, 2028"

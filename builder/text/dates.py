"""Dates and times of day in the words of a language, written by Babel (Unicode CLDR).

Nothing depends on the machine: the locale is the language that is asked for, else its base language, else English,
and never the environment's.  Digits are 0 to 9 in every language, as in the builder's other numbers.
"""

from __future__ import annotations

import datetime as dt
import re

from babel.dates import format_date, format_interval, format_skeleton, format_time, get_day_names

from builder.text.locales import locale_of

#: As a syllabus names them, Monday first.
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HALF_DAY = 12 * 60
_DAY = 24 * 60
#: CLDR sets thin spaces around a dash and before AM and PM; not every font has them.
_THIN_DASH = re.compile("[\u2009\u202f ]*–[\u2009\u202f ]*")
_THIN = re.compile("[\u2009\u202f]")


def long_date(day: dt.date, language: str) -> str:
    """Return a date with its year.

    >>> long_date(dt.date(2027, 1, 11), "en"), long_date(dt.date(2027, 1, 11), "es-MX")
    ('January 11, 2027', '11 de enero de 2027')
    """
    return _plain(format_date(day, "long", locale=locale_of(language)))


def short_date(day: dt.date, language: str) -> str:
    """Return a date with its weekday and without its year, as short as it can be read.

    >>> short_date(dt.date(2027, 1, 11), "en"), short_date(dt.date(2027, 1, 11), "fr")
    ('Mon, Jan 11', 'lun. 11 janv.')
    """
    return _plain(format_skeleton("MMMEd", day, locale=locale_of(language)))


def weekday_names(days: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the names of weekdays that are given as a syllabus has them.

    >>> weekday_names(("Mon", "Wed"), "en"), weekday_names(("Sat",), "es")
    (('Monday', 'Wednesday'), ('sábado',))
    """
    names = get_day_names("wide", "stand-alone", locale=locale_of(language))
    numbers = {day: number for number, day in enumerate(_WEEKDAYS)}
    return tuple(_plain(names[numbers[day]]) for day in days if day in numbers)


def time_of(minutes: int, language: str) -> str:
    """Return a time of day, given in minutes after midnight.

    >>> time_of(14 * 60, "en").replace(chr(160), " "), time_of(14 * 60, "en-GB"), time_of(14 * 60, "fr")
    ('2:00 PM', '14:00', '14:00')
    """
    return _plain(format_time(_time(minutes), "short", locale=locale_of(language)))


def time_span(start: int, minutes: int, language: str) -> str:
    """Return from when to when; start: in minutes after midnight.

    >>> time_span(600, 75, "en").replace(chr(160), " "), time_span(690, 75, "en").replace(chr(160), " ")
    ('10:00–11:15 AM', '11:30 AM–12:45 PM')
    >>> time_span(14 * 60, 75, "es"), time_span(23 * 60, 90, "fr")
    ('14:00–15:15', '23:00–00:30')
    """
    end = start + minutes
    if _has_half_days(language) and start // _HALF_DAY == end // _HALF_DAY:  # AM or PM need be said once only
        span = format_interval(_time(start), _time(end), "hm", locale=locale_of(language))
        return _plain(_THIN_DASH.sub("–", span))
    return f"{time_of(start, language)}–{time_of(end, language)}"


def _has_half_days(language: str) -> bool:
    """Return whether a language counts hours to twelve, as English does in America."""
    return "a" in locale_of(language).time_formats["short"].pattern


def _time(minutes: int) -> dt.time:
    return dt.time(minutes % _DAY // 60, minutes % 60)


def _plain(text: str) -> str:
    return _THIN.sub("\u00a0", text)

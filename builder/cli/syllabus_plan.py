"""`builder syllabus plan`: draft a syllabus from the modules of the course."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from builder.cli.dates import day
from builder.cli.words import words

if TYPE_CHECKING:
    from builder.model.syllabus import Weekday
    from builder.pipeline.syllabus_plan import Drafted

_DAYS: tuple[Weekday, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMES = {
    name: short
    for short, *names in (
        ("Mon", "mon", "monday"),
        ("Tue", "tue", "tues", "tuesday"),
        ("Wed", "wed", "weds", "wednesday"),
        ("Thu", "thu", "thurs", "thursday"),
        ("Fri", "fri", "friday"),
        ("Sat", "sat", "saturday"),
        ("Sun", "sun", "sunday"),
    )
    for name in names
}
#: What a syllabus is called if nobody names it.
_NAME = "course"
#: A term of more weeks is longer than a syllabus may be (`files.syllabus_yml`).
_MOST_WEEKS = 57


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("name", metavar="NAME", nargs="?", type=_name, help="the syllabus, as in syllabi/NAME.yml")
    parser.add_argument("--name", dest="named", metavar="NAME", type=_name, help="the same (default: course)")
    parser.add_argument("--weeks", type=_weeks, metavar="N", required=True, help="how many; the week of --start is one")
    parser.add_argument("--days", type=_days, metavar="Mon,Wed", required=True, help="days of the week")
    parser.add_argument("--start", type=day, metavar="YYYY-MM-DD", required=True, help="the first day of the term")
    parser.add_argument("--minutes", type=_minutes, default=75, metavar="N", help="of a meeting (default: 75)")
    parser.add_argument("--time", type=_time, metavar="HH:MM", help="when a meeting begins (default: 10:00)")
    parser.add_argument("--topics", type=_words, default=(), metavar="A,B", help="in this order (default: all modules)")
    parser.add_argument("--level", type=_words, default=(), metavar="LEVEL", help="of the modules (default: any)")
    parser.add_argument("--language", type=_languages, default=(), metavar="TAG", help=_LANGUAGE)
    parser.add_argument("--country", type=words, metavar="XX", help="whose public holidays are free, as in US")
    parser.add_argument("--region", type=words, metavar="YY", help="a part of the country, as in NY")
    parser.add_argument("--timezone", type=words, metavar="ZONE", help="as in America/New_York")
    parser.add_argument("--title", type=_title, help="of the syllabus (default: the course's)")
    parser.add_argument("--dry-run", action="store_true", help="show the plan, write nothing")


_LANGUAGE = "of the syllabus and its modules; en,es takes modules in both (default: the course's)"


def _name(text: str) -> str:
    from builder.files.syllabus_yml import is_name

    name = PurePosixPath(text.replace("\\", "/")).name.removesuffix(".yml") if text.startswith("syllabi/") else text
    if not is_name(name):
        raise argparse.ArgumentTypeError(f"{text!a} is no name; take letters, digits, `-` and `_`, as in autumn")
    return name


def _title(text: str) -> str:
    title = " ".join(words(text).split())
    if not title:
        raise argparse.ArgumentTypeError("a syllabus has a title")
    return title


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(part.split()) for part in words(text).split(",") if part.strip()))


def _words(text: str) -> tuple[str, ...]:
    return tuple({part.casefold(): part for part in reversed(_parts(text))}.values())[::-1]


def _days(text: str) -> tuple[Weekday, ...]:
    found = []
    for part in re.split(r"[\s,]+", text.strip()):
        short = _NAMES.get(part.casefold().removesuffix("."))
        if short is None:
            raise argparse.ArgumentTypeError(f"{part!r} is no day of the week; write them as in Mon,Wed")
        found.append(short)
    return tuple(short for short in _DAYS if short in found)


def _number(text: str, least: int, most: int, what: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of {what} from {least} to {most}")
    return int(text)


def _weeks(text: str) -> int:
    return _number(text, 1, _MOST_WEEKS, "weeks")


def _minutes(text: str) -> int:
    return _number(text, 5, 720, "minutes")


def _time(text: str) -> str:
    if not re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no time of day; write it as in 9:30 or 14:00")
    return text


def _languages(text: str) -> tuple[str, ...]:
    from builder.text.languages import is_language_tag

    found = _parts(text)
    for tag in found:
        if not is_language_tag(tag):
            raise argparse.ArgumentTypeError(f"{tag!r} is no language; write it as in en, es or pt-BR")
    return found


def run(arguments: argparse.Namespace) -> int:
    """Draft the syllabus; 1 if something asked for is not there, 2 for two names."""
    from builder.cli import report
    from builder.findings import has_errors
    from builder.pipeline.syllabus_plan import Asked, plan_syllabus

    names = tuple(dict.fromkeys(filter(None, (arguments.name, arguments.named))))
    if len(names) > 1:
        print(f"builder syllabus plan: error: two names: {' and '.join(names)}; give one", file=sys.stderr)
        return 2
    asked = Asked(
        weeks=arguments.weeks,
        days=arguments.days,
        minutes=arguments.minutes,
        start=arguments.start,
        time=arguments.time,
        timezone=arguments.timezone,
        country=arguments.country,
        region=arguments.region,
        languages=arguments.language,
        levels=arguments.level,
        topics=arguments.topics,
        title=arguments.title,
    )
    drafted = plan_syllabus(arguments.course, (*names, _NAME)[0], asked, dry_run=arguments.dry_run)
    report.tell(drafted.findings)
    if has_errors(drafted.findings):
        return 1
    for line in _summary(drafted, written=not arguments.dry_run):
        print(line)
    return 0


def _summary(drafted: Drafted, *, written: bool) -> list[str]:
    """Return the plan as a short table: the sessions on their days, what is free, what was left out and why."""
    from builder.files.plan_words import why_left_out

    plan = drafted.plan
    if plan is None:
        return []
    lines = [f"{drafted.file}{'' if written else ' (nothing written)'}"]
    reading = plan.reading()
    week = 0
    for session in plan.sessions:
        meeting = session.meeting
        if meeting.week != week:
            week = meeting.week
            much = ", far more than in other weeks" if week in drafted.heavy else ""
            lines.append(f"  week {week}, {reading[week]} min of reading{much}")
        titles = " / ".join(one.entry.title for one in session.chosen)
        lines.append(f"    {_DAYS[meeting.date.weekday()]} {meeting.date.isoformat()}  {titles}")
    lines += [f"  no class {off.date.isoformat()}{f' ({off.name})' if off.name else ''}" for off in plan.off]
    if plan.free:
        lines.append(f"  without a session: {', '.join(meeting.date.isoformat() for meeting in plan.free)}")
    if plan.left_out:
        lines.append("not in the plan:")
        lines += [f"  {left.slug}: {why_left_out(left, plan, 'en')}" for left in plan.left_out]
    if written:
        lines += ["", "the file says why; edit it, then `builder syllabus build` makes page, paper and calendar"]
    return lines

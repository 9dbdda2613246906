"""A syllabus drafted from the modules of a course: read, planned, written where no file is yet."""

from __future__ import annotations

import datetime as dt
import hashlib
import shlex
from collections.abc import Iterator
from pathlib import Path

import msgspec

from builder.book.materials import materials_of
from builder.book.settings import lookup, read_settings
from builder.checks.syllabus.terms import running_text
from builder.files.atomic import write_atomic
from builder.files.course import CourseFolder, page_of, read_course
from builder.files.syllabus_write import syllabus_text
from builder.files.syllabus_yml import FOLDER, file_of
from builder.findings import BuilderError, Finding, Where, error, has_errors
from builder.model.syllabus import FIRST_YEAR, LAST_YEAR, MIDNIGHT, Holidays, Syllabus, Weekday
from builder.model.syllabus_plan import SyllabusPlan
from builder.model.timetable import minutes_of
from builder.pipeline.syllabi import entries_from
from builder.starter import ARTICLE, template
from builder.syllabus.holidays import countries, public_holidays, unknown_place
from builder.syllabus.plan.choice import Wanted, base_language
from builder.syllabus.plan.draft import Request, Supply, drafted, frame_of
from builder.syllabus.plan.packing import heavy_weeks
from builder.syllabus.plan.refusals import refusals
from builder.syllabus.zones import near_zones, zone_names
from builder.text.languages import is_language_tag

_SCHEMA = "schemas/syllabus.schema.json"
#: When a course meets if nobody says it; the file says that it was assumed.
_TIME = "10:00"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks for; what it does not say is None or empty."""

    weeks: int
    days: tuple[Weekday, ...]
    minutes: int
    start: dt.date
    time: str | None = None
    timezone: str | None = None
    country: str | None = None
    region: str | None = None
    languages: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    title: str | None = None


class Drafted(msgspec.Struct, frozen=True, kw_only=True):
    """What became of it: the file's name and text, the plan, None where findings are in its way.

    heavy: the weeks with far more to read than others.
    """

    file: str
    text: str = ""
    plan: SyllabusPlan | None = None
    heavy: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()


def plan_syllabus(folder: Path, name: str, asked: Asked, *, dry_run: bool = False) -> Drafted:
    """Draft `syllabi/NAME.yml` and write it, or only say what would be written.

    A file that is there is never touched.  Modules that cannot be read stop the draft: it would lack them silently.
    Raises BuilderError where there is no course, a file of that name, or no room to write.
    """
    file = file_of(name)
    strange = tuple(_places(asked))
    if strange:
        return Drafted(file=file, findings=strange)
    course, problems = read_course(folder)
    _refuse_to_overwrite(folder, name)
    unread = {page_of(one.slug) for one in course.folders if one.module is None}
    found = tuple(one for one in problems if "/".join((one.where.file or "").split("/")[:2]) in unread)
    if has_errors(found):
        return Drafted(file=file, findings=found)
    request, supply = _request(course, name, asked), _supply(course)
    frame = _frame(request)
    found += refusals(request, supply)
    if has_errors(found):
        return Drafted(file=file, findings=found)
    plan = drafted(request, supply, public_holidays(frame))
    if not plan.sessions:
        return Drafted(file=file, findings=(*found, _no_meeting(plan)))
    heavy = heavy_weeks(plan.reading())
    text = syllabus_text(
        plan,
        command=_command(name, asked),
        schema=f"../{_SCHEMA}" if (folder / _SCHEMA).is_file() else None,
        heavy=heavy,
        timed=asked.time is not None,
    )
    if not dry_run:
        write_atomic(folder / file, text.encode())
    return Drafted(file=file, text=text, plan=plan, heavy=heavy, findings=found)


def _refuse_to_overwrite(folder: Path, name: str) -> None:
    place = folder / FOLDER
    if place.is_symlink():
        help_ = "put a folder in its place: links are not followed"
        raise BuilderError(error("not-writable", "it is a link and no folder", Where(file=FOLDER), help_))
    there = sorted(place.iterdir()) if place.is_dir() else []
    same = [path for path in there if path.suffix in (".yml", ".yaml") and path.stem.casefold() == name.casefold()]
    if same:
        free = next(f"{name}-{n}" for n in range(2, len(there) + 3) if not (place / f"{name}-{n}.yml").exists())
        where = Where(file=f"{FOLDER}/{same[0].name}")
        help_ = f"give the draft another name, as in --name {free}, or remove the file"
        raise BuilderError(error("plan-exists", "it is there already, and nothing is overwritten", where, help_))


def _request(course: CourseFolder, name: str, asked: Asked) -> Request:
    country, region = _spelled(asked.country, asked.region)
    return Request(
        title=asked.title or course.config.title.strip() or name,
        weeks=asked.weeks,
        days=asked.days,
        minutes=asked.minutes,
        start=asked.start,
        time=asked.time or _TIME,
        wanted=Wanted(languages=asked.languages or (_language(course),), levels=asked.levels, topics=asked.topics),
        timezone=asked.timezone,
        country=country,
        region=region,
    )


def _language(course: CourseFolder) -> str:
    """Return the language of the book if a module is in it, else that of most modules, the first of several."""
    said = lookup(read_settings(course.folder), "sphinx.config.language")
    spoken = [folder.module.front.language for folder in course.folders if folder.module is not None]
    bases = list(map(base_language, spoken))
    own = str(said) if is_language_tag(said) else "en"
    if not bases or base_language(own) in bases:
        return own
    return spoken[bases.index(max(bases, key=bases.count))]


def _supply(course: CourseFolder) -> Supply:
    materials = materials_of(course)
    return Supply(
        entries=tuple(entries_from(course, materials).values()),
        texts={slug: running_text(own.shown) for slug, own in materials.items()},
        pages=frozenset(slug for slug in materials if course.toc.names(page_of(slug))),
        examples=_examples(course),
    )


def _examples(course: CourseFolder) -> frozenset[str]:
    """Return the modules that were made of the article with which every new course begins."""
    ours = hashlib.sha256(template(ARTICLE).encode()).hexdigest()
    return frozenset(
        one.slug for one in course.folders if one.inspection is not None and one.inspection.source.sha256 == ours
    )


def _places(asked: Asked) -> Iterator[Finding]:
    """Yield a country, region or time zone that is not known."""
    country, region = _spelled(asked.country, asked.region)
    unknown = unknown_place(Syllabus(format=1, title="-", holidays=Holidays(country=country, region=region)))
    if unknown is not None:
        yield error("plan-place", unknown[0], help=unknown[1])
    if asked.timezone is not None and asked.timezone not in zone_names():
        near = near_zones(asked.timezone)
        help_ = f"as in {', '.join(near or ('America/New_York', 'Europe/Paris', 'Africa/Cairo'))}"
        yield error("plan-place", f"there is no time zone {asked.timezone}", help=help_)


def _spelled(country: str | None, region: str | None) -> tuple[str | None, str | None]:
    """Return country and region as ISO 3166 writes them, if they are known in other capitals."""
    if country is None or country.upper() not in countries():
        return country, region
    regions = {known.casefold(): known for known in countries()[country.upper()]}
    return country.upper(), regions.get(region.casefold(), region) if region is not None else None


def _frame(request: Request) -> Syllabus:
    """Return the syllabus without sessions; BuilderError where its file could not be read again."""
    if minutes_of(request.time) + request.minutes > MIDNIGHT:
        message = f"a class of {request.minutes} minutes at {request.time} goes past midnight"
        raise BuilderError(error("plan-nothing", message, help="take an earlier --time, or fewer --minutes"))
    first = request.start.year
    if not FIRST_YEAR <= first <= LAST_YEAR or (request.start + dt.timedelta(weeks=request.weeks)).year > LAST_YEAR:
        message = f"the term would not lie in the years from {FIRST_YEAR} to {LAST_YEAR}"
        raise BuilderError(error("plan-nothing", message, help="correct the year of --start"))
    return frame_of(request)


def _no_meeting(plan: SyllabusPlan) -> Finding:
    term, days = plan.syllabus.term, ", ".join(plan.syllabus.meetings[0].days)
    dates = f"{term.start.isoformat()} and {term.end.isoformat()}" if term is not None else ""
    off = f"; days off: {', '.join(day.date.isoformat() for day in plan.off)}" if plan.off else ""
    help_ = "the week of --start counts as the first: take more --weeks, other --days or another --start"
    return error("plan-nothing", f"there is no class on {days} between {dates}{off}", help=help_)


def _command(name: str, asked: Asked) -> str:
    """Return the command line that drafts the same again."""
    flags = {
        "--weeks": str(asked.weeks),
        "--days": ",".join(asked.days),
        "--minutes": str(asked.minutes),
        "--start": asked.start.isoformat(),
        "--time": asked.time,
        "--timezone": asked.timezone,
        "--country": asked.country,
        "--region": asked.region,
        "--language": ",".join(asked.languages),
        "--level": ",".join(asked.levels),
        "--topics": ",".join(asked.topics),
        "--title": asked.title,
    }
    words = [word for flag, value in flags.items() if value for word in (flag, value)]
    return shlex.join(["builder", "syllabus", "plan", name, *words])

/* What of a syllabus can be computed, and what still keeps it from being a file.

   A syllabus without anything lacking is taken by the command as it is: the same is refused here as in
   builder/files/syllabus_yml.py. */
(function () {
  "use strict";

  const { dates } = window.BuilderPlanner;
  const LONGEST_TERM = 400;
  const FIRST_YEAR = 1900;
  const LAST_YEAR = 2200;
  const MIDNIGHT = 1440;
  const DAYS = ["date", "due", "end", "held", "start"]; // what a day stands under
  const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/;

  function isRecord(value) {
    return Boolean(value) && typeof value === "object" && !Array.isArray(value);
  }

  function isEmpty(value) {
    return value === "" || (Array.isArray(value) ? !value.length : isRecord(value) && !Object.keys(value).length);
  }

  function isMinutes(value) {
    return Number.isInteger(value) && value >= 5 && value <= 720;
  }

  function isDay(text) {
    return dates.dayOf(text) !== null;
  }

  /* Return whether a text is a day of a year that a syllabus may name. */
  function isNear(text) {
    return isDay(text) && FIRST_YEAR <= Number(text.slice(0, 4)) && Number(text.slice(0, 4)) <= LAST_YEAR;
  }

  function isMeeting(row) {
    return Boolean((row.days || []).length) && TIME.test(row.start || "") && isMinutes(row.minutes);
  }

  function isRecess(row) {
    return isDay(row.start) && isDay(row.end) && row.start <= row.end && dates.dayOf(row.end) - dates.dayOf(row.start) <= LONGEST_TERM;
  }

  function isWorkshopDay(row) {
    const timed = isDay(row.date) && TIME.test(row.start || "") && TIME.test(row.end || "");
    return timed && dates.minutesOf(row.start) < dates.minutesOf(row.end);
  }

  function isTerm(term) {
    return Boolean(term) && isRecess(term);
  }

  function isPause(row) {
    return TIME.test(row.at || "") && isMinutes(row.minutes);
  }

  /* Return the part of a syllabus of which days can be computed, null where there is none yet. */
  function computable(syllabus) {
    const holidays = syllabus.holidays || {};
    const found = Object.assign({}, syllabus, {
      holidays: Object.assign({}, holidays, { dates: (holidays.dates || []).filter((one) => isDay(one.date)) }),
      breaks: (syllabus.breaks || []).filter(isRecess),
      sessions: (syllabus.sessions || []).map((one) => {
        const session = Object.assign({}, one);
        if (!isMinutes(session.minutes)) delete session.minutes;
        if (!isDay(session.date)) delete session.date;
        return session;
      }),
      assessments: (syllabus.assessments || []).filter((one) => one.name && (!one.due || isDay(one.due))),
    });
    if (syllabus.term || syllabus.meetings || !syllabus.days) {
      found.meetings = (syllabus.meetings || []).filter(isMeeting);
      return isTerm(syllabus.term) && found.meetings.length ? found : null;
    }
    found.days = syllabus.days.filter(isWorkshopDay).map((day) =>
      Object.assign({}, day, { breaks: (day.breaks || []).filter(isPause) })
    );
    return found.days.length ? found : null;
  }

  // ---- what is lacking: the same as builder/files/syllabus_yml.py ------------------------------------

  function overlap(one, other) {
    if (!one.days.some((day) => other.days.includes(day))) return false;
    const [first, second] = [one, other].sort((a, b) => dates.minutesOf(a.start) - dates.minutesOf(b.start));
    return dates.minutesOf(first.start) + first.minutes > dates.minutesOf(second.start);
  }

  /* Yield [number on the page, row] of the rows in which something stands. */
  function* filled(rows) {
    for (const [at, row] of (rows || []).entries()) if (!isEmpty(row)) yield [at + 1, row];
  }

  function* lackingOfTerm(syllabus) {
    const term = syllabus.term || {};
    if (!isDay(term.start) || !isDay(term.end)) yield ["lack_term", {}];
    else if (term.end < term.start) yield ["lack_term_order", {}];
    else if (!isTerm(term)) yield ["lack_term_long", { days: LONGEST_TERM }];
    const meetings = Array.from(filled(syllabus.meetings));
    if (!meetings.length) yield ["lack_meetings", {}];
    for (const [number, row] of meetings) {
      const earlier = meetings.filter(([other, one]) => other < number && isMeeting(one));
      if (!isMeeting(row)) yield ["lack_meeting", { number: number }];
      else if (dates.minutesOf(row.start) + row.minutes > MIDNIGHT) yield ["lack_meeting_midnight", { number: number }];
      else if (earlier.some(([_, one]) => overlap(row, one))) yield ["lack_meeting_overlap", { number: number }];
    }
    const names = meetings.map(([_, row]) => row.name);
    if (names.length > 1 && (names.includes(undefined) || new Set(names).size < names.length)) yield ["lack_meeting_name", {}];
    for (const [number, row] of filled(syllabus.breaks)) if (!isRecess(row)) yield ["lack_break", { number: number }];
    for (const [number, row] of filled((syllabus.holidays || {}).dates)) {
      if (!isDay(row.date)) yield ["lack_holiday", { number: number }];
    }
  }

  function* lackingOfWorkshop(syllabus) {
    const days = Array.from(filled(syllabus.days));
    if (!days.length) yield ["lack_days", {}];
    for (const [number, day] of days) {
      if (!isWorkshopDay(day)) yield ["lack_day", { number: number }];
      else if (!breaksFit(day)) yield ["lack_day_break", { number: number }];
      else if (days.some(([other, one]) => other < number && isWorkshopDay(one) && isAtOnce(day, one))) {
        yield ["lack_day_overlap", { number: number }];
      }
    }
  }

  function isAtOnce(one, other) {
    const latest = Math.max(dates.minutesOf(one.start), dates.minutesOf(other.start));
    return one.date === other.date && latest < Math.min(dates.minutesOf(one.end), dates.minutesOf(other.end));
  }

  function breaksFit(day) {
    const rows = Array.from(filled(day.breaks), ([_, row]) => row);
    if (!rows.every(isPause)) return false;
    let last = dates.minutesOf(day.start);
    for (const row of rows.sort((one, other) => dates.minutesOf(one.at) - dates.minutesOf(other.at))) {
      if (dates.minutesOf(row.at) < last) return false;
      last = dates.minutesOf(row.at) + row.minutes;
    }
    return last <= dates.minutesOf(day.end);
  }

  /* Yield the days of years that no course is in, each once. */
  function* farDays(value) {
    const texts = new Set();
    const look = (one, key) => {
      if (typeof one !== "object") {
        if (DAYS.includes(key) && isDay(one) && !isNear(one)) texts.add(one);
      } else for (const name of Object.keys(one)) look(one[name], Array.isArray(one) ? key : name);
    };
    look(value, "");
    for (const text of texts) yield ["lack_year", { day: text, first: FIRST_YEAR, last: LAST_YEAR }];
  }

  function* lackingOfAll(syllabus, isWorkshop, zones) {
    if (!syllabus.title) yield ["lack_title", {}];
    if (syllabus.timezone && !zoneOf(syllabus.timezone, zones)) yield ["lack_zone", { zone: syllabus.timezone }];
    yield* isWorkshop ? lackingOfWorkshop(syllabus) : lackingOfTerm(syllabus);
    yield* farDays(syllabus);
    for (const [at, one] of (syllabus.sessions || []).entries()) {
      if (!one.title && !(one.modules || []).length) yield ["lack_session", { number: at + 1 }];
      const timed = one.minutes === undefined ? !isWorkshop : isMinutes(one.minutes);
      if (!timed) yield ["lack_session_minutes", { number: at + 1 }];
      if (one.date && !isDay(one.date)) yield ["lack_session_date", { number: at + 1 }];
    }
    for (const [number, one] of filled(syllabus.assessments)) {
      const weighs = one.weight === undefined || (typeof one.weight === "number" && one.weight <= 100);
      if (!one.name || !weighs || (one.due && !isDay(one.due))) yield ["lack_assessment", { number: number }];
    }
  }

  /* Return what keeps a syllabus from being a file: the name of a phrase, and what fills its places.

     zones: the names of time zones that the command knows. */
  function lacking(syllabus, isWorkshop, zones) {
    return Array.from(lackingOfAll(syllabus, isWorkshop, zones));
  }

  // ---- time zones ------------------------------------------------------------------------------------

  /* Return the name of a time zone as the command has it, "" where it or the browser has none of that name. */
  function zoneOf(text, zones) {
    const found = zones.find((zone) => zone.toLowerCase() === text.toLowerCase());
    try {
      if (found) new Intl.DateTimeFormat("en", { timeZone: found });
      return found || "";
    } catch (error) {
      return "";
    }
  }

  Object.assign(window.BuilderPlanner, {
    lacks: {
      computable: computable, isEmpty: isEmpty, isNear: isNear, isRecord: isRecord, isTerm: isTerm,
      lacking: lacking, zoneOf: zoneOf,
    },
  });
})();

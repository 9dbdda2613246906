/* A plan as a person is making it, and the syllabus that it says so far.

   A draft has a place for everything that can be typed, empty texts where nothing was; `syllabusOf` leaves
   out what is empty, `lacking` says what still keeps it from being a syllabus file.  A draft from the address
   or from the device may hold anything: `draftOf` takes over only what has the right form. */
(function () {
  "use strict";

  const dates = window.BuilderPlanner.dates;
  const LONGEST_TERM = 400;
  const TIME = /^([01]?\d|2[0-3]):[0-5]\d$/;
  const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
  const LONGEST_TEXT = 2000;
  const MOST_ROWS = 400;

  // ---- drafts ------------------------------------------------------------------------------------

  const TEXT = "";
  const LIST = []; // of texts
  /* The form of a draft: "" for a text, [] for texts, [form] for rows. */
  const FORM = {
    name: TEXT, kind: TEXT, title: TEXT, code: TEXT, timezone: TEXT,
    term: { start: TEXT, end: TEXT },
    meetings: [{ name: TEXT, days: LIST, start: TEXT, minutes: TEXT, place: TEXT }],
    days: [{ date: TEXT, start: TEXT, end: TEXT, place: TEXT, breaks: [{ at: TEXT, minutes: TEXT, name: TEXT }] }],
    holidays: { country: TEXT, region: TEXT, dates: [{ date: TEXT, name: TEXT }], held: LIST },
    breaks: [{ start: TEXT, end: TEXT, name: TEXT }],
    sessions: [{ title: TEXT, modules: LIST, minutes: TEXT, meeting: TEXT, date: TEXT }],
    assessments: [{ name: TEXT, weight: TEXT, due: TEXT }],
  };

  function isRecord(value) {
    return Boolean(value) && typeof value === "object" && !Array.isArray(value);
  }

  function plainText(value) {
    const text = typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
    // what neither YAML nor a calendar can hold
    return text.slice(0, LONGEST_TEXT).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, "");
  }

  function shaped(value, form) {
    if (form === TEXT) return plainText(value);
    if (Array.isArray(form)) {
      const rows = Array.isArray(value) ? value.slice(0, MOST_ROWS) : [];
      return rows.map((row) => (form.length ? shaped(row, form[0]) : plainText(row)));
    }
    const found = {};
    for (const key of Object.keys(form)) found[key] = shaped(isRecord(value) ? value[key] : undefined, form[key]);
    return found;
  }

  /* Return a draft of whatever was kept or sent. */
  function draftOf(value) {
    const draft = shaped(value, FORM);
    if (draft.kind !== "workshop") draft.kind = "term";
    if (!NAME.test(draft.name)) draft.name = "course";
    for (const row of draft.meetings) row.days = dates.WEEKDAYS.filter((day) => row.days.includes(day));
    return draft;
  }

  function emptyRow(part, inside) {
    return shaped({}, inside ? FORM[part][0][inside][0] : part === "dates" ? FORM.holidays.dates[0] : FORM[part][0]);
  }

  /* Return a value without its empty parts; in place: rows that are empty stay, so that numbers are those on the page. */
  function withoutEmpty(value, inPlace) {
    if (Array.isArray(value)) {
      return value.map((one) => withoutEmpty(one, inPlace)).filter((one) => !isEmpty(one) || (inPlace && isRecord(one)));
    }
    if (!isRecord(value)) return typeof value === "string" ? value.trim() : value;
    const found = {};
    for (const key of Object.keys(value)) {
      const one = withoutEmpty(value[key], inPlace);
      if (!isEmpty(one)) found[key] = one;
    }
    return found;
  }

  function isEmpty(value) {
    return value === "" || (Array.isArray(value) ? !value.length : isRecord(value) && !Object.keys(value).length);
  }

  // ---- the syllabus --------------------------------------------------------------------------------

  const NUMBERS = ["minutes", "weight"];

  function withNumbers(value, key) {
    if (Array.isArray(value)) return value.map((one) => withNumbers(one, ""));
    if (!isRecord(value)) {
      return NUMBERS.includes(key) && /^\d+([.,]\d+)?$/.test(value) ? Number(value.replace(",", ".")) : value;
    }
    const found = {};
    for (const name of Object.keys(value)) found[name] = withNumbers(value[name], name);
    return found;
  }

  /* Return what a draft says so far, with the keys of a syllabus file in their order; rows without anything in them
     are there too. */
  function syllabusOf(draft, language) {
    const said = withNumbers(withoutEmpty(draft, true), "");
    const kinds = (said.meetings || []).map((row) => row.name);
    const found = { format: 1, title: said.title, code: said.code, language: language, timezone: said.timezone };
    if (draft.kind === "workshop") found.days = said.days;
    else {
      for (const key of ["term", "meetings", "holidays", "breaks"]) found[key] = said[key];
    }
    found.sessions = said.sessions;
    for (const one of found.sessions || []) {
      if (draft.kind === "workshop" || !kinds.includes(one.meeting)) delete one.meeting;
    }
    found.assessments = said.assessments;
    for (const key of Object.keys(found)) if (found[key] === undefined || isEmpty(found[key])) delete found[key];
    return found;
  }

  function isMinutes(value) {
    return Number.isInteger(value) && value >= 5 && value <= 720;
  }

  function isDay(text) {
    return dates.dayOf(text) !== null;
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
    }
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

  function* lackingOfAll(syllabus, isWorkshop) {
    if (!syllabus.title) yield ["lack_title", {}];
    if (syllabus.timezone && !zoneOf(syllabus.timezone)) yield ["lack_zone", { zone: syllabus.timezone }];
    yield* isWorkshop ? lackingOfWorkshop(syllabus) : lackingOfTerm(syllabus);
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

  /* Return what keeps a syllabus from being a file: the name of a phrase, and what fills its places. */
  function lacking(syllabus, isWorkshop) {
    return Array.from(lackingOfAll(syllabus, isWorkshop));
  }

  // ---- time zones ------------------------------------------------------------------------------------

  function zones() {
    return typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  }

  /* Return the name of a time zone as the tables have it, "" where there is none of that name. */
  function zoneOf(text) {
    const listed = zones().concat("UTC").find((zone) => zone.toLowerCase() === text.toLowerCase());
    if (listed) return listed;
    try {
      if (!/^[A-Za-z]+\/[A-Za-z_+\-/0-9]+$/.test(text)) return "";
      const known = new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
      return known.toLowerCase() === text.toLowerCase() ? known : text;
    } catch (error) {
      return "";
    }
  }

  // ---- the address: JSON with short keys, as base64 that an address may hold ---------------------------

  const SHORT = {
    name: "f", kind: "k", title: "t", code: "c", timezone: "z", term: "T", start: "s", end: "e", meetings: "M",
    days: "d", minutes: "m", place: "p", date: "D", breaks: "B", at: "a", holidays: "H", country: "C", region: "R",
    dates: "O", held: "h", sessions: "S", modules: "o", meeting: "i", assessments: "A", weight: "w", due: "u",
  };
  const LONG = {};
  for (const key of Object.keys(SHORT)) LONG[SHORT[key]] = key;

  function renamed(value, names) {
    if (Array.isArray(value)) return value.map((one) => renamed(one, names));
    if (!isRecord(value)) return value;
    const found = {};
    for (const key of Object.keys(value)) if (names[key]) found[names[key]] = renamed(value[key], names);
    return found;
  }

  function packed(draft) {
    const bytes = new TextEncoder().encode(JSON.stringify(renamed(withoutEmpty(draft, false), SHORT)));
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  /* Return the draft in an address, or null where it holds none. */
  function unpacked(text) {
    try {
      const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
      const value = JSON.parse(new TextDecoder().decode(bytes));
      return isRecord(value) ? draftOf(renamed(value, LONG)) : null;
    } catch (error) {
      return null;
    }
  }

  Object.assign(window.BuilderPlanner, {
    plan: {
      computable: computable, complete: (syllabus) => withoutEmpty(syllabus, false), draftOf: draftOf, emptyRow: emptyRow, isName: (text) => NAME.test(text), isTerm: isTerm,
      lacking: lacking, packed: packed, syllabusOf: syllabusOf, unpacked: unpacked, zoneOf: zoneOf, zones: zones,
    },
  });
})();

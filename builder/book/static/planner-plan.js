/* A plan as a person is making it, and the syllabus that it says so far.

   A draft has a place for everything that can be typed, empty texts where nothing was; `syllabusOf` leaves
   out what is empty.  A draft from the address or from the device may hold anything: `draftOf` takes over only
   what has the right form. */
(function () {
  "use strict";

  const { dates } = window.BuilderPlanner;
  const { isEmpty, isNear, isRecord } = window.BuilderPlanner.lacks;
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
    draft.holidays.held = draft.holidays.held.filter(isNear);
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

  /* Return a draft, or nothing, whose modules have the names of today. */
  function ofToday(draft, modules) {
    const names = new Map();
    for (const module of modules) for (const name of module.renamed_from || []) names.set(name, module.slug);
    for (const module of modules) names.delete(module.slug);
    for (const session of draft ? draft.sessions : []) {
      session.modules = session.modules.map((slug) => names.get(slug) || slug);
    }
    return draft;
  }

  Object.assign(window.BuilderPlanner, {
    plan: {
      complete: (syllabus) => withoutEmpty(syllabus, false), draftOf: draftOf, emptyRow: emptyRow,
      isName: (text) => NAME.test(text), ofToday: ofToday, packed: packed, syllabusOf: syllabusOf, unpacked: unpacked,
    },
  });
})();

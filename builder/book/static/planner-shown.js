/* The dated plan, what to look at in it, and the files that it becomes. */
(function () {
  "use strict";

  const { calendar, dates, file, plan } = window.BuilderPlanner;
  const made = window.BuilderPlanner.forms.made;
  const SCHEMA = "../schemas/syllabus.schema.json";

  // ---- on the page, and printed --------------------------------------------------------------------

  /* Return what stands in a week in the order of time: [day, minute of the day, function that writes it]. */
  function linesOf(week, page) {
    const found = [];
    for (const off of week.off) {
      const text = off.name ? page.say("no_class_named", { name: off.name }) : page.say("no_class");
      found.push([off.date, -2, (place) => made(place, "span", "builder-planner-off", text)]);
    }
    for (const due of week.due) {
      const weight = due.weight === undefined ? "" : " (" + page.say("percent", { weight: page.number(due.weight) }) + ")";
      found.push([dates.dayOf(due.due), -1, (place) => made(place, "span", "", page.say("due_line", { name: due.name }) + weight)]);
    }
    for (const held of week.held) found.push([held.meeting.date, held.start, (place) => writeSession(held, page, place)]);
    for (const free of week.free) {
      found.push([free.date, free.start, (place) => made(place, "span", "builder-planner-off", page.say("free"))]);
    }
    return found.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  }

  function writeSession(held, page, place) {
    const session = page.draft.sessions[held.number - 1];
    const meeting = held.meeting;
    const own = session.title.trim();
    if (own || !session.modules.length) made(place, "strong", "", own || page.say("session", { number: held.number }));
    for (const slug of session.modules) {
      const module = page.bySlug.get(slug);
      const line = made(place, "span", "builder-planner-line");
      if (!module) {
        line.textContent = page.say("unknown_module", { slug: slug });
        continue;
      }
      const link = made(line, "a", "", module.title);
      link.href = page.root + module.address;
      page.speak(link, module.language);
    }
    const about = [meeting.name, page.say("minutes_value", { minutes: held.minutes }), meeting.place].filter(Boolean);
    made(place, "span", "builder-planner-facts", about.join(" · "));
  }

  function workload(week, page) {
    const modules = [].concat(...week.held.map((held) => page.modulesIn(held.number)));
    const reading = modules.reduce((sum, module) => sum + module.reading_minutes, 0);
    const inClass = week.held.reduce((sum, held) => sum + held.minutes, 0);
    return page.say("reading_minutes", { minutes: reading }) + " · " + page.say("class_minutes", { minutes: inClass });
  }

  function headingOf(week, page) {
    if (week.number === null) return page.say("other_days");
    const isTerm = Boolean(page.computed.syllabus.term);
    const name = page.say(isTerm ? "week" : "day", { number: week.number });
    return name + " · " + (isTerm ? page.span(week.start, week.start + 6) : page.day(week.start));
  }

  function writeWeek(week, page, parent) {
    const part = made(parent, "section", "builder-planner-week");
    made(part, page.heading(1), "builder-planner-subheading", headingOf(week, page));
    if (week.number !== null) made(part, "p", "builder-planner-load", workload(week, page));
    const lines = linesOf(week, page);
    if (!lines.length) return;
    const list = made(part, "ul", "builder-planner-days");
    for (const [day, minute, write] of lines) {
      const row = made(list, "li");
      const shown = week.number === null ? page.longDay(day) : page.day(day);
      made(row, "span", "builder-planner-date", page.list(minute < 0 ? [shown] : [shown, page.time(minute)]));
      write(made(row, "span", "builder-planner-what"));
    }
  }

  function writeUnplaced(timetable, page, parent) {
    if (!timetable.unplaced.length) return;
    made(parent, page.heading(1), "builder-planner-subheading", page.say("to_be_settled"));
    const list = made(parent, "ul", "builder-planner-left");
    for (const one of timetable.unplaced) {
      const session = page.draft.sessions[one.number - 1];
      const reason = page.say("reason_" + one.reason.replace(/-/g, "_"));
      made(list, "li", "", page.nameOf(session, one.number - 1) + " — " + reason);
    }
  }

  /* Write the dated list anew. */
  function writePlan(page, place) {
    place.textContent = "";
    const { syllabus, timetable } = page.computed;
    const title = [page.draft.code.trim(), page.draft.title.trim()].filter(Boolean).join(" · ");
    if (title) made(place, "p", "builder-planner-course", title);
    if (!timetable) {
      made(place, "p", "builder-planner-none", page.say("no_plan"));
      return;
    }
    for (const week of dates.weeks(syllabus, timetable)) writeWeek(week, page, place);
    writeUnplaced(timetable, page, place);
  }

  // ---- what to look at -----------------------------------------------------------------------------

  function lookText(page, name, fields) {
    const said = Object.assign({}, fields);
    if (fields.numbers) said.numbers = page.list(fields.numbers);
    if (fields.words) said.words = page.list(fields.words);
    if (fields.sum !== undefined) said.sum = page.number(fields.sum);
    if (fields.day !== undefined) said.day = page.longDay(fields.day) + (fields.off ? " · " + fields.off : "");
    for (const key of ["title", "later", "term", "name"]) if (said[key]) said[key] = page.quoted(said[key]);
    return page.say(name === "absent" ? "unknown_module" : "look_" + name, said);
  }

  function writeLooks(page, place) {
    place.textContent = "";
    const { off, said, syllabus, timetable } = page.computed;
    const minutes = new Map((timetable ? timetable.held : []).map((held) => [held.number, held.minutes]));
    const found = window.BuilderPlanner.looks(said, page.bySlug, minutes, { term: syllabus && syllabus.term, off: off });
    if (!found.shown.length) {
      made(place, "p", "builder-planner-none", page.say("look_none"));
      return;
    }
    const list = made(place, "ul");
    for (const [name, fields] of found.shown) made(list, "li", "", lookText(page, name, fields));
    if (found.more) made(place, "p", "", page.say("look_more", { number: found.more }));
  }

  // ---- files -----------------------------------------------------------------------------------------

  function yamlOf(page) {
    return file.yaml(plan.complete(page.computed.said), SCHEMA);
  }

  /* What a file without the page's words says of a day: names of columns and kinds are the command's. */
  const COLUMNS = [
    "week", "date", "weekday", "start", "end", "group", "kind", "meeting", "number", "title", "modules", "readings",
    "reading minutes", "class minutes", "weight", "place", "notes",
  ];

  function rowsOf(week, page) {
    const found = [];
    const put = (day, minute, row) =>
      found.push([day, minute, Object.assign({ week: week.number, date: dates.textOf(day), weekday: dates.WEEKDAYS[dates.weekday(day)] }, row)]);
    for (const off of week.off) put(off.date, 0, { kind: off.kind, title: off.name || "" });
    for (const due of week.due) put(dates.dayOf(due.due), 0, { kind: "due", title: due.name, weight: due.weight });
    const timed = (meeting, start, minutes, row) =>
      put(meeting.date, start + 1, Object.assign({ start: dates.clock(start), end: dates.clock(start + minutes), meeting: meeting.name, place: meeting.place }, row));
    for (const held of week.held) {
      const modules = page.modulesIn(held.number);
      timed(held.meeting, held.start, held.minutes, {
        kind: "session", number: held.number, title: page.plainTitle(held.number - 1),
        modules: Array.from(new Set(page.draft.sessions[held.number - 1].modules)).join("; "),
        "reading minutes": modules.reduce((sum, module) => sum + module.reading_minutes, 0), "class minutes": held.minutes,
      });
    }
    for (const free of week.free) timed(free, free.start, free.minutes, { kind: "free" });
    return found;
  }

  function csvOf(page) {
    const { syllabus, timetable } = page.computed;
    const dated = [].concat(...dates.weeks(syllabus, timetable).map((week) => rowsOf(week, page)));
    const rows = dated.sort((one, other) => one[0] - other[0] || one[1] - other[1]).map((one) => one[2]);
    for (const one of timetable.unplaced) {
      rows.push({ kind: "to be settled", number: one.number, title: page.plainTitle(one.number - 1), notes: one.reason });
    }
    for (const one of syllabus.assessments) if (!one.due) rows.push({ kind: "due", title: one.name });
    const filled = rows.map((row) => COLUMNS.map((name) => (row[name] === undefined || row[name] === null ? "" : row[name])));
    return file.csv([COLUMNS, ...filled]);
  }

  function eventsOf(page) {
    const { syllabus, timetable, said } = page.computed;
    const known = (kind, key) => calendar.eventId(page.place.dataset.course, page.draft.name, syllabus, null, kind, key);
    const categories = (kind) => [syllabus.code || syllabus.title, kind].filter(Boolean);
    const keys = calendar.sessionKeys(plan.complete(said), page.modules);
    const before = syllabus.code ? syllabus.code + ": " : "";
    const events = timetable.held.map((held) => ({
      id: known("session", keys[held.number - 1]),
      title: before + page.plainTitle(held.number - 1), date: held.meeting.date, start: held.start, minutes: held.minutes,
      place: held.meeting.place, categories: categories(held.meeting.name),
      about: page.modulesIn(held.number).map((module) => module.title + " (" + page.say("reading_minutes", { minutes: module.reading_minutes }) + ")").join("\n"),
    }));
    const graded = syllabus.assessments;
    const own = calendar.assessmentKeys(syllabus);
    graded.forEach((one, index) => {
      if (!one.due) return;
      const weight = one.weight === undefined ? "" : page.say("weight") + page.words.colon + " " + page.say("percent", { weight: one.weight });
      events.push({
        id: known("due", own[index]), title: before + page.say("due_line", { name: one.name }),
        date: dates.dayOf(one.due), start: -1, minutes: null, place: "", about: weight, categories: categories(page.say("assessment")),
      });
    });
    return events.sort((one, other) => one.date - other.date || one.start - other.start);
  }

  function icsOf(page) {
    const { syllabus } = page.computed;
    return calendar.ics(eventsOf(page), {
      title: [syllabus.code, syllabus.title].filter(Boolean).join(" "), zone: syllabus.timezone || "", revision: 0,
    });
  }

  function save(text, type, name) {
    const link = made(document.body, "a");
    link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    link.download = name;
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 0);
  }

  /* Each kind of file: how its name ends, its type, and what writes it. */
  const FILES = {
    yml: ["application/yaml", yamlOf],
    ics: ["text/calendar", icsOf],
    csv: ["text/csv", csvOf],
  };

  /* Save a file of a kind, or say what is lacking. */
  function download(page, kind) {
    page.compute();
    const lacks = page.lacks();
    if (lacks.length) {
      page.tell(page.say("lacks") + " " + lacks.join(" "));
      return;
    }
    const [type, write] = FILES[kind];
    const name = page.draft.name + "." + kind;
    save(write(page), type, name);
    page.tell(page.say("saved", { file: name }));
  }

  Object.assign(window.BuilderPlanner, { shown: { download: download, writeLooks: writeLooks, writePlan: writePlan } });
})();

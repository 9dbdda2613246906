/* A plan as a calendar file (iCalendar, RFC 5545).

   An event's id is the one that builder/syllabus/schedule.py gives it, so that a calendar which has taken
   this file changes its events when it takes the command's, and doubles none.  A time zone's changes come
   from Intl, by asking for the clock at moments of the term. */
(function () {
  "use strict";

  const DAY = 86400000;
  const MINUTE = 60000;
  const FIRST_STAMP = Date.UTC(2020, 0, 1); // of revision 0; the time of saving would make another file each time
  const seal = window.BuilderQuiz.seal;
  const dates = window.BuilderPlanner.dates;
  const wellFormed = window.BuilderPlanner.file.wellFormed;

  // ---- which event it is: builder/syllabus/schedule.py ---------------------------------------------

  function counted(names) {
    const taken = new Set(names);
    const seen = new Set();
    return names.map((name) => {
      let free = name;
      for (let number = 2; seen.has(name) && taken.has(free); number += 1) free = name + " #" + number;
      seen.add(name);
      taken.add(free);
      return free;
    });
  }

  /* Return a key for each session; known: the modules of the course, which keep the first name that they had. */
  function sessionKeys(syllabus, known) {
    const sessions = syllabus.sessions || [];
    const first = new Map((known || []).map((module) => [module.slug, (module.renamed_from || [module.slug])[0]]));
    const modules = (one) => (one.modules || []).map((slug) => first.get(slug) || slug).join("+");
    const shared = (one) => sessions.filter((other) => !other.id && modules(other) === modules(one)).length > 1;
    const key = (one) => {
      const title = "title " + (one.title || "");
      if (one.id) return "id " + one.id;
      if (!modules(one)) return title;
      return "modules " + modules(one) + (one.title && shared(one) ? " " + title : "");
    };
    return counted(sessions.map(key));
  }

  function assessmentKeys(syllabus) {
    return counted((syllabus.assessments || []).map((one) => one.name));
  }

  /* Return the half-year of a day, from December or from June. */
  function half(day) {
    const [year, month] = day.split("-").map(Number);
    if (month >= 6 && month < 12) return day.slice(0, 4) + "-06";
    return String(month === 12 ? year : year - 1).padStart(4, "0") + "-12";
  }

  function eventId(course, name, syllabus, group, kind, key) {
    const days = (syllabus.term ? [syllabus.term.start] : (syllabus.days || []).map((day) => day.date)).sort();
    const told = [course, name, days.length ? half(days[0]) : "", group || "", kind, key].join("\n");
    const digest = Array.from(seal.sha256(seal.utf8(told)), (byte) => ("0" + byte.toString(16)).slice(-2)).join("");
    return digest.slice(0, 32) + "@teaching-module-builder";
  }

  // ---- time zones ------------------------------------------------------------------------------------

  /* Return a function from a moment (ms) to how far the zone's clocks are ahead of UTC then (ms). */
  function offsets(zone) {
    const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
      hour: "numeric", minute: "numeric", second: "numeric",
    });
    return (moment) => {
      const part = {};
      for (const one of format.formatToParts(new Date(moment))) part[one.type] = Number(one.value);
      const local = Date.UTC(part.year, part.month - 1, part.day, part.hour % 24, part.minute, part.second);
      return local - Math.floor(moment / 1000) * 1000;
    };
  }

  /* Return the moment of a wall-clock time; where clocks show it twice the first, where they jump over it as if
     they had not jumped yet. */
  function momentOf(local, offset) {
    const before = offset(local - DAY);
    const after = offset(local + DAY);
    const fits = [before, after].filter((one) => offset(local - one) === one).sort((one, other) => other - one);
    return local - (fits.length ? fits[0] : before);
  }

  /* Return the moments at which clocks change between two moments: [moment, offset before, offset after]. */
  function changes(first, last, offset) {
    const found = [];
    for (let day = first; day < last; day += DAY) {
      let [low, high] = [day, Math.min(day + DAY, last)];
      const [before, after] = [offset(low), offset(high)];
      if (before === after) continue;
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (offset(middle) === before) low = middle;
        else high = middle;
      }
      found.push([high, before, after]);
    }
    return found;
  }

  function offsetText(offset) {
    const minutes = Math.abs(Math.round(offset / MINUTE));
    return (offset < 0 ? "-" : "+") + ("0" + Math.floor(minutes / 60)).slice(-2) + ("0" + (minutes % 60)).slice(-2);
  }

  function stamp(local) {
    return new Date(local).toISOString().replace(/[-:]|\.\d+/g, "").slice(0, 15);
  }

  /* Return the lines of a zone: how it begins, and each change of its clocks in the time of the events. */
  function zoneLines(zone, first, last, offset) {
    const begins = offset(first);
    const standard = Math.min(begins, offset(first + 182 * DAY));
    const part = (moment, before, after) => {
      const kind = after > standard ? "DAYLIGHT" : "STANDARD";
      return [
        "BEGIN:" + kind, "DTSTART:" + stamp(moment + before), "TZOFFSETFROM:" + offsetText(before),
        "TZOFFSETTO:" + offsetText(after), "END:" + kind,
      ];
    };
    const parts = [[first, begins, begins]].concat(changes(first, last, offset)).map((one) => part(...one));
    return ["BEGIN:VTIMEZONE", "TZID:" + zone, ...[].concat(...parts), "END:VTIMEZONE"];
  }

  // ---- the file --------------------------------------------------------------------------------------

  function text(value) {
    const plain = wellFormed(value).replace(/\r\n?/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ");
    return plain.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  }

  /* No line is longer than 75 bytes, and none is cut inside a sign. */
  function folded(line) {
    let [out, room] = ["", 75];
    for (const sign of line) {
      const size = seal.utf8(sign).length;
      if (size > room) [out, room] = [out + "\r\n ", 74];
      out += sign;
      room -= size;
    }
    return out + "\r\n";
  }

  /* Return the lines of when an event is; without a zone calendars show it in the reader's own.

     As in builder/syllabus/happenings.py: a start that clocks jump over is the time they show then, and where an end
     lies in the second of two hours that clocks show alike, both are in UTC. */
  function when(event, zone, offset) {
    if (event.minutes === null) {
      return [event.date, event.date + 1].map((day) => ";VALUE=DATE:" + stamp(day * DAY).slice(0, 8));
    }
    const local = event.date * DAY + event.start * MINUTE;
    if (!zone) return [":" + stamp(local), ":" + stamp(local + event.minutes * MINUTE)];
    const begin = momentOf(local, offset);
    const end = begin + event.minutes * MINUTE;
    if (zone === "UTC" || momentOf(end + offset(end), offset) !== end) return [":" + stamp(begin) + "Z", ":" + stamp(end) + "Z"];
    return [";TZID=" + zone + ":" + stamp(begin + offset(begin)), ";TZID=" + zone + ":" + stamp(end + offset(end))];
  }

  /* Return a calendar, as builder/writers/calendar.py does.  events: {id, title, date, start, minutes (null: the whole
     day), place, about, categories}. */
  function ics(events, calendar) {
    const offset = calendar.zone ? offsets(calendar.zone) : null;
    const days = events.map((event) => event.date * DAY);
    const stamped = stamp(FIRST_STAMP + calendar.revision * DAY) + "Z";
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//teaching-module-builder//planner//EN", "CALSCALE:GREGORIAN",
      "NAME:" + text(calendar.title), "X-WR-CALNAME:" + text(calendar.title),
    ];
    if (offset && calendar.zone !== "UTC" && events.some((event) => event.minutes !== null)) {
      lines.push(...zoneLines(calendar.zone, Math.min(...days) - 2 * DAY, Math.max(...days) + 3 * DAY, offset));
    }
    for (const event of events) {
      lines.push("BEGIN:VEVENT", "UID:" + event.id, "DTSTAMP:" + stamped, "SEQUENCE:" + calendar.revision);
      const [begin, end] = when(event, calendar.zone, offset);
      lines.push("DTSTART" + begin, "DTEND" + end, "SUMMARY:" + text(event.title));
      if (event.place) lines.push("LOCATION:" + text(event.place));
      if (event.about) lines.push("DESCRIPTION:" + text(event.about));
      if (event.categories.length) lines.push("CATEGORIES:" + event.categories.map(text).join(","));
      if (event.minutes === null) lines.push("TRANSP:TRANSPARENT");
      lines.push("END:VEVENT");
    }
    return lines.concat("END:VCALENDAR").map(folded).join("");
  }

  Object.assign(window.BuilderPlanner, {
    calendar: {
      assessmentKeys: assessmentKeys, eventId: eventId, ics: ics, momentOf: momentOf, offsets: offsets,
      sessionKeys: sessionKeys, stamp: stamp,
    },
  });
})();

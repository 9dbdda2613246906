/* Which session of a syllabus falls on which day: the rules of builder/syllabus/{days,flow,workshop}.py.

   A syllabus is the value that its YAML file holds, dates and times as text; tests/syllabus/dates/ holds
   this script and Python to one table of cases. */
(function () {
  "use strict";

  const { WEEKDAYS, between, dayOf, minutesOf, monday, weekOf, weekday } = window.BuilderPlanner.days;

  // ---- when the course meets -----------------------------------------------------------------------

  /* Return the days without class, by number; publicDays: names by date, as text. */
  function daysOff(syllabus, publicDays) {
    const found = new Map();
    const holidays = syllabus.holidays || {};
    for (const recess of syllabus.breaks || []) {
      for (const day of between(dayOf(recess.start), dayOf(recess.end))) {
        if (!found.has(day)) found.set(day, { date: day, name: recess.name || null, kind: "break" });
      }
    }
    for (const date of Object.keys(publicDays)) {
      if ((holidays.held || []).includes(date)) continue;
      found.set(dayOf(date), { date: dayOf(date), name: publicDays[date], kind: "holiday" });
    }
    for (const holiday of holidays.dates || []) {
      const day = dayOf(holiday.date);
      found.set(day, { date: day, name: holiday.name || null, kind: "holiday" });
    }
    return found;
  }

  function own(group, name, syllabus) {
    return group && group[name] && group[name].length ? group[name] : syllabus[name] || [];
  }

  /* Return the meetings of a group in the order of time, and the days on which it would meet and does not. */
  function daysOf(syllabus, group, off) {
    if (!syllabus.term) return { meetings: stretches(own(group, "days", syllabus)), off: [] };
    const start = dayOf(syllabus.term.start);
    const meetings = [];
    const missed = new Map();
    for (const day of between(start, dayOf(syllabus.term.end))) {
      for (const pattern of own(group, "meetings", syllabus)) {
        if (!pattern.days.includes(WEEKDAYS[weekday(day)])) continue;
        if (off.has(day)) missed.set(day, off.get(day));
        else meetings.push(meeting(day, minutesOf(pattern.start), pattern.minutes, weekOf(day, start), pattern));
      }
    }
    meetings.sort((one, other) => one.date - other.date || one.start - other.start);
    return { meetings: meetings, off: Array.from(missed.values()) };
  }

  function meeting(date, start, minutes, week, from) {
    return { date: date, start: start, minutes: minutes, week: week, name: from.name || null, place: from.place || null };
  }

  /* Return the stretches between the breaks of each day of a workshop; `week` counts the days, of which each
     may have several entries. */
  function stretches(days) {
    const found = [];
    const inOrder = days
      .slice()
      .sort((one, other) => dayOf(one.date) - dayOf(other.date) || minutesOf(one.start) - minutesOf(other.start));
    const numbers = new Map();
    for (const day of inOrder) if (!numbers.has(day.date)) numbers.set(day.date, numbers.size + 1);
    inOrder.forEach((day) => {
      const number = numbers.get(day.date);
      const end = minutesOf(day.end);
      const place = { place: day.place };
      let at = minutesOf(day.start);
      const pauses = (day.breaks || []).slice().sort((one, other) => minutesOf(one.at) - minutesOf(other.at));
      for (const pause of pauses) {
        const begins = minutesOf(pause.at);
        if (begins > at) found.push(meeting(dayOf(day.date), at, Math.min(begins, end) - at, number, place));
        at = Math.max(at, begins + pause.minutes);
      }
      if (end > at) found.push(meeting(dayOf(day.date), at, end - at, number, place));
    });
    return found;
  }

  // ---- a term: one meeting holds one session -------------------------------------------------------

  function isOfKind(one, session) {
    return !session.meeting || one.name === session.meeting;
  }

  function hasKind(meetings, session) {
    return !session.meeting || meetings.some((one) => isOfKind(one, session));
  }

  /* Return the meetings that a pinned session may take, the first choice first, or why there is none. */
  function mayTake(session, syllabus, meetings, off, met) {
    const day = dayOf(session.date);
    if (day < dayOf(syllabus.term.start) || day > dayOf(syllabus.term.end)) return "outside";
    if (off.has(day)) return "day-off";
    if (!hasKind(meetings, session)) return "no-kind";
    const fitting = meetings.map((_, at) => at).filter((at) => isOfKind(meetings[at], session));
    const here = fitting.filter((at) => meetings[at].date === day);
    if (here.length) return here;
    if (!(syllabus.groups || []).length || !met.has(day)) return "no-meeting";
    const week = fitting.filter((at) => monday(meetings[at].date) === monday(day));
    const after = week.filter((at) => meetings[at].date > day);
    const before = week.filter((at) => meetings[at].date < day).reverse();
    return week.length ? after.concat(before) : "no-meeting";
  }

  function pinned(syllabus, meetings, off, met) {
    const pins = new Map();
    const refused = new Map();
    let last = -1;
    (syllabus.sessions || []).forEach((session, index) => {
      if (!session.date) return;
      const may = mayTake(session, syllabus, meetings, off, met);
      if (typeof may === "string") {
        refused.set(index, may);
        return;
      }
      const later = may.find((at) => at > last);
      if (later === undefined) refused.set(index, may.includes(last) ? "taken" : "order");
      else {
        last = later;
        pins.set(index, later);
      }
    });
    return { pins: pins, refused: refused };
  }

  function overMeetings(syllabus, meetings, off, met) {
    const { pins, refused } = pinned(syllabus, meetings, off, met);
    const held = [];
    const unplaced = [];
    let last = -1;
    (syllabus.sessions || []).forEach((session, index) => {
      if (refused.has(index)) {
        unplaced.push({ number: index + 1, reason: refused.get(index) });
        return;
      }
      if (!hasKind(meetings, session)) {
        unplaced.push({ number: index + 1, reason: "no-kind" });
        return;
      }
      let limit = meetings.length;
      for (const [number, at] of pins) if (number >= index) limit = Math.min(limit, at);
      let at = pins.has(index) ? pins.get(index) : last + 1;
      if (!pins.has(index)) while (at < limit && !isOfKind(meetings[at], session)) at += 1;
      if (!pins.has(index) && at >= limit) {
        unplaced.push({ number: index + 1, reason: limit < meetings.length ? "before-pin" : "no-meeting-left" });
        return;
      }
      last = at;
      const minutes = session.minutes || meetings[at].minutes;
      held.push({ number: index + 1, at: at, meeting: meetings[at], start: meetings[at].start, minutes: minutes });
    });
    return { held: held, unplaced: unplaced };
  }

  // ---- a workshop: sessions take their minutes from the stretches between breaks -------------------

  /* A place is [index of a stretch, minutes of it that are over]. */
  function isUpTo(place, limit) {
    return place[0] < limit[0] || (place[0] === limit[0] && place[1] <= limit[1]);
  }

  function from(at, found) {
    return at[0] < found.length ? [at].concat(found.slice(at[0] + 1).map((_, more) => [at[0] + 1 + more, 0])) : [];
  }

  function takes(session, stretch, over) {
    return session.minutes || stretch.minutes - over;
  }

  /* Return the first place from `at` on at which a session fits and ends by `limit`, null if there is none. */
  function firstPlace(session, at, found, limit) {
    const fits = (place) => {
      const stretch = found[place[0]];
      const minutes = takes(session, stretch, place[1]);
      const end = [place[0], place[1] + minutes];
      if (session.date && stretch.date !== dayOf(session.date)) return false;
      return minutes > 0 && end[1] <= stretch.minutes && (limit === null || isUpTo(end, limit));
    };
    return from(at, found).find(fits) || null;
  }

  function reasonWhy(session, at, found, limit) {
    const rest = from(at, found).map((place) => found[place[0]].minutes - place[1]);
    if (session.minutes && rest.some(Boolean) && session.minutes > Math.max(...rest)) return "too-long";
    return limit !== null ? "before-pin" : "no-meeting-left";
  }

  /* Return why pinned sessions have no place, were there no others; by the session's index. */
  function refusedPins(sessions, found) {
    const refused = new Map();
    let at = [0, 0];
    sessions.forEach((session, index) => {
      if (!session.date) return;
      const day = dayOf(session.date);
      const place = firstPlace(session, at, found, null);
      const same = found.filter((stretch) => stretch.date === day);
      if (place) at = [place[0], place[1] + takes(session, found[place[0]], place[1])];
      else if (!same.length) refused.set(index, "outside");
      else if (at[0] < found.length && found[at[0]].date > day) refused.set(index, "order");
      else {
        const longest = Math.max(...same.map((stretch) => stretch.minutes));
        refused.set(index, (session.minutes || 0) > longest ? "too-long" : "taken");
      }
    });
    return refused;
  }

  /* Return the latest place at which each pinned session can begin, by the session's index. */
  function latestBegins(sessions, found, refused) {
    const latest = new Map();
    let limit = [found.length, 0];
    for (let index = sessions.length - 1; index >= 0; index -= 1) {
      const session = sessions[index];
      if (!session.date || refused.has(index)) continue;
      for (let number = Math.min(limit[0], found.length - 1); number >= 0; number -= 1) {
        const stretch = found[number];
        const end = number === limit[0] ? Math.min(stretch.minutes, limit[1]) : stretch.minutes;
        const begin = end - (session.minutes || 1);
        if (stretch.date === dayOf(session.date) && begin >= 0) {
          limit = [number, begin];
          latest.set(index, limit);
          break;
        }
      }
    }
    return latest;
  }

  function overStretches(sessions, found) {
    const refused = refusedPins(sessions, found);
    const latest = latestBegins(sessions, found, refused);
    const held = [];
    const unplaced = [];
    let at = [0, 0];
    sessions.forEach((session, index) => {
      const next = Array.from(latest.keys()).filter((number) => number > index);
      const limit = next.length ? latest.get(Math.min(...next)) : null;
      const place = refused.has(index) ? null : firstPlace(session, at, found, limit);
      if (!place) {
        unplaced.push({ number: index + 1, reason: refused.get(index) || reasonWhy(session, at, found, limit) });
        return;
      }
      const stretch = found[place[0]];
      const minutes = takes(session, stretch, place[1]);
      held.push({ number: index + 1, at: place[0], meeting: stretch, start: stretch.start + place[1], minutes: minutes });
      at = [place[0], place[1] + minutes];
    });
    return { held: held, unplaced: unplaced };
  }

  // ---- both ------------------------------------------------------------------------------------------

  /* Return the timetable of each group, one in all where there are none. */
  function timetables(syllabus, publicDays) {
    const off = daysOff(syllabus, publicDays);
    const groups = (syllabus.groups || []).length ? syllabus.groups : [null];
    const each = groups.map((group) => daysOf(syllabus, group, off));
    const met = new Set(each.flatMap((days) => days.meetings.map((one) => one.date)));
    return groups.map((group, number) => {
      const days = each[number];
      const flowed = syllabus.term
        ? overMeetings(syllabus, days.meetings, off, met)
        : overStretches(syllabus.sessions || [], days.meetings);
      const taken = new Set(flowed.held.map((one) => one.at));
      return {
        group: group ? group.name : null,
        meetings: days.meetings,
        held: flowed.held,
        unplaced: flowed.unplaced,
        free: days.meetings.filter((_, at) => !taken.has(at)),
        off: days.off,
      };
    });
  }

  const dates = { daysOff: daysOff, timetables: timetables };
  Object.assign(window.BuilderPlanner, { dates: Object.assign(dates, window.BuilderPlanner.days) });
})();

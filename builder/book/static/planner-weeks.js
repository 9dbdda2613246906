/* A plan week by week, or day by day of a workshop, as builder/syllabus/schedule.py has it. */
(function () {
  "use strict";

  const { dayOf, monday, weekOf } = window.BuilderPlanner.days;

  /* Return the weeks of a term or the days of a workshop, each with what falls into it; what is due on none of them
     stands before, between or after them, in a part without a number. */
  function weeks(syllabus, timetable) {
    const starts = new Map();
    if (syllabus.term) {
      const first = dayOf(syllabus.term.start);
      const count = weekOf(dayOf(syllabus.term.end), first);
      for (let number = 1; number <= count; number += 1) starts.set(number, monday(first) + 7 * (number - 1));
    } else for (const one of timetable.meetings) starts.set(one.week, one.date);
    const inWeek = (day, number) =>
      syllabus.term ? weekOf(day, dayOf(syllabus.term.start)) === number : starts.get(number) === day;
    const graded = (syllabus.assessments || []).filter((one) => one.due);
    const found = Array.from(starts, ([number, start]) => ({
      number: number,
      start: start,
      held: timetable.held.filter((one) => one.meeting.week === number),
      free: timetable.free.filter((one) => one.week === number),
      off: timetable.off.filter((one) => inWeek(one.date, number)),
      due: graded.filter((one) => inWeek(dayOf(one.due), number)),
    }));
    return withOthers(found, graded.filter((one) => !found.some((week) => week.due.includes(one))));
  }

  function withOthers(found, due) {
    const parts = [];
    for (let place = 0; place <= found.length; place += 1) {
      const here = due.filter((one) => found.filter((week) => week.start <= dayOf(one.due)).length === place);
      if (here.length) parts.push({ number: null, start: null, held: [], free: [], off: [], due: here });
      if (place < found.length) parts.push(found[place]);
    }
    return parts;
  }

  Object.assign(window.BuilderPlanner.dates, { weeks: weeks });
})();

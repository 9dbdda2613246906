/* Days of the calendar and times of day as numbers: days are counted from 1970-01-01, times in minutes, so that no
   time zone and no clock has a part in them. */
(function () {
  "use strict";

  const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const MOST_DAYS = 800;

  /* Return the number of a day, or null where the text is no day of the calendar. */
  function dayOf(text) {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text || "");
    if (!found) return null;
    const day = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) / 86400000;
    return textOf(day) === text ? day : null;
  }

  function textOf(day) {
    return new Date(day * 86400000).toISOString().slice(0, 10);
  }

  function minutesOf(time) {
    const [hours, minutes] = time.split(":");
    return Number(hours) * 60 + Number(minutes);
  }

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function clock(minutes) {
    return two(Math.floor(minutes / 60) % 24) + ":" + two(minutes % 60);
  }

  /* From 0, Monday. */
  function weekday(day) {
    return (((day + 3) % 7) + 7) % 7;
  }

  function monday(day) {
    return day - weekday(day);
  }

  function weekOf(day, start) {
    return (monday(day) - monday(start)) / 7 + 1;
  }

  function between(first, last) {
    const days = [];
    for (let day = first; day <= last && days.length < MOST_DAYS; day += 1) days.push(day);
    return days;
  }

  window.BuilderPlanner = Object.assign(window.BuilderPlanner || {}, {
    days: {
      WEEKDAYS: WEEKDAYS, between: between, clock: clock, dayOf: dayOf, minutesOf: minutesOf, monday: monday,
      textOf: textOf, weekOf: weekOf, weekday: weekday,
    },
  });
})();

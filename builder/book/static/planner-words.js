/* What the planner says: words from the book, dates and numbers as the page's language writes them, and what
   sessions are called. */
(function () {
  "use strict";

  const { dates } = window.BuilderPlanner;
  const DAY = 86400000;

  /* Return the page's language as Intl takes it, English where it is none. */
  function localeOf(language) {
    try {
      return Intl.getCanonicalLocales(language)[0];
    } catch (error) {
      return "en";
    }
  }

  class Spoken {
    constructor(place, modules) {
      this.place = place;
      this.modules = modules;
      this.bySlug = new Map(modules.map((module) => [module.slug, module]));
      this.words = JSON.parse(place.dataset.words);
      this.language = place.dataset.language;
      this.zones = place.dataset.zones.split(" ");
      this.locale = localeOf(this.language);
      this.root = document.documentElement.dataset.content_root || "./";
      this.key = "builder-plan:" + place.dataset.course;
      this.undone = [];
      this.formats = this.formatsOf();
    }

    say(name, fields) {
      return this.words[name].replace(/\{(\w+)\}/g, (whole, key) => (fields && key in fields ? fields[key] : whole));
    }

    /* Return the element of a heading: no level of the page is skipped. */
    heading(below) {
      return "h" + Math.min(6, Number(this.place.dataset.level) + below);
    }

    tell(text) {
      this.told.textContent = "";
      window.setTimeout(() => (this.told.textContent = text), 20); // the same words twice are said twice
    }

    formatsOf() {
      const make = (options) =>
        new Intl.DateTimeFormat(this.locale + "-u-ca-gregory", Object.assign({ timeZone: "UTC" }, options));
      return {
        day: make({ weekday: "short", day: "numeric", month: "short" }),
        date: make({ day: "numeric", month: "short", year: "numeric" }),
        long: make({ weekday: "short", day: "numeric", month: "short", year: "numeric" }),
        time: make({ hour: "numeric", minute: "2-digit" }),
        weekday: make({ weekday: "short" }),
      };
    }

    day(number) {
      return this.formats.day.format(new Date(number * DAY));
    }

    /* A day that may be far from the others, with its year. */
    longDay(number) {
      return this.formats.long.format(new Date(number * DAY));
    }

    span(first, last) {
      const [from, to] = [new Date(first * DAY), new Date(last * DAY)];
      const format = this.formats.date;
      return format.formatRange ? format.formatRange(from, to) : format.format(from) + " – " + format.format(to);
    }

    time(minutes) {
      return this.formats.time.format(new Date(minutes * 60000));
    }

    weekday(index) {
      return this.formats.weekday.format(new Date((4 + index) * DAY)); // 1970-01-05 was a Monday
    }

    number(value) {
      return value.toLocaleString(this.locale);
    }

    list(values) {
      return values.join(this.words.comma);
    }

    quoted(text) {
      return this.words.quoted.replace("{words}", () => text);
    }

    speak(element, language) {
      element.dir = "auto";
      if (language !== this.language) element.lang = language;
    }

    facts(module) {
      const inClass = module.minutes ? this.say("class", { minutes: module.minutes }) : "";
      return [this.say("reading", { minutes: module.reading_minutes }), inClass, module.level].filter(Boolean).join(" · ");
    }

    // ---- what sessions are called, and when they are -------------------------------------------------

    titleOf(slug) {
      return this.bySlug.has(slug) ? this.bySlug.get(slug).title : slug;
    }

    plainTitle(index) {
      const session = this.draft.sessions[index];
      return session.title.trim() || session.modules.map((slug) => this.titleOf(slug)).join(" / ") || String(index + 1);
    }

    plainName(session, index) {
      const named = session.title.trim() || session.modules.map((slug) => this.titleOf(slug)).join(" / ");
      return named ? this.quoted(named) : this.say("session", { number: index + 1 });
    }

    nameOf(session, index) {
      const named = session.title.trim() || session.modules.map((slug) => this.titleOf(slug)).join(" / ");
      return index + 1 + (named ? ". " + named : "");
    }

    modulesIn(number) {
      const slugs = Array.from(new Set(this.draft.sessions[number - 1].modules));
      return slugs.filter((slug) => this.bySlug.has(slug)).map((slug) => this.bySlug.get(slug));
    }

    kinds() {
      return Array.from(new Set(this.draft.kind === "term" ? this.draft.meetings.map((row) => row.name.trim()).filter(Boolean) : []));
    }

    whenOf(number) {
      const { timetable } = this.computed;
      if (!timetable) return this.say("no_day");
      const held = timetable.held.find((one) => one.number === number);
      if (held) return this.list([this.day(held.meeting.date), this.time(held.start)]);
      const left = timetable.unplaced.find((one) => one.number === number);
      return this.say("no_day") + this.words.colon + " " + this.say("reason_" + left.reason.replace(/-/g, "_"));
    }

    isUnplaced(number) {
      return Boolean(this.computed.timetable) && this.computed.timetable.unplaced.some((one) => one.number === number);
    }

    /* A pin lies in the term. */
    bounds(input) {
      if (this.draft.kind !== "term") return;
      input.min = this.draft.term.start;
      input.max = this.draft.term.end;
    }
  }

  Object.assign(window.BuilderPlanner, { Spoken: Spoken });
})();

/* The planner as a value: a draft, the days computed from it, and where it is kept.

   What a person decides is one value, the draft; days are computed from it again after every change.  It is kept
   on this device and in the address; nothing is sent anywhere.  `planner-parts.js` and `planner.js` show it. */
(function () {
  "use strict";

  const { dates, holidays, lacks, plan, shown } = window.BuilderPlanner;
  const { button, made } = window.BuilderPlanner.forms;
  const FORMAT = 1;
  const MOST_UNDONE = 50;
  const WAIT = 200; // ms after the last key until the address is written

  class Kept extends window.BuilderPlanner.Spoken {
    // ---- changes -------------------------------------------------------------------------------------

    /* To be called before something is added, moved or removed: it can be undone. */
    before() {
      this.undone.push(JSON.stringify(this.draft));
      if (this.undone.length > MOST_UNDONE) this.undone.shift();
      this.undo.disabled = false;
    }

    publicDays() {
      const { term } = this.draft;
      const { country, region } = this.draft.holidays;
      if (this.draft.kind !== "term" || !country || !lacks.isTerm(term)) return {};
      return holidays.publicDays(country, region, this.language, term.start, term.end);
    }

    compute() {
      const said = plan.syllabusOf(this.draft, this.language);
      const days = this.publicDays();
      if (said.timezone) said.timezone = this.zoneOf(said.timezone) || said.timezone;
      const chosen = said.holidays || {};
      // a tick on a day that is no holiday any more says nothing
      if (chosen.held && (!chosen.country || Object.keys(days).length)) chosen.held = chosen.held.filter((date) => date in days);
      const syllabus = lacks.computable(said);
      const timetable = syllabus ? dates.timetables(syllabus, days)[0] : null;
      const off = syllabus ? dates.daysOff(syllabus, days) : new Map();
      this.computed = { said: said, syllabus: syllabus, timetable: timetable, off: off };
    }

    /* Return a time zone by its right name, "" where there is none. */
    zoneOf(text) {
      return lacks.zoneOf(text, this.zones);
    }

    lacks() {
      const found = lacks.lacking(this.computed.said, this.draft.kind === "workshop", this.zones);
      return found.map(([name, fields]) => this.say(name, fields));
    }

    /* To be called after every change. */
    changed() {
      this.show();
      this.keep();
    }

    /* Show anew what is computed. */
    show() {
      this.compute();
      this.link.value = this.address();
      if (!this.sessions) return; // the page is being made
      this.sessions.update();
      this.modulesList.update();
      shown.writePlan(this, this.planPlace);
      shown.writeLooks(this, this.looksPlace);
      this.showLacks();
    }

    showLacks() {
      const lacks = this.lacks();
      this.lacksPlace.textContent = "";
      if (!lacks.length) return;
      made(this.lacksPlace, "p", "", this.say("lacks"));
      const list = made(this.lacksPlace, "ul");
      for (const text of lacks) made(list, "li", "", text);
    }

    addModule(slug, at) {
      this.before();
      const { sessions } = this.draft;
      const index = at === null || at >= sessions.length ? sessions.length : at;
      if (index === sessions.length) sessions.push(plan.emptyRow("sessions"));
      sessions[index].modules.push(slug);
      this.changed();
      this.sessions.show();
      this.tell(this.say("put", { title: this.quoted(this.titleOf(slug)), number: index + 1, when: this.whenOf(index + 1) }));
    }

    takeBack() {
      this.draft = plan.draftOf(JSON.parse(this.undone.pop()));
      this.showAll();
      this.keep();
      this.undo.disabled = !this.undone.length;
      if (this.undo.disabled) this.sessions.more.focus();
      this.tell(this.say("undone"));
    }

    // ---- on this device, and in the address ------------------------------------------------------------

    kept() {
      try {
        const value = JSON.parse(window.localStorage.getItem(this.key) || "null");
        return value && value.format === FORMAT ? plan.ofToday(plan.draftOf(value.draft), this.modules) : null;
      } catch (error) {
        return null;
      }
    }

    keep() {
      try {
        window.localStorage.setItem(this.key, JSON.stringify({ format: FORMAT, draft: this.draft }));
      } catch (error) {
        this.blocked.hidden = false; // blocked or full: the address holds it
      }
      window.clearTimeout(this.waits);
      this.waits = window.setTimeout(() => this.toAddress(), WAIT);
    }

    address() {
      return window.location.href.split("#")[0] + "#plan=" + plan.packed(this.draft);
    }

    toAddress() {
      if (this.asking) return;
      try {
        window.history.replaceState(null, "", this.link.value);
      } catch (error) {
        // a browser that forbids it: the link can be copied
      }
    }

    shared() {
      const found = /^#plan=(.*)$/.exec(window.location.hash);
      return found ? [plan.ofToday(plan.unpacked(found[1]), this.modules)] : [];
    }

    /* Take over a plan from the address: at once where there is none of one's own, else after a question. */
    fromAddress(isOwn) {
      const [draft] = this.shared();
      if (draft === undefined) return;
      if (draft === null) {
        this.tell(this.say("bad_address"));
        return;
      }
      if (plan.packed(draft) === plan.packed(this.draft)) return;
      if (isOwn) this.ask(draft);
      else this.draft = draft;
    }

    ask(draft) {
      this.asking = true;
      this.question.textContent = "";
      this.question.hidden = false;
      const name = draft.title.trim() ? this.quoted(draft.title.trim()) : this.say("untitled");
      made(this.question, "p", "", this.say("shared", { title: name, number: draft.sessions.length }));
      const answer = (text, does) =>
        button(buttons, text, () => {
          this.asking = false;
          this.question.hidden = true;
          does();
          this.place.querySelector("input").focus();
        });
      const buttons = made(this.question, "p", "builder-buttons");
      answer(this.say("take_shared"), () => {
        this.before();
        this.draft = draft;
        this.showAll();
        this.keep();
        this.tell(this.say("taken"));
      });
      answer(this.say("keep_own"), () => {
        this.toAddress();
        this.tell(this.say("own_kept"));
      });
    }
  }

  Object.assign(window.BuilderPlanner, { Kept: Kept });
})();

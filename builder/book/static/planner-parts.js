/* The parts of the planner that a person fills in: the course, its times, days without class, assessments. */
(function () {
  "use strict";

  const { dates, holidays, plan } = window.BuilderPlanner;
  const { choice, field, made, rows, tick, weekdays } = window.BuilderPlanner.forms;

  class Parts extends window.BuilderPlanner.Kept {
    setter(record, key) {
      return (value) => {
        record[key] = value;
        this.changed();
      };
    }

    showCourse() {
      const { draft } = this;
      const box = made(this.coursePlace, "div", "builder-planner-fields");
      field(box, this.say("title"), "text", draft.title, this.setter(draft, "title")).required = true;
      field(box, this.say("code"), "text", draft.code, this.setter(draft, "code"));
      const zone = field(box, this.say("time_zone"), "text", this.zoneOf(draft.timezone.trim()) || draft.timezone, this.setter(draft, "timezone"));
      const list = made(box, "datalist");
      list.id = "builder-planner-zones";
      for (const name of this.commonZones()) made(list, "option").value = name;
      zone.setAttribute("list", list.id);
      zone.addEventListener("change", () => {
        zone.value = this.zoneOf(zone.value.trim()) || zone.value;
        this.setter(draft, "timezone")(zone.value);
      });
    }

    /* Return the time zones that are offered: those of the browser, which have no old names. */
    commonZones() {
      const own = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : this.zones;
      return own.filter((name) => this.zones.includes(name));
    }

    showTimes() {
      const { draft } = this;
      const kinds = made(this.timesPlace, "fieldset", "builder-planner-kinds");
      made(kinds, "legend", "", this.say("kind_of_time"));
      for (const kind of ["term", "workshop"]) {
        const label = made(kinds, "label", "builder-planner-tick");
        const input = made(label, "input");
        input.type = "radio";
        input.name = "builder-planner-kind";
        input.checked = draft.kind === kind;
        label.appendChild(document.createTextNode(" " + this.say("kind_" + kind)));
        input.addEventListener("change", () => {
          draft.kind = kind;
          this.showAll();
          this.keep();
          this.timesPlace.querySelector("input:checked").focus();
        });
      }
      if (draft.kind === "workshop") {
        rows(this.timesPlace, this, this.dayRows(), () => this.draft.days);
        return;
      }
      const box = made(this.timesPlace, "div", "builder-planner-fields");
      for (const end of ["start", "end"]) {
        field(box, this.say("term_" + end), "date", draft.term[end], (value) => {
          draft.term[end] = value;
          this.showPublic();
          this.changed();
        });
      }
      rows(this.timesPlace, this, this.meetingRows(), () => this.draft.meetings);
    }

    meetingRows() {
      return {
        legend: "meeting",
        add: "add_meeting",
        empty: () => plan.emptyRow("meetings"),
        fill: (group, row, changed) => {
          weekdays(group, this, row, changed);
          const box = made(group, "div", "builder-planner-fields");
          field(box, this.say("start"), "time", row.start, this.setter(row, "start"));
          field(box, this.say("minutes_of"), "number", row.minutes, this.setter(row, "minutes"));
          field(box, this.say("needs"), "text", row.name, (value) => {
            for (const session of this.draft.sessions) if (session.meeting && session.meeting === row.name.trim()) session.meeting = value.trim();
            row.name = value;
            changed();
          }).addEventListener("change", () => this.sessions.show()); // its name stands in them
          field(box, this.say("place"), "text", row.place, this.setter(row, "place"));
        },
      };
    }

    dayRows() {
      return {
        legend: "day",
        add: "add_day",
        empty: () => plan.emptyRow("days"),
        fill: (group, row) => {
          const box = made(group, "div", "builder-planner-fields");
          field(box, this.say("date"), "date", row.date, this.setter(row, "date"));
          field(box, this.say("start"), "time", row.start, this.setter(row, "start"));
          field(box, this.say("end"), "time", row.end, this.setter(row, "end"));
          field(box, this.say("place"), "text", row.place, this.setter(row, "place"));
          rows(group, this, this.pauseRows(), () => row.breaks);
        },
      };
    }

    pauseRows() {
      return {
        legend: "pause",
        add: "add_pause",
        empty: () => plan.emptyRow("days", "breaks"),
        fill: (group, row) => {
          const box = made(group, "div", "builder-planner-fields");
          field(box, this.say("start"), "time", row.at, this.setter(row, "at"));
          field(box, this.say("minutes_of"), "number", row.minutes, this.setter(row, "minutes"));
          field(box, this.say("name"), "text", row.name, this.setter(row, "name"));
        },
      };
    }

    showOff() {
      const { draft } = this;
      this.offPart.hidden = draft.kind === "workshop";
      if (this.offPart.hidden) return;
      const box = made(this.offPlace, "div", "builder-planner-fields");
      const country = choice(box, this.say("country"), this.countries(), draft.holidays.country, (value) => {
        draft.holidays.country = value;
        draft.holidays.region = "";
        this.keep();
        this.loadHolidays();
      });
      country.setAttribute("aria-describedby", "builder-planner-years");
      this.regionPlace = made(box, "div");
      const years = made(this.offPlace, "p", "builder-hint", this.say("years", { first: this.place.dataset.first, last: this.place.dataset.last }));
      years.id = "builder-planner-years";
      this.publicPlace = made(this.offPlace, "div");
      rows(this.offPlace, this, this.ownDayRows(), () => this.draft.holidays.dates);
      rows(this.offPlace, this, this.breakRows(), () => this.draft.breaks);
      this.loadHolidays();
    }

    countries() {
      let names = null;
      try {
        names = new Intl.DisplayNames([this.locale], { type: "region" });
      } catch (error) {
        names = { of: (code) => code };
      }
      const named = JSON.parse(this.place.dataset.countries).map((code) => [code, names.of(code) || code]);
      return [["", this.say("none")]].concat(named.sort((one, other) => one[1].localeCompare(other[1], this.locale)));
    }

    loadHolidays() {
      const chosen = this.draft.holidays;
      if (!JSON.parse(this.place.dataset.countries).includes(chosen.country)) chosen.country = chosen.region = "";
      const { country } = chosen;
      if (!country) {
        this.showRegions([]);
        return;
      }
      holidays.load(country, this.root + "_static/builder/planner-holidays", (known) => {
        if (country !== this.draft.holidays.country) return; // another was chosen meanwhile
        if (!known) this.tell(this.say("no_holidays"));
        const codes = holidays.regions(country);
        if (known && !codes.includes(this.draft.holidays.region)) this.draft.holidays.region = "";
        this.showRegions(codes);
      });
    }

    showRegions(codes) {
      const chosen = this.draft.holidays;
      this.regionPlace.textContent = "";
      if (codes.length) {
        const choices = [["", this.say("whole_country")]].concat(codes.map((code) => [code, code]));
        choice(this.regionPlace, this.say("region"), choices, chosen.region, (value) => {
          chosen.region = value;
          this.showPublic();
          this.changed();
        });
      }
      this.showPublic();
      this.show();
    }

    /* The public holidays in the term, each with a box for those on which there is class all the same. */
    showPublic() {
      if (!this.publicPlace) return;
      this.publicPlace.textContent = "";
      const days = this.publicDays();
      const { holidays: chosen } = this.draft;
      if (!Object.keys(days).length) return;
      const box = made(this.publicPlace, "fieldset", "builder-planner-public");
      made(box, "legend", "", this.say("public"));
      made(box, "p", "builder-hint", this.say("held"));
      for (const date of Object.keys(days)) {
        const name = this.day(dates.dayOf(date)) + " · " + days[date];
        tick(box, name, chosen.held.includes(date), (checked) => {
          chosen.held = chosen.held.filter((other) => other !== date).concat(checked ? [date] : []).sort();
          this.changed();
        });
      }
    }

    ownDayRows() {
      return {
        legend: "own_day",
        add: "add_own_day",
        empty: () => plan.emptyRow("dates"),
        fill: (group, row) => {
          const box = made(group, "div", "builder-planner-fields");
          field(box, this.say("date"), "date", row.date, this.setter(row, "date"));
          field(box, this.say("name"), "text", row.name, this.setter(row, "name"));
        },
      };
    }

    breakRows() {
      return {
        legend: "break",
        add: "add_break",
        empty: () => plan.emptyRow("breaks"),
        fill: (group, row) => {
          const box = made(group, "div", "builder-planner-fields");
          field(box, this.say("first_day"), "date", row.start, this.setter(row, "start"));
          field(box, this.say("last_day"), "date", row.end, this.setter(row, "end"));
          field(box, this.say("name"), "text", row.name, this.setter(row, "name"));
        },
      };
    }

    assessmentRows() {
      return {
        legend: "assessment_number",
        add: "add_assessment",
        empty: () => plan.emptyRow("assessments"),
        fill: (group, row) => {
          const box = made(group, "div", "builder-planner-fields");
          field(box, this.say("name"), "text", row.name, this.setter(row, "name"));
          const weight = field(box, this.say("weight_percent"), "number", row.weight, this.setter(row, "weight"));
          [weight.min, weight.max, weight.step] = ["0", "100", "any"];
          field(box, this.say("due"), "date", row.due, this.setter(row, "due"));
        },
      };
    }
  }

  Object.assign(window.BuilderPlanner, { Parts: Parts });
})();

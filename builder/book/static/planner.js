/* The planner: a syllabus made by hand, for whom the command line is none.

   This script puts the parts of the page together, and begins. */
(function () {
  "use strict";

  const { plan, shown } = window.BuilderPlanner;
  const { button, field, made, rows } = window.BuilderPlanner.forms;

  class Page extends window.BuilderPlanner.Parts {
    start() {
      const own = this.kept();
      this.draft = own || this.blank();
      this.frame();
      this.fromAddress(own !== null && plan.packed(own) !== plan.packed(this.blank()));
      this.showAll();
      window.addEventListener("hashchange", () => this.fromAddress(true));
    }

    blank() {
      return plan.draftOf({ timezone: this.ownZone(), meetings: [{}], days: [{}] });
    }

    ownZone() {
      return this.zoneOf(Intl.DateTimeFormat().resolvedOptions().timeZone || "");
    }

    part(name, className) {
      const part = made(this.place, "section", className || "");
      const heading = made(part, this.heading(0), "builder-planner-heading", this.say(name));
      heading.id = "builder-planner-" + name;
      part.setAttribute("aria-labelledby", heading.id);
      return part;
    }

    /* Make what stays: the parts, the places for what is computed, the status. */
    frame() {
      this.place.textContent = "";
      this.question = made(this.place, "div", "builder-planner-question");
      this.question.setAttribute("role", "alert");
      this.question.hidden = true;
      this.coursePlace = made(this.part("course"), "div");
      this.timesPlace = made(this.part("times"), "div");
      this.offPart = this.part("days_off");
      this.offPlace = made(this.offPart, "div");
      this.modulesPlace = made(this.part("modules"), "div");
      this.sessionsPlace = made(this.part("sessions"), "div");
      this.assessmentsPlace = made(this.part("assessments"), "div");
      this.looksPlace = made(this.part("looks"), "div");
      this.planPlace = made(this.part("plan", "builder-planner-plan"), "div");
      this.endPlace = this.part("downloads");
      this.end();
      const bar = made(this.place, "div", "builder-planner-bar");
      this.told = made(bar, "p");
      this.told.setAttribute("role", "status");
      this.undo = button(bar, this.say("undo"), () => this.takeBack());
      this.undo.disabled = true;
    }

    showAll() {
      for (const place of ["coursePlace", "timesPlace", "offPlace", "modulesPlace", "sessionsPlace", "assessmentsPlace"]) {
        this[place].textContent = "";
      }
      this.sessions = null;
      this.compute();
      this.showCourse();
      this.showTimes();
      this.showOff();
      this.modulesList = new window.BuilderPlanner.Modules(this, this.modulesPlace);
      this.sessions = new window.BuilderPlanner.Sessions(this, this.sessionsPlace);
      this.sessions.show();
      rows(this.assessmentsPlace, this, this.assessmentRows(), () => this.draft.assessments);
      this.nameField.value = this.draft.name;
      this.show();
    }

    /* The files, the link, and a new beginning. */
    end() {
      const place = this.endPlace;
      const fields = made(place, "div", "builder-planner-fields");
      this.nameField = field(fields, this.say("file_name"), "text", "", (value) => {
        this.draft.name = plan.isName(value.trim()) ? value.trim() : "course";
        this.keep();
      });
      this.nameField.dir = "ltr";
      this.nameField.addEventListener("change", () => (this.nameField.value = this.draft.name));
      this.nameField.setAttribute("aria-describedby", "builder-planner-name-hint");
      made(place, "p", "builder-hint", this.say("file_name_hint")).id = "builder-planner-name-hint";
      this.lacksPlace = made(place, "div", "builder-planner-lacks");
      const files = made(place, "p", "builder-buttons");
      for (const kind of ["yml", "ics", "csv"]) button(files, this.say("save_" + kind), () => shown.download(this, kind)).value = kind;
      button(files, this.say("print"), () => window.print());
      made(place, "p", "builder-hint", this.say("what_next"));
      const sharing = made(place, "div", "builder-planner-share");
      this.link = field(sharing, this.say("link"), "text", "", () => undefined);
      this.link.readOnly = true;
      this.link.dir = "ltr";
      this.link.addEventListener("focus", () => this.link.select());
      button(sharing, this.say("copy"), () => this.copy());
      made(place, "p", "builder-hint", this.say("kept_here"));
      this.blocked = made(place, "p", "builder-hint", this.say("not_kept"));
      this.blocked.hidden = true;
      button(made(place, "p", "builder-buttons"), this.say("start_again"), () => {
        if (!window.confirm(this.say("start_again_sure"))) return;
        this.before();
        this.draft = this.blank();
        this.showAll();
        this.keep();
        this.coursePlace.querySelector("input").focus();
        this.tell(this.say("started_again"));
      });
    }

    copy() {
      this.toAddress();
      const said = () => this.tell(this.say("copied"));
      const byHand = () => {
        this.link.focus();
        this.link.select();
        this.tell(this.say("copy_by_hand"));
      };
      if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(this.link.value).then(said, byHand);
      else byHand();
    }

    // ---- dragging, beside the buttons ------------------------------------------------------------------

    drag(element, what, handle) {
      const place = handle || element;
      place.draggable = true;
      place.addEventListener("dragstart", (event) => {
        this.dragged = what();
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", "");
      });
      place.addEventListener("dragend", () => (this.dragged = null));
    }

    drop(element, done) {
      element.addEventListener("dragover", (event) => {
        if (!this.dragged) return;
        event.preventDefault();
        element.classList.add("builder-planner-over");
      });
      element.addEventListener("dragleave", () => element.classList.remove("builder-planner-over"));
      element.addEventListener("drop", (event) => {
        element.classList.remove("builder-planner-over");
        if (!this.dragged) return;
        event.preventDefault();
        event.stopPropagation();
        const [kind, what] = this.dragged;
        this.dragged = null;
        done(kind, what);
      });
    }
  }

  function begin(place) {
    const script = document.createElement("script");
    script.src = (document.documentElement.dataset.content_root || "./") + "modules.js";
    script.onload = () => new Page(place, window.builderModules || []).start();
    script.onerror = () => new Page(place, []).start();
    document.head.appendChild(script);
  }

  for (const place of document.querySelectorAll(".builder-planner")) begin(place);
})();

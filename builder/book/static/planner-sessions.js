/* The modules of the course, and the sessions that a person makes of them. */
(function () {
  "use strict";

  const { button, choice, field, made } = window.BuilderPlanner.forms;

  // ---- the modules ---------------------------------------------------------------------------------

  const LONGEST = [15, 30, 45, 60, 90];

  function distinct(values) {
    return Array.from(new Set(values.filter(Boolean)));
  }

  /* Return the keywords of all modules, each once, however it is spelled: [folded, words, language]. */
  function keywordsOf(modules, language) {
    const found = new Map();
    for (const module of modules) {
      for (const word of module.keywords) {
        if (!found.has(word.toLowerCase())) found.set(word.toLowerCase(), [word.toLowerCase(), word, module.language]);
      }
    }
    return Array.from(found.values()).sort((one, other) => one[1].localeCompare(other[1], language));
  }

  function languageName(tag) {
    try {
      return new Intl.DisplayNames([tag], { type: "language" }).of(tag) || tag;
    } catch (error) {
      return tag;
    }
  }

  class Modules {
    constructor(page, parent) {
      this.page = page;
      this.asked = { keyword: "", level: "", language: "", minutes: "" };
      this.filter(parent);
      const box = made(parent, "p", "builder-planner-target");
      this.target = choice(box, page.say("add_to"), [], "", () => this.marks());
      this.list = made(parent, "ul", "builder-planner-modules");
      this.list.tabIndex = 0; // it scrolls
      this.list.setAttribute("aria-label", page.say("modules"));
      this.rows = page.modules.map((module) => this.row(module));
      this.show();
    }

    filter(parent) {
      const { page, asked } = this;
      const modules = page.modules;
      const any = [["", page.say("any")]];
      const levels = distinct(modules.map((module) => module.level)).sort((a, b) => a.localeCompare(b, page.locale));
      const tags = distinct(modules.map((module) => module.language)).sort();
      const longest = LONGEST.filter((most) => modules.some((module) => module.minutes && module.minutes <= most));
      const choices = {
        keyword: keywordsOf(modules, page.locale),
        level: levels.map((level) => [level, level]),
        language: tags.map((tag) => [tag, languageName(tag), tag]),
        minutes: longest.map((most) => [String(most), page.say("at_most", { minutes: most })]),
      };
      const form = made(parent, "div", "builder-planner-filter");
      form.setAttribute("role", "group");
      form.setAttribute("aria-label", page.say("filter"));
      const selects = Object.keys(choices).filter((name) => choices[name].length > 1).map((name) =>
        choice(form, page.say(name), any.concat(choices[name]), "", (value) => {
          asked[name] = value;
          this.show();
        })
      );
      if (selects.length) {
        button(form, page.say("every"), () => {
          for (const select of selects) select.value = "";
          for (const name of Object.keys(asked)) asked[name] = "";
          this.show();
        });
      }
      this.told = made(parent, "p", "builder-planner-told");
      this.told.setAttribute("role", "status");
    }

    row(module) {
      const { page } = this;
      const row = made(this.list, "li", "builder-planner-module");
      const text = made(row, "div");
      const link = made(text, "a", "", module.title);
      link.href = page.root + module.address;
      page.speak(link, module.language);
      made(text, "p", "builder-planner-facts", page.facts(module));
      const used = made(text, "p", "builder-planner-used");
      const add = page.say("add");
      const one = button(row, add, () => this.add(module), add + page.words.colon + " " + module.title);
      page.drag(row, () => ["module", module.slug]);
      return { module: module, row: row, used: used, add: one };
    }

    add(module) {
      const at = this.target.value === "" ? null : Number(this.target.value);
      this.page.addModule(module.slug, at);
    }

    isWanted(module) {
      const { asked } = this;
      const words = module.keywords.map((word) => word.toLowerCase());
      return (
        (!asked.keyword || words.includes(asked.keyword)) &&
        (!asked.level || module.level === asked.level) &&
        (!asked.language || module.language === asked.language) &&
        (!asked.minutes || (Boolean(module.minutes) && module.minutes <= Number(asked.minutes)))
      );
    }

    show() {
      for (const one of this.rows) one.row.hidden = !this.isWanted(one.module);
      const left = this.rows.filter((one) => !one.row.hidden).length;
      this.told.textContent = this.page.say("shown", { number: left, all: this.rows.length });
    }

    /* Say in which sessions each module is, and which sessions may be chosen. */
    update() {
      const { page } = this;
      const sessions = page.draft.sessions;
      const chosen = this.target.value;
      this.target.textContent = "";
      made(this.target, "option", "", page.say("new_session")).value = "";
      sessions.forEach((session, index) => {
        made(this.target, "option", "", page.nameOf(session, index)).value = String(index);
      });
      this.target.value = chosen !== "" && Number(chosen) < sessions.length ? chosen : "";
      this.marks();
    }

    marks() {
      const { page } = this;
      const places = new Map();
      page.draft.sessions.forEach((session, index) => {
        for (const slug of session.modules) places.set(slug, (places.get(slug) || []).concat(index + 1));
      });
      for (const one of this.rows) {
        const numbers = places.get(one.module.slug);
        one.used.textContent = numbers ? page.say("used", { numbers: page.list(numbers) }) : "";
      }
    }
  }

  // ---- the sessions --------------------------------------------------------------------------------

  class Sessions {
    constructor(page, parent) {
      this.page = page;
      this.list = made(parent, "ol", "builder-planner-sessions");
      this.none = made(parent, "p", "builder-planner-none", page.say("no_sessions"));
      const box = made(parent, "p", "builder-buttons");
      this.more = button(box, page.say("add_session"), () => this.addEmpty());
      this.open = new Set(); // drafts of sessions whose details are open
      this.cards = [];
    }

    addEmpty() {
      const { page } = this;
      page.before();
      const session = window.BuilderPlanner.plan.emptyRow("sessions");
      page.draft.sessions.push(session);
      this.open.add(session);
      page.changed();
      this.show();
      this.cards[this.cards.length - 1].first.focus();
      page.tell(page.say("added", { what: page.say("session", { number: page.draft.sessions.length }) }));
    }

    show() {
      this.list.textContent = "";
      this.cards = this.page.draft.sessions.map((session, index) => this.card(session, index));
      this.none.hidden = this.cards.length > 0;
      this.update();
    }

    card(session, index) {
      const { page } = this;
      const name = page.say("session", { number: index + 1 });
      const item = made(this.list, "li", "builder-planner-session");
      const group = made(item, "div");
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", name);
      const head = made(group, "p", "builder-planner-when");
      const card = { item: item, head: head, session: session };
      card.buttons = this.buttonsOf(group, session, index, name);
      card.title = made(group, "p", "builder-planner-title");
      this.modulesOf(group, session, index);
      card.first = this.detailsOf(group, session, index, name);
      page.drag(item, () => ["session", index], head);
      page.drop(item, (kind, what) => this.dropped(kind, what, index));
      return card;
    }

    modulesOf(group, session, index) {
      const { page } = this;
      const list = made(group, "ul", "builder-planner-inside");
      session.modules.forEach((slug, place) => {
        const module = page.bySlug.get(slug);
        const row = made(list, "li");
        const name = module ? module.title : page.say("unknown_module", { slug: slug });
        const text = made(row, "div");
        const title = made(text, "span", "", name);
        if (module) {
          page.speak(title, module.language);
          made(text, "span", "builder-planner-facts", page.facts(module));
        }
        const remove = page.say("remove");
        button(row, remove, () => this.removeModule(index, place), remove + page.words.colon + " " + name);
      });
      list.hidden = !session.modules.length;
    }

    removeModule(index, place) {
      const { page } = this;
      page.before();
      const [slug] = page.draft.sessions[index].modules.splice(place, 1);
      page.changed();
      this.show();
      const left = this.cards[index].item.querySelectorAll(".builder-planner-inside button");
      (left[Math.min(place, left.length - 1)] || this.firstButton(index)).focus();
      page.tell(page.say("removed", { what: page.titleOf(slug) }));
    }

    firstButton(index) {
      const { up, down, remove } = this.cards[index].buttons;
      return [up, down, remove].find((one) => !one.disabled);
    }

    buttonsOf(group, session, index, name) {
      const { page } = this;
      const box = made(group, "p", "builder-buttons builder-planner-moves");
      const named = (text) => text + page.words.colon + " " + name;
      const does = (text, act) => button(box, page.say(text), act, named(page.say(text)));
      const up = does("up", () => this.move(index, index - 1, "up"));
      const down = does("down", () => this.move(index, index + 1, "down"));
      const remove = does("remove_session", () => this.remove(index));
      up.disabled = index === 0;
      down.disabled = index === page.draft.sessions.length - 1;
      return { up: up, down: down, remove: remove };
    }

    move(from, to, way) {
      const { page } = this;
      page.before();
      const [session] = page.draft.sessions.splice(from, 1);
      page.draft.sessions.splice(to, 0, session);
      page.changed();
      this.show();
      const one = way && this.cards[to].buttons[way];
      (one && !one.disabled ? one : this.firstButton(to)).focus();
      page.tell(page.say("moved", { what: page.plainName(session, to), number: to + 1, when: this.cards[to].head.textContent }));
    }

    remove(index) {
      const { page } = this;
      page.before();
      const [session] = page.draft.sessions.splice(index, 1);
      page.changed();
      this.show();
      if (this.cards.length) this.firstButton(Math.min(index, this.cards.length - 1)).focus();
      else this.more.focus();
      page.tell(page.say("removed", { what: page.plainName(session, index) }));
    }

    dropped(kind, what, index) {
      if (kind === "module") this.page.addModule(what, index);
      else if (kind === "session" && what !== index) this.move(what, index, "");
    }

    /* What is changed more seldom stands in a part that opens; return its first field. */
    detailsOf(group, session, index, name) {
      const { page } = this;
      const details = made(group, "details", "builder-planner-more");
      const summary = made(details, "summary", "", page.say("details"));
      summary.setAttribute("aria-label", page.say("details") + page.words.colon + " " + name);
      details.open = this.open.has(session);
      details.addEventListener("toggle", () => (details.open ? this.open.add(session) : this.open.delete(session)));
      const fields = made(details, "div", "builder-planner-fields");
      const set = (key) => (value) => {
        session[key] = value;
        page.changed();
      };
      const first = field(fields, page.say("title"), "text", session.title, set("title"));
      const pin = field(fields, page.say("pin"), "date", session.date, set("date"));
      page.bounds(pin);
      field(fields, page.say("minutes_of"), "number", session.minutes, set("minutes"));
      const kinds = page.kinds();
      if (kinds.length > 1) {
        const choices = [["", page.say("any_meeting")]].concat(kinds.map((kind) => [kind, kind]));
        choice(fields, page.say("needs"), choices, session.meeting, set("meeting"));
      }
      return first;
    }

    /* Say of each session when it is held, and what it is called. */
    update() {
      const { page } = this;
      const { sessions } = page.draft;
      // between a change and its cards there is nothing to say
      if (this.cards.length !== sessions.length || this.cards.some((card, index) => card.session !== sessions[index])) return;
      this.cards.forEach((card, index) => {
        card.head.textContent = page.say("session", { number: index + 1 }) + " · " + page.whenOf(index + 1);
        card.item.classList.toggle("builder-planner-unplaced", page.isUnplaced(index + 1));
        card.title.textContent = card.session.title.trim();
        card.title.hidden = !card.title.textContent;
      });
    }
  }

  Object.assign(window.BuilderPlanner, { Modules: Modules, Sessions: Sessions });
})();

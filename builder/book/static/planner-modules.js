/* The modules of the course, from which a person chooses. */
(function () {
  "use strict";

  const { button, choice, made } = window.BuilderPlanner.forms;

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

  Object.assign(window.BuilderPlanner, { Modules: Modules });
})();

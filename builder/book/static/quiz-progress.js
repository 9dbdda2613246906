/* Keeps what was answered on this device, and says how far one is.

   One entry of the browser's storage an item, under the course and the item's id, with a digest of what
   the item shows: where a rebuild changed the item, its entry no longer counts and only it is asked again.
   A browser that keeps nothing is told of, and nothing else changes. */
(function () {
  "use strict";

  const PREFIX = "builder-quiz:";
  const FORMAT = 1;

  class Store {
    constructor(course) {
      this.prefix = PREFIX + course + ":";
      this.memory = null;
      try {
        window.localStorage.setItem(this.prefix + "?", "1");
        window.localStorage.removeItem(this.prefix + "?");
      } catch (error) {
        this.memory = {}; // blocked, or full
      }
    }

    get kept() {
      return this.memory === null;
    }

    read(name) {
      const text = this.kept ? window.localStorage.getItem(this.prefix + name) : this.memory[name];
      try {
        const entry = JSON.parse(text || "null");
        return isEntry(entry) ? entry : null;
      } catch (error) {
        return null;
      }
    }

    write(name, entry) {
      const text = JSON.stringify(entry);
      try {
        if (this.kept) window.localStorage.setItem(this.prefix + name, text);
        else this.memory[name] = text;
      } catch (error) {
        // full: the answer is on the page, it is only not kept
      }
    }

    remove(name) {
      if (this.kept) window.localStorage.removeItem(this.prefix + name);
      else delete this.memory[name];
    }

    names() {
      const keys = this.kept ? Object.keys(window.localStorage) : Object.keys(this.memory).map((n) => this.prefix + n);
      const mine = keys.filter((key) => key.indexOf(this.prefix) === 0);
      return mine.map((key) => key.slice(this.prefix.length)).sort();
    }
  }

  function isEntry(entry) {
    return Boolean(entry) && typeof entry === "object" && typeof entry.digest === "string" && Array.isArray(entry.values);
  }

  /* The end of a quiz: how far one is, only what was missed, and answers as a file. */
  class Progress {
    constructor(quiz, items, words) {
      this.quiz = quiz;
      this.items = items;
      this.words = words;
      this.course = quiz.dataset.course;
      this.store = new Store(this.course);
      this.missedOnly = false;
    }

    start() {
      this.bar = this.quiz.appendChild(this.built());
      for (const item of this.items) {
        item.restore(this.store.read(this.name(item)));
        item.changed = () => this.changed(item);
      }
      this.tell();
    }

    name(item) {
      return this.quiz.dataset.slug + "/" + item.form.dataset.item;
    }

    changed(item) {
      const entry = item.entry();
      if (entry) this.store.write(this.name(item), entry);
      else this.store.remove(this.name(item));
      this.tell();
    }

    built() {
      const bar = made("section", "builder-quiz-progress");
      bar.setAttribute("aria-label", this.words.progress);
      bar.appendChild(made("p", "builder-quiz-heading", this.words.progress));
      this.tally = bar.appendChild(made("p", "builder-quiz-tally"));
      this.tally.setAttribute("role", "status");
      const buttons = bar.appendChild(made("p", "builder-quiz-buttons"));
      this.missed = this.button(buttons, this.words.missed, () => this.toggle());
      this.missed.setAttribute("aria-pressed", "false");
      this.button(buttons, this.words.save, () => this.save());
      this.button(buttons, this.words.load, () => this.file.click());
      this.button(buttons, this.words.clear, () => this.clear());
      this.file = buttons.appendChild(made("input", ""));
      this.file.type = "file";
      this.file.accept = "application/json,.json";
      this.file.hidden = true;
      this.file.addEventListener("change", () => this.load());
      this.told = bar.appendChild(made("p", "builder-quiz-told"));
      this.told.setAttribute("role", "status");
      bar.appendChild(made("p", "builder-quiz-hint", this.store.kept ? this.words.kept : this.words.not_kept));
      return bar;
    }

    button(parent, text, does) {
      const button = parent.appendChild(made("button", "", text));
      button.type = "button";
      button.addEventListener("click", does);
      return button;
    }

    tell() {
      const results = this.items.map((item) => item.result());
      const right = results.filter((result) => result === "right").length;
      const open = results.filter((result) => result === "").length;
      this.tally.textContent = this.words.tally
        .replace("{right}", right)
        .replace("{all}", results.length)
        .replace("{missed}", results.length - right - open)
        .replace("{open}", open);
    }

    /* Hide what is right, or show everything again. */
    toggle() {
      const none = !this.items.some(isMissed);
      this.missedOnly = !this.missedOnly && !none; // with nothing missed all stay
      this.missed.setAttribute("aria-pressed", String(this.missedOnly));
      for (const item of this.items) item.form.hidden = this.missedOnly && !isMissed(item);
      this.told.textContent = none ? this.words.none_missed : "";
    }

    save() {
      const items = {};
      for (const name of this.store.names()) {
        const entry = this.store.read(name);
        if (entry) items[name] = entry;
      }
      const text = JSON.stringify({ format: FORMAT, course: this.course, items: items }, null, 1);
      const link = made("a", "");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = "answers-" + this.course + ".json";
      document.body.appendChild(link);
      link.click();
      link.remove();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 0);
    }

    load() {
      const file = this.file.files[0];
      if (!file) return;
      const reader = new FileReader();
      reader.onload = () => this.loaded(String(reader.result));
      reader.onerror = () => this.loaded("");
      reader.readAsText(file);
      this.file.value = "";
    }

    loaded(text) {
      const items = entriesOf(text, this.course);
      this.told.textContent = items ? this.words.loaded : this.words.bad_file;
      if (!items) return;
      for (const name of Object.keys(items)) this.store.write(name, items[name]);
      for (const item of this.items) item.restore(this.store.read(this.name(item)));
      this.tell();
    }

    clear() {
      if (!window.confirm(this.words.clear_sure)) return;
      for (const name of this.store.names()) this.store.remove(name);
      for (const item of this.items) item.restore(null);
      if (this.missedOnly) this.toggle();
      this.told.textContent = this.words.cleared;
      this.tell();
    }
  }

  function isMissed(item) {
    return item.result() !== "right" && item.result() !== "";
  }

  /* Return the entries of a saved file, or null where it is none of this course's. */
  function entriesOf(text, course) {
    try {
      const file = JSON.parse(text);
      if (file.format !== FORMAT || file.course !== course || typeof file.items !== "object") return null;
      const names = Object.keys(file.items);
      return names.every((name) => isEntry(file.items[name])) ? file.items : null;
    } catch (error) {
      return null;
    }
  }

  function made(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  window.BuilderQuiz.Progress = Progress;
  window.BuilderQuiz.made = made;
})();

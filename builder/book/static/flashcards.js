/* Flashcards from a list of key terms: one at a time, turned by the reader and rated by the reader.

   The schedule is Leitner's (S. Leitner, "So lernt man lernen", 1972): a card stands in a box, and each box
   is looked at after its own number of days.  Again: box 0.  Hard: the same box.  Good: the next.  Easy: the
   one after.  Boxes and days are kept on this device.  docs/flashcards.md says the same to readers. */
(function () {
  "use strict";

  const DAYS = [0, 1, 3, 7, 14, 30];
  const STEPS = { again: -DAYS.length, hard: 0, good: 1, easy: 2 };
  const RATINGS = Object.keys(STEPS);

  function today() {
    const now = new Date();
    return Math.floor((now.getTime() - now.getTimezoneOffset() * 60000) / 86400000);
  }

  class Deck {
    constructor(section) {
      this.section = section;
      this.words = JSON.parse(section.dataset.words);
      this.key = "builder-cards:" + section.dataset.course;
      this.list = section.querySelector("dl");
      this.all = Array.from(section.querySelectorAll(".builder-flashcard"));
      this.boxes = this.kept();
      this.pass = new Set(); // cards that come again in this sitting
    }

    kept() {
      try {
        const boxes = JSON.parse(window.localStorage.getItem(this.key) || "{}");
        return boxes && typeof boxes === "object" && !Array.isArray(boxes) ? boxes : {};
      } catch (error) {
        return {};
      }
    }

    keep() {
      try {
        window.localStorage.setItem(this.key, JSON.stringify(this.boxes));
      } catch (error) {
        // blocked or full: the sitting goes on without
      }
    }

    start() {
      this.list.hidden = true;
      this.box = made(this.section, "div", "builder-deck");
      this.bar = made(this.box, "p", "builder-deck-bar");
      const label = made(this.bar, "label", "", this.words.side + " ");
      this.side = made(label, "select", "");
      for (const side of ["term", "definition"]) made(this.side, "option", "", this.words[side]).value = side;
      this.side.addEventListener("change", () => this.next(false));
      this.count = made(this.bar, "span", "builder-deck-count");
      this.count.setAttribute("role", "status");
      this.face = made(this.box, "div", "builder-deck-card");
      this.buttons = made(this.box, "p", "builder-buttons");
      this.box.addEventListener("keydown", (event) => this.pressed(event));
      this.next(false);
    }

    due() {
      const day = today();
      return this.all.filter((card) => {
        const entry = this.boxes[card.dataset.card];
        return !entry || !(entry.due > day) || this.pass.has(card.dataset.card);
      });
    }

    next(focus) {
      const due = this.due();
      this.card = due[0] || null;
      this.count.textContent = this.words.due.replace("{count}", due.length).replace("{all}", this.all.length);
      this.face.textContent = "";
      this.buttons.textContent = "";
      if (this.card) this.ask(focus);
      else this.done(focus);
    }

    ask(focus) {
      const sides = [part(this.card, "dt"), part(this.card, "dd")];
      if (this.side.value === "definition") sides.reverse();
      this.face.appendChild(sides[0]);
      const show = this.button(this.words.show, () => this.turn(sides[1]));
      if (focus) show.focus();
    }

    turn(answer) {
      this.face.appendChild(answer);
      answer.setAttribute("role", "status");
      this.buttons.textContent = "";
      RATINGS.forEach((rating, at) => {
        const button = this.button(at + 1 + " " + this.words[rating], () => this.rate(rating));
        button.dataset.rating = rating;
        if (rating === "good") button.focus();
      });
    }

    rate(rating) {
      const name = this.card.dataset.card;
      const before = this.boxes[name] ? Number(this.boxes[name].box) || 0 : 0;
      const box = Math.max(0, Math.min(DAYS.length - 1, before + STEPS[rating]));
      this.boxes[name] = { box: box, due: today() + DAYS[box] };
      this.keep();
      this.pass.delete(name);
      this.all.push(this.all.splice(this.all.indexOf(this.card), 1)[0]); // what comes again comes last
      if (DAYS[box] === 0) this.pass.add(name);
      this.next(true);
    }

    done(focus) {
      const days = this.all.map((card) => this.boxes[card.dataset.card].due - today());
      const said = made(this.face, "p", "", this.words.done.replace("{days}", Math.min(...days)));
      said.setAttribute("role", "status");
      const again = this.button(this.words.all, () => {
        for (const card of this.all) this.pass.add(card.dataset.card);
        this.next(true);
      });
      if (focus) again.focus();
    }

    /* Keys 1 to 4 rate while the focus is on a rating; nowhere else are they taken. */
    pressed(event) {
      const rating = RATINGS[Number(event.key) - 1];
      if (!rating || !event.target.dataset.rating || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.rate(rating);
    }

    button(text, does) {
      const button = made(this.buttons, "button", "builder-button", text);
      button.type = "button";
      button.addEventListener("click", does);
      return button;
    }
  }

  /* Return one side of a card: its term, or its definitions. */
  function part(card, name) {
    const side = document.createElement("div");
    side.className = "builder-deck-" + name;
    for (const line of card.querySelectorAll(name)) {
      const row = made(side, "p", "");
      row.innerHTML = line.innerHTML; // what stands on the page already
      if (line.lang) row.lang = line.lang;
      if (line.dir) row.dir = line.dir;
    }
    return side;
  }

  function made(parent, name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  for (const section of document.querySelectorAll(".builder-flashcards")) new Deck(section).start();
})();

/* Marks the quizzes of a page, offline.

   A response opens its own sealed text (quiz-seal.js), which says whether it is right.  What is typed is
   never marked wrong for its spelling: the passage lights up, and its reader compares.  Nothing is asked
   of a server; answers are kept on this device (quiz-progress.js). */
(function () {
  "use strict";

  const seal = window.BuilderQuiz.seal;
  const Replies = window.BuilderQuiz.Replies;
  const Progress = window.BuilderQuiz.Progress;
  const made = window.BuilderQuiz.made;
  const passages = window.BuilderQuiz.passages;

  class Item {
    constructor(form, number, slug, words) {
      this.form = form;
      this.number = number;
      this.slug = slug;
      this.words = words;
      this.kind = form.dataset.kind;
      this.sealed = new Replies(slug, form.dataset.item, JSON.parse(form.dataset.sealed));
      this.status = form.querySelector('[role="status"]');
      this.controls = Array.from(form.querySelectorAll("input, select, textarea"));
      this.again = form.querySelector('[data-does="again"]');
      this.show = form.querySelector('[data-does="show"]');
      this.digest = digestOf(form);
      this.rated = [];
      this.lit = null;
      this.changed = () => {};
    }

    start() {
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.check(true);
        this.changed();
      });
      for (const control of this.controls) {
        for (const event of ["input", "change"]) control.addEventListener(event, () => this.edited());
      }
      this.again.addEventListener("click", () => {
        this.restart();
        this.changed();
        this.controls[0].focus();
      });
      this.show.addEventListener("click", () => this.reveal());
      this.form.querySelector('[type="submit"]').hidden = false;
      for (const where of this.form.querySelectorAll(".builder-quiz-where")) where.hidden = true;
    }

    // ---- what is kept --------------------------------------------------------------------------------

    /* Return "right", "partly", "wrong" or "compare"; nothing where the item is open. */
    result() {
      return this.form.dataset.result || "";
    }

    /* Return what is kept of a response, null where there is nothing to keep. */
    entry() {
      if (!this.result()) return null;
      const values = this.controls.map((control) => (isTicked(control) ? control.checked : control.value));
      return { digest: this.digest, result: this.result(), values: values, rated: this.rated };
    }

    /* Take up a response that was kept, and what was said to it; begin anew where it was to another item. */
    restore(entry) {
      this.restart();
      const fits = entry && entry.digest === this.digest && entry.values.length === this.controls.length;
      if (!fits) return;
      this.controls.forEach((control, index) => {
        if (isTicked(control)) control.checked = entry.values[index] === true;
        else control.value = String(entry.values[index]);
      });
      this.rated = Array.isArray(entry.rated) ? entry.rated.filter((one) => typeof one === "number") : [];
      this.check(false);
    }

    // ---- marking ---------------------------------------------------------------------------------------

    /* Take back what was said, since it was about another response. */
    edited() {
      if (!this.result() && !this.status.textContent) return;
      this.clear();
      this.changed();
    }

    clear() {
      this.status.textContent = "";
      this.rated = [];
      delete this.form.dataset.result;
      this.dim();
      for (const mark of this.form.querySelectorAll(".builder-quiz-mark")) mark.textContent = "";
    }

    restart() {
      this.form.reset();
      this.clear();
      this.again.hidden = true;
      this.show.hidden = true;
    }

    check(byHand) {
      const rated = this.rated;
      this.clear();
      const missing = this.missing();
      if (missing) {
        if (!byHand) return;
        this.say([{ text: this.words[missing.word] }], "");
        missing.control.focus();
        return;
      }
      this.again.hidden = false;
      this.rated = byHand ? [] : rated;
      if (this.kind === "essay") {
        this.reveal();
        return;
      }
      const replies = this.replies();
      const right = replies.filter((reply) => !isWrong(reply)).length;
      if (right < replies.length && this.sealed.isTyped) {
        this.compare(right, replies.length);
        return;
      }
      const result = right === replies.length ? "right" : right && replies.length > 1 ? "partly" : "wrong";
      this.show.hidden = result === "right";
      const said = this.words[result].replace("{right}", right).replace("{all}", replies.length);
      const feedback = replies.filter((reply) => reply.feedback).map((reply) => ({ text: reply.feedback }));
      const spelled = replies.filter((reply) => reply.slip).map(() => this.spelled());
      const after = result === "right" ? this.answer(false) : this.lookBack(replies.filter(isWrong));
      this.say([{ text: said, strong: true }].concat(feedback, spelled.slice(0, 1), after), result);
    }

    /* What is typed is never marked wrong: its reader compares it with the passage. */
    compare(right, all) {
      if (this.rated.length) {
        this.reveal();
        return;
      }
      this.show.hidden = false;
      const partly = right ? [{ text: this.words.partly.replace("{right}", right).replace("{all}", all), strong: true }] : [];
      this.say(partly.concat([{ text: this.words.compare_text }], this.lookBack([this.sealed.answer()])), "compare");
      this.light();
    }

    spelled() {
      return { text: this.words.spelled.replace("{text}", (this.sealed.answer().texts || []).join(", ")) };
    }

    /* Show the right answer; what was typed is then rated by its writer. */
    reveal() {
      const rates = this.kind === "essay" || this.sealed.isTyped;
      this.show.hidden = true;
      this.say(this.answer(true), rates ? "compare" : this.result());
      if (!rates) return;
      this.light();
      this.status.parentNode.insertBefore(this.rating(), this.status.nextSibling);
      this.rate();
    }

    /* Return the list by which a writer rates an answer: its points, or one line. */
    rating() {
      const points = this.sealed.answer().points || [this.words.same];
      const list = made("div", "builder-quiz-rating");
      list.setAttribute("role", "group");
      list.setAttribute("aria-label", this.words.rate);
      list.appendChild(made("p", "builder-quiz-hint", this.words.rate));
      points.forEach((text, index) => {
        const label = list.appendChild(made("label", "builder-quiz-option"));
        const box = label.appendChild(made("input", ""));
        box.type = "checkbox";
        box.checked = this.rated.indexOf(index) >= 0;
        box.addEventListener("change", (event) => {
          event.stopPropagation();
          this.rated = this.rated.filter((one) => one !== index).concat(box.checked ? [index] : []);
          this.rate();
          this.changed();
        });
        label.appendChild(made("span", "", text));
      });
      this.points = points.length;
      return list;
    }

    rate() {
      this.form.dataset.result = this.rated.length === this.points ? "right" : "compare";
    }

    /* Return the first control that lacks a response, with the word that asks for one. */
    missing() {
      const first = this.controls[0];
      if (isTicked(first)) {
        return this.controls.some((control) => control.checked) ? null : { control: first, word: "unanswered" };
      }
      const empty = this.controls.find((control) => !control.value.trim());
      if (!empty) return null;
      return { control: empty, word: this.controls.length > 1 ? "unfinished" : "unwritten" };
    }

    /* Return the reply to each part of the response, and mark the parts in words. */
    replies() {
      const parts = this.sealed.parts;
      if (this.controls[0].type === "radio") {
        const chosen = this.controls.find((control) => control.checked);
        return [this.reply(0, chosen.value, chosen)];
      }
      if (this.kind === "multiple-response") {
        return parts.map((blobs, part) => {
          const control = this.controls[part];
          return this.reply(part, control.checked ? "1" : "0", control.checked ? control : null);
        });
      }
      return parts.map((blobs, part) => this.reply(part, this.controls[part].value, this.controls[part]));
    }

    reply(part, value, marked) {
      const typed = this.sealed.isTyped;
      const reply = (typed ? this.sealed.typed(part, value) : this.sealed.chosen(part, value)) || {};
      const word = isWrong(reply) ? (typed ? "" : this.words.part_wrong) : this.words.part_right;
      if (marked) document.getElementById(marked.getAttribute("aria-describedby")).textContent = word;
      return reply;
    }

    /* Return what is said of the right answer: why it is right and, where it is not given yet, itself. */
    answer(whole) {
      const sealed = this.sealed.answer();
      const lines = whole ? this.solution(sealed) : [];
      if (sealed.feedback) lines.push({ text: sealed.feedback });
      const told = lines.some((line) => (line.text || "").includes(sealed.quote)); // once is enough
      if (sealed.quote && !told) lines.push({ label: this.words.quote, text: "\u201c" + sealed.quote + "\u201d" });
      return lines.concat(this.lookBack([sealed]));
    }

    solution(sealed) {
      const texts = this.solutionTexts(sealed);
      if (this.kind !== "essay") {
        const label = this.words.answer;
        return texts.length === 1
          ? [{ label: label, text: texts[0] }]
          : [{ text: label, strong: true }].concat(texts.map((text) => ({ text: text, entry: true })));
      }
      const lines = texts.map((text) => ({ label: this.words.model, text: text }));
      return lines.length || (sealed.points || []).length ? lines : [{ text: this.words.no_model }];
    }

    solutionTexts(sealed) {
      const places = sealed.places || [];
      const labels = this.controls.map((control) => control.labels[0].textContent.trim());
      switch (this.kind) {
        case "matching":
          return places.map((place, row) => labels[row] + ": " + this.controls[row].options[place + 1].text);
        case "ordering":
          return labels.map((label, position) => position + 1 + ". " + labels[places.indexOf(position)]);
        case "cloze":
          return sealed.texts.map((text, gap) => (sealed.texts.length > 1 ? labels[gap] + ": " + text : text));
        default:
          return sealed.texts || labels.filter((label, index) => places[index]);
      }
    }

    // ---- the passage -----------------------------------------------------------------------------------

    /* Return a line for each paragraph that is named, or for the passage that is quoted. */
    lookBack(replies) {
      const numbers = replies.map((reply) => reply.paragraph).filter((number) => number);
      const distinct = numbers.filter((number, index) => numbers.indexOf(number) === index).sort((a, b) => a - b);
      const lines = distinct.map((number) => ({
        label: this.words.look_back,
        text: this.words.paragraph.replace("{number}", number),
        passage: passages.blockOf(document.getElementById("p" + number)),
      }));
      const quoted = lines.length ? null : passages.quoted(this.sealed.answer().quote);
      if (quoted) lines.push({ label: this.words.look_back, text: this.words.passage, passage: quoted });
      return lines;
    }

    light() {
      const sealed = this.sealed.answer();
      this.dim();
      this.lit = passages.blockOf(document.getElementById("p" + sealed.paragraph)) || passages.quoted(sealed.quote);
      if (this.lit) passages.light(this.lit);
    }

    dim() {
      for (const rating of this.form.querySelectorAll(".builder-quiz-rating")) rating.remove();
      if (this.lit) passages.dim(this.lit);
      this.lit = null;
    }

    /* Go to a passage, lit, with a way back. */
    visit(passage) {
      if (this.lit && this.lit !== passage) passages.dim(this.lit);
      this.lit = passage;
      passages.visit(passage, this.words.back.replace("{number}", this.number), () => {
        const link = this.status.querySelector("a");
        (link || this.controls[0]).focus({ preventScroll: true });
        this.form.scrollIntoView({ block: "start" });
      });
    }

    /* Put lines into the live region, as text only. */
    say(lines, result) {
      this.status.textContent = "";
      if (result) this.form.dataset.result = result;
      for (const line of lines) this.status.appendChild(this.line(line));
    }

    line(line) {
      const element = made("span", line.entry ? "builder-quiz-line builder-quiz-entry" : "builder-quiz-line");
      if (line.label) element.appendChild(made("strong", "", line.label + ":"));
      if (line.label) element.appendChild(document.createTextNode(" "));
      if (line.passage) {
        const link = made("a", "", line.text);
        link.href = "#" + passages.idOf(line.passage);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          this.visit(line.passage);
        });
        element.appendChild(link);
      } else {
        element.appendChild(line.strong ? made("strong", "", line.text) : document.createTextNode(line.text));
      }
      element.appendChild(document.createTextNode(" ")); // so that lines are read apart
      return element;
    }
  }

  function isWrong(reply) {
    return reply.verdict !== "right";
  }

  function isTicked(control) {
    return control.type === "radio" || control.type === "checkbox";
  }

  /* Return a digest of what an item shows and asks: a changed item is another item. */
  function digestOf(form) {
    const shown = form.querySelector("fieldset").textContent.replace(/^\s*\d+\./, ""); // its number may change
    const text = form.dataset.sealed + "\n" + shown;
    return Array.from(seal.sha256(seal.utf8(text)).slice(0, 8), (byte) => ("0" + byte.toString(16)).slice(-2)).join("");
  }

  function start() {
    for (const quiz of document.querySelectorAll(".builder-quiz")) {
      const words = JSON.parse(quiz.dataset.words);
      const forms = Array.from(quiz.querySelectorAll("form"));
      const items = forms.map((form, index) => new Item(form, index + 1, quiz.dataset.slug, words));
      for (const item of items) item.start();
      new Progress(quiz, items, words).start();
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

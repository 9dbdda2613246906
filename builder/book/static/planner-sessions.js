/* The sessions that a person makes of modules. */
(function () {
  "use strict";

  const { button, choice, field, made } = window.BuilderPlanner.forms;

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

  Object.assign(window.BuilderPlanner, { Sessions: Sessions });
})();

/* Fields and rows of the planner: native controls with their labels, made from a draft and written back to it. */
(function () {
  "use strict";

  const dates = window.BuilderPlanner.dates;

  function made(parent, name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    if (parent) parent.appendChild(element);
    return element;
  }

  function button(parent, text, does, label) {
    const one = made(parent, "button", "builder-button", text);
    one.type = "button";
    if (label) one.setAttribute("aria-label", label);
    one.addEventListener("click", does);
    return one;
  }

  /* Make a select.  choices: [value, words, their language or nothing]. */
  function choice(parent, label, choices, value, changed) {
    const box = made(parent, "label", "builder-planner-field", label + " ");
    const select = made(box, "select");
    for (const [one, text, language] of choices) {
      const option = made(select, "option", "", text);
      option.value = one;
      if (language) option.lang = language;
    }
    select.value = value;
    select.addEventListener("change", () => changed(select.value));
    return select;
  }

  /* Make a field of a text, date, time or number; it follows every key, so that nothing typed is lost. */
  function field(parent, label, type, value, changed) {
    const box = made(parent, "label", "builder-planner-field builder-planner-is-" + type, label + " ");
    const input = made(box, "input");
    input.type = type;
    if (type === "text") input.dir = "auto";
    if (type === "number") {
      input.min = "5";
      input.max = "720";
      input.inputMode = "numeric";
    }
    input.value = value;
    input.autocomplete = "off";
    input.addEventListener("input", () => changed(input.value));
    return input;
  }

  function tick(parent, label, checked, changed) {
    const box = made(parent, "label", "builder-planner-tick");
    const input = made(box, "input");
    input.type = "checkbox";
    input.checked = checked;
    box.appendChild(document.createTextNode(" " + label));
    input.addEventListener("change", () => changed(input.checked));
    return input;
  }

  /* The weekdays of a meeting, as boxes to tick. */
  function weekdays(parent, page, row, changed) {
    const box = made(parent, "fieldset", "builder-planner-weekdays");
    made(box, "legend", "", page.say("days"));
    dates.WEEKDAYS.forEach((day, index) => {
      const name = page.weekday(index);
      const input = tick(box, name, row.days.includes(day), (checked) => {
        row.days = dates.WEEKDAYS.filter((other) => (other === day ? checked : row.days.includes(other)));
        changed();
      });
      input.value = day;
    });
  }

  /* Rows of one kind, with a button that adds one.  kind: {legend, add, none, fill(box, row, changed), empty()};
     legend and none are names of phrases, add is one too; rows(): the list in the draft, which may be another
     after an undo. */
  function rows(parent, page, kind, list) {
    const box = made(parent, "div", "builder-planner-rows");
    const inside = made(box, "div");
    const add = button(made(box, "p", "builder-buttons"), page.say(kind.add), () => {
      page.before();
      list().push(kind.empty());
      page.changed();
      show();
      const fields = inside.lastElementChild.querySelector("input, select");
      if (fields) fields.focus();
      page.tell(page.say("added", { what: page.say(kind.legend, { number: list().length }) }));
    });

    function remove(index) {
      page.before();
      list().splice(index, 1);
      page.changed();
      show();
      const next = inside.children[Math.min(index, list().length - 1)];
      (next ? next.querySelector(".builder-planner-remove") : add).focus();
      page.tell(page.say("removed", { what: page.say(kind.legend, { number: index + 1 }) }));
    }

    function show() {
      inside.textContent = "";
      list().forEach((row, index) => {
        const group = made(inside, "fieldset", "builder-planner-row");
        const name = page.say(kind.legend, { number: index + 1 });
        made(group, "legend", "", name);
        kind.fill(group, row, () => page.changed());
        const text = page.say("remove") + page.words.colon + " " + name; // whole: rows stand inside rows
        button(group, text, () => remove(index), text).classList.add("builder-planner-remove");
      });
    }

    show();
    return show;
  }

  Object.assign(window.BuilderPlanner, {
    forms: { button: button, choice: choice, field: field, made: made, rows: rows, tick: tick, weekdays: weekdays },
  });
})();

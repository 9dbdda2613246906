/* What a reader has read and answered, on this device only: in the sidebar, on cards, at the end of a module
   and on the front page; and as a file, to take to another device.

   Answers are kept by `quiz-progress.js`, one entry an item; a module that was read is one entry here.  Cards
   that were practised are the flashcards' own entry.  Nothing is sent anywhere, and no cookie is set. */
(function () {
  "use strict";

  const FORMAT = 1;
  const nav = document.querySelector(".builder-nav");
  if (!nav || !nav.dataset.course) return;
  const course = nav.dataset.course;
  const words = JSON.parse(nav.dataset.words);
  const ANSWERS = "builder-quiz:" + course + ":";
  const READ = "builder-read:" + course + ":";
  const CARDS = "builder-cards:" + course;

  let storage = null;
  try {
    storage = window.localStorage;
    storage.setItem(READ + "?", "1");
    storage.removeItem(READ + "?");
  } catch (error) {
    storage = null; // blocked, or full
  }

  function names(prefix) {
    const all = storage ? Object.keys(storage) : [];
    return all.filter((key) => key.indexOf(prefix) === 0).map((key) => key.slice(prefix.length)).sort();
  }

  function answered(slug) {
    return names(ANSWERS + slug + "/").length;
  }

  function isRead(slug) {
    return Boolean(storage) && storage.getItem(READ + slug) !== null;
  }

  function put(key, value) {
    try {
      storage.setItem(key, value);
    } catch (error) {
      // full: nothing else changes
    }
  }

  /* Marks behind every line of a module: ✓ for read, and how many of its questions were answered. */
  function mark() {
    for (const place of document.querySelectorAll("[data-module]")) {
      const said = [];
      if (isRead(place.dataset.module)) said.push("✓ " + words.read);
      const count = Math.min(answered(place.dataset.module), Number(place.dataset.items || 0));
      if (count) said.push(words.answered.replace("{number}", count).replace("{all}", place.dataset.items));
      let shown = place.querySelector(".builder-done");
      if (!shown && said.length) {
        shown = document.createElement("span");
        shown.className = "builder-done";
        (place.querySelector("a") || place).insertAdjacentElement("beforeend", shown);
      }
      if (shown) shown.textContent = said.length ? " " + said.join(" · ") : "";
    }
    tally();
  }

  function tally() {
    const panel = document.querySelector(".builder-progress");
    if (!panel) return;
    panel.querySelector(".builder-progress-tally").textContent = panel.dataset.tally
      .replace("{read}", names(READ).length)
      .replace("{modules}", panel.dataset.modules)
      .replace("{answered}", names(ANSWERS).length)
      .replace("{items}", panel.dataset.items);
  }

  function readBox() {
    const box = document.querySelector(".builder-read input");
    if (!box) return;
    if (!storage) box.closest(".builder-read").hidden = true;
    box.checked = isRead(box.value);
    box.addEventListener("change", () => {
      if (box.checked) put(READ + box.value, "1");
      else storage.removeItem(READ + box.value);
      mark();
    });
  }

  function all() {
    const items = {};
    for (const name of names(ANSWERS)) items[name] = JSON.parse(storage.getItem(ANSWERS + name));
    const cards = storage ? JSON.parse(storage.getItem(CARDS) || "null") : null;
    return { format: FORMAT, course: course, items: items, read: names(READ), cards: cards };
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(all(), null, 1)], { type: "application/json" }));
    link.download = "progress-" + course + ".json";
    document.body.appendChild(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 0);
  }

  /* Take over a saved file; return whether it is one of this course's. */
  function take(text) {
    let file = null;
    try {
      file = JSON.parse(text);
    } catch (error) {
      return false;
    }
    const items = file && file.items;
    if (!file || file.format !== FORMAT || file.course !== course || typeof items !== "object" || !items) return false;
    if (!Object.values(items).every((entry) => entry && typeof entry.digest === "string")) return false;
    for (const name of Object.keys(items)) put(ANSWERS + name, JSON.stringify(items[name]));
    for (const slug of Array.isArray(file.read) ? file.read : []) put(READ + String(slug), "1");
    if (file.cards && typeof file.cards === "object") put(CARDS, JSON.stringify(file.cards));
    return true;
  }

  function clear() {
    for (const name of names(ANSWERS)) storage.removeItem(ANSWERS + name);
    for (const slug of names(READ)) storage.removeItem(READ + slug);
    storage.removeItem(CARDS);
  }

  function panel() {
    const place = document.querySelector(".builder-progress");
    if (!place) return;
    const told = place.querySelector(".builder-progress-told");
    if (!storage) {
      told.textContent = place.dataset.blocked;
      place.querySelectorAll("button").forEach((button) => (button.disabled = true));
      return;
    }
    const file = place.querySelector("input[type=file]");
    const does = {
      save: save,
      load: () => file.click(),
      clear: () => {
        if (!window.confirm(place.dataset.sure)) return;
        clear();
        told.textContent = place.dataset.cleared;
        mark();
      },
    };
    place.querySelectorAll("button").forEach((button) => button.addEventListener("click", does[button.value]));
    file.addEventListener("change", () => {
      const reader = new FileReader();
      reader.onload = () => {
        told.textContent = take(String(reader.result)) ? place.dataset.loaded : place.dataset.bad;
        mark();
      };
      if (file.files[0]) reader.readAsText(file.files[0]);
      file.value = "";
    });
  }

  readBox();
  panel();
  mark();
  document.addEventListener("change", () => window.setTimeout(mark, 0)); // an answer was given
  document.addEventListener("click", () => window.setTimeout(mark, 0));
})();

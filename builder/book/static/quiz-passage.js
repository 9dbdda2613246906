/* Finds the passage of the page that an answer rests on, lights it up, and leads there and back. */
(function () {
  "use strict";

  const seal = window.BuilderQuiz.seal;
  const LIT = "builder-quiz-lit";

  /* Return the paragraph, point or definition in which a numbered place or a quotation stands. */
  function blockOf(element) {
    return element && (element.closest("p, li, dd") || element);
  }

  function quoted(quote) {
    const wanted = seal.normalised(quote || "");
    if (!wanted) return null;
    const within = document.querySelector("article") || document.body;
    const blocks = Array.from(within.querySelectorAll("p, li, dd")).filter((block) => !block.closest(".builder-quiz"));
    const found = blocks.filter((block) => seal.normalised(block.textContent).indexOf(wanted) >= 0);
    return found.length ? found[found.length - 1] : null; // the innermost comes last
  }

  function idOf(element) {
    const named = element.id ? element : element.querySelector("[id]");
    if (named) return named.id;
    element.id = "builder-passage-" + (document.querySelectorAll("[id^=builder-passage-]").length + 1);
    return element.id;
  }

  function light(passage) {
    passage.classList.add(LIT);
  }

  function dim(passage) {
    passage.classList.remove(LIT);
  }

  /* Go to a passage, lit, and put a button there that leads back. */
  function visit(passage, words, goBack) {
    for (const other of document.querySelectorAll(".builder-quiz-back")) other.remove();
    light(passage);
    const back = document.createElement("button");
    back.className = "builder-quiz-back";
    back.type = "button";
    back.textContent = words;
    back.addEventListener("click", () => {
      back.remove();
      goBack();
    });
    passage.appendChild(back);
    passage.setAttribute("tabindex", "-1");
    passage.focus({ preventScroll: true });
    passage.scrollIntoView({ block: "center" });
  }

  window.BuilderQuiz.passages = { blockOf: blockOf, dim: dim, idOf: idOf, light: light, quoted: quoted, visit: visit };
})();

/* Hides the cards of the front page that the reader did not ask for. */
(function () {
  "use strict";

  for (const form of document.querySelectorAll(".builder-card-filter")) {
    const deck = form.closest(".builder-card-deck");
    const cards = Array.from(deck.querySelectorAll(".builder-card"));
    const told = form.querySelector("[role=status]");

    const wanted = (card, asked) =>
      (!asked.keyword || JSON.parse(card.dataset.keywords).includes(asked.keyword)) &&
      (!asked.level || card.dataset.level === asked.level) &&
      (!asked.language || card.dataset.language === asked.language) &&
      (!asked.minutes || (card.dataset.minutes && Number(card.dataset.minutes) <= Number(asked.minutes)));

    const show = () => {
      const asked = {};
      for (const select of form.querySelectorAll("select")) asked[select.name] = select.value;
      for (const card of cards) card.hidden = !wanted(card, asked);
      for (const part of deck.querySelectorAll("section")) {
        part.hidden = !part.querySelector(".builder-card:not([hidden])");
      }
      const left = cards.filter((card) => !card.hidden).length;
      told.textContent = told.dataset.words.replace("{number}", left).replace("{all}", cards.length);
    };

    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => window.setTimeout(show, 0));
    show();
    window.addEventListener("pageshow", show); // a browser keeps what was chosen, and puts it back late
  }

  function same(one, other) {
    return one.toLowerCase() === other.toLowerCase();
  }
})();

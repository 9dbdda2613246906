/* Key terms by touch and by keyboard: the first tap shows the definition, Escape puts it away.
   Without this script a tap follows the link to the definition, and hover and focus show it all the same. */
(function () {
  "use strict";

  let shown = null;

  function dismiss() {
    if (!shown) return;
    shown.classList.add("builder-dismissed");
    shown = null;
  }

  for (const term of document.querySelectorAll(".builder-term")) {
    const link = term.querySelector("a");
    const show = () => {
      if (shown && shown !== term) dismiss();
      term.classList.remove("builder-dismissed");
      shown = term;
    };
    link.addEventListener("focus", show);
    term.addEventListener("mouseenter", show);
    link.addEventListener("click", (event) => {
      const byTouch = window.matchMedia("(hover: none)").matches;
      if (byTouch && term.dataset.tapped !== "1") {
        event.preventDefault();
        show();
        term.dataset.tapped = "1";
      }
    });
    link.addEventListener("blur", () => delete term.dataset.tapped);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dismiss();
  });
})();

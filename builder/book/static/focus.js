/* Gives the focus back when a drawer or the search dialog is closed.

   The theme takes the focus off a button that has a tooltip as soon as it is pressed, so that afterwards it
   remembers no button to go back to, and the reader begins again at the top of the page. */
(function () {
  "use strict";

  let pressed = null;
  document.addEventListener("click", (event) => (pressed = event.target.closest("button") || pressed), true);
  document.addEventListener(
    "close",
    () => {
      const opener = pressed;
      window.setTimeout(() => {
        if (opener && document.activeElement === document.body) opener.focus();
      }, 0);
    },
    true,
  );
})();

/* Gives the focus back to the button of a list of pages that was closed: the theme loses it on its way. */
(function () {
  "use strict";

  for (const [dialog, button] of [["pst-primary-sidebar-modal", ".primary-toggle"], ["pst-secondary-sidebar-modal", ".secondary-toggle"]]) {
    const opened = document.getElementById(dialog);
    const opener = document.querySelector(button);
    if (opened && opener) opened.addEventListener("close", () => window.setTimeout(() => opener.focus(), 0));
  }
})();

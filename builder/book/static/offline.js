/* Keeps the book on this device where it is served over HTTPS, so that it opens without a network (`sw.js`).
   Not on a disk, where it is already, and not on a local server, whose pages change while one writes. */
(function () {
  "use strict";

  if (window.location.protocol !== "https:" || !("serviceWorker" in navigator)) return;
  if (navigator.connection && navigator.connection.saveData) return; // a reader who pays by the byte asked for few
  const root = document.documentElement.dataset.content_root || "./";
  window.addEventListener("load", () => navigator.serviceWorker.register(root + "sw.js").catch(() => {}));
})();

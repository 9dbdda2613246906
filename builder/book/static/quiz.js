/* Marks the quizzes of a page, offline.

   The right answers are on the page in disguise (builder/writers/seal.py says how and why): a response
   opens its own sealed text, which says whether it is right.  Nothing is asked of a server and nothing
   is kept.  Works from file:// and on old phones: no modules, no fetch, no crypto.subtle. */
(function () {
  "use strict";

  var SCHEME = "builder-quiz-1";
  var MARK = "sealed:";

  // ---- SHA-256 of bytes --------------------------------------------------------------------------

  var ROUND = [];
  var START = [];
  (function () {
    for (var n = 2; ROUND.length < 64; n += 1) {
      var prime = true;
      for (var d = 2; d * d <= n; d += 1) if (n % d === 0) prime = false;
      if (!prime) continue;
      if (START.length < 8) START.push(fraction(Math.pow(n, 1 / 2)));
      ROUND.push(fraction(Math.pow(n, 1 / 3)));
    }
    function fraction(x) {
      return ((x - Math.floor(x)) * 4294967296) | 0;
    }
  })();
})();

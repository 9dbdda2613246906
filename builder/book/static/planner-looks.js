/* What a plan might be asked about: too much in a session, a term used before it is explained, overlaps.

   Hints, no rules: a person may have reasons.  Each is [name of a phrase, what fills its places]. */
(function () {
  "use strict";

  const { dates } = window.BuilderPlanner;
  const SHORTEST = 4; // shorter terms stand in texts by chance
  const SHARED = 3; // so many keywords in common are many
  const MOST = 30;

  /* Return a text as words between blanks, without case and accents. */
  function folded(text) {
    const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return " " + plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ") + " ";
  }

  const texts = new Map();

  /* Return what a module says of itself, and its own terms, folded; computed once. */
  function wordsOf(module) {
    if (!texts.has(module.slug)) {
      const own = module.terms.map(([term]) => folded(term));
      const said = [module.title, ...module.keywords, ...module.terms.map(([term, definition]) => term + " . " + definition)];
      const keywords = new Map(module.keywords.map((word) => [folded(word), word]));
      texts.set(module.slug, { text: said.map(folded).join("|"), terms: own, keywords: keywords });
    }
    return texts.get(module.slug);
  }

  /* Return [number of the session, module] in the order of teaching, each module where it is taught first. */
  function taught(sessions, modules) {
    const seen = new Set();
    const found = [];
    sessions.forEach((session, index) => {
      for (const slug of session.modules || []) {
        if (!modules.has(slug) || seen.has(slug)) continue;
        seen.add(slug);
        found.push([index + 1, modules.get(slug)]);
      }
    });
    return found;
  }

  /* A key term that a later module explains and an earlier one uses. */
  function* usedTooEarly(order) {
    const explained = new Set();
    for (const [at, [number, module]] of order.entries()) {
      const own = wordsOf(module);
      for (const term of own.terms) explained.add(term);
      const told = new Set();
      for (const [laterNumber, later] of order.slice(at + 1)) {
        const terms = wordsOf(later).terms;
        for (const [place, term] of terms.entries()) {
          if (laterNumber === number || explained.has(term) || told.has(term) || term.trim().length < SHORTEST) continue;
          if (!own.text.includes(term)) continue;
          told.add(term);
          yield ["early", { number: number, title: module.title, term: later.terms[place][0], later: later.title, later_number: laterNumber }];
        }
      }
    }
  }

  function* usedTwice(sessions, modules) {
    const places = new Map();
    sessions.forEach((session, index) => {
      for (const slug of session.modules || []) places.set(slug, (places.get(slug) || []).concat(index + 1));
    });
    for (const [slug, numbers] of places) {
      if (numbers.length > 1) yield ["twice", { title: modules.has(slug) ? modules.get(slug).title : slug, numbers: numbers }];
    }
  }

  function* alike(order) {
    for (const [at, [number, module]] of order.entries()) {
      const own = wordsOf(module).keywords;
      for (const [laterNumber, later] of order.slice(at + 1)) {
        const theirs = wordsOf(later).keywords;
        const words = Array.from(own.keys()).filter((word) => theirs.has(word));
        if (words.length < SHARED) continue;
        yield ["alike", { title: module.title, number: number, later: later.title, later_number: laterNumber, words: words.map((word) => own.get(word)) }];
      }
    }
  }

  /* More class time in the modules of a session than it has. */
  function* tooFull(sessions, modules, minutes) {
    for (const [index, session] of sessions.entries()) {
      const own = (session.modules || []).filter((slug) => modules.has(slug)).map((slug) => modules.get(slug));
      const needed = own.reduce((sum, module) => sum + (module.minutes || 0), 0);
      const has = minutes.get(index + 1);
      if (has && needed > has) yield ["full", { number: index + 1, needed: needed, minutes: has }];
    }
  }

  function* absent(sessions, modules) {
    for (const [index, session] of sessions.entries()) {
      for (const slug of session.modules || []) if (!modules.has(slug)) yield ["absent", { number: index + 1, slug: slug }];
    }
  }

  function* weights(assessments) {
    const weighed = assessments.filter((one) => typeof one.weight === "number");
    const sum = Math.round(weighed.reduce((total, one) => total + one.weight, 0) * 100) / 100;
    if (weighed.length && sum !== 100) yield ["weights", { sum: sum }];
  }

  /* What is due outside the term, on a holiday or in a break, as builder/checks/syllabus/grading.py asks. */
  function* dueOff(assessments, term, off) {
    for (const one of assessments) {
      const day = dates.dayOf(one.due);
      if (day === null) continue;
      const said = { name: one.name, day: day };
      if (term && one.due < term.start) yield ["before", { ...said }];
      else if (term && one.due > term.end) yield ["after", { ...said }];
      else if (off.has(day) && off.get(day).kind === "break") yield ["recess", { ...said, off: off.get(day).name }];
      else if (off.has(day)) yield ["holiday", { ...said, off: off.get(day).name }];
    }
  }

  /* Return what to look at.  minutes: of each session that has a place, by its number.  days: {term, off}, when the
     course is, and the days without class. */
  function looks(syllabus, modules, minutes, days) {
    const sessions = syllabus.sessions || [];
    const order = taught(sessions, modules);
    const found = [
      ...absent(sessions, modules), ...usedTwice(sessions, modules), ...tooFull(sessions, modules, minutes),
      ...usedTooEarly(order), ...alike(order), ...weights(syllabus.assessments || []),
      ...dueOff((syllabus.assessments || []).filter((one) => one.name), days.term, days.off),
    ];
    return { shown: found.slice(0, MOST), more: Math.max(0, found.length - MOST) };
  }

  Object.assign(window.BuilderPlanner, { looks: looks });
})();

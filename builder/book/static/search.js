/* The results of a search: key terms first, then pages with the place that was found.

   Sphinx's index and scoring find the pages (`Search`, in searchtools.js); showing them is ours, because
   Sphinx fetches each page for its excerpt, which a book on a disk cannot.  The words of a page come as a
   script, for those results only that are shown. */
(function () {
  "use strict";

  const AT_ONCE = 8;
  const AROUND = 90;
  const place = document.querySelector(".builder-search");
  const words = JSON.parse(place.dataset.words);
  const out = document.getElementById("search-results");
  const told = document.getElementById("builder-search-status");
  const root = document.documentElement.dataset.content_root || "./";
  const waiting = {};

  window.builderSearch = {
    text: (page, sections) => (waiting[page] || []).forEach((show) => show(sections)),
  };

  /* Letters with the marks that follow them. */
  function letters(text) {
    return text.match(/\P{M}\p{M}*|\p{M}+/gu) || [];
  }

  function folded(text) {
    return letters(text).map((sign) => sign.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().charAt(0) || sign);
  }

  /* Arabic vowel marks are left out of the index (`search_words.py`). */
  function unmarked(query) {
    return query.normalize("NFC").replace(/[\u064b-\u065f\u0670\u0640]/g, "");
  }

  function asked(query) {
    return query.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean).map((word) => folded(word).join(""));
  }

  /* Key terms whose words begin with all the words asked for. */
  function terms(wanted) {
    const found = [];
    for (const module of window.builderModules || []) {
      for (const [term, definition, anchor] of module.terms) {
        const names = asked(term);
        if (wanted.every((word) => names.some((name) => name.startsWith(word)))) {
          found.push({ term: term, definition: definition, anchor: anchor, module: module });
        }
      }
    }
    return found.sort((one, other) => one.term.length - other.term.length || (one.term < other.term ? -1 : 1));
  }

  /* The tables of the index know their own words only: "constructor" is a word like another. */
  function plainTables() {
    const bare = Object.create(null, { hasOwnProperty: { value: Object.prototype.hasOwnProperty } });
    for (const table of Object.values(Search._index)) {
      if (table && typeof table === "object" && !Array.isArray(table)) Object.setPrototypeOf(table, bare);
    }
  }

  /* Sphinx's results, best first, then pages with words that begin so, whatever their accents; modules before
     pages that list what stands in modules. */
  function pages(parsed, wanted, stems) {
    const seen = new Set();
    return Search._performSearch(...parsed)
      .reverse()
      .concat(beginning(wanted, stems))
      .filter((result) => !seen.has(result[0]) && seen.add(result[0]))
      .map((result, place) => [result, place, isModule(result[0]) ? 0 : 1])
      .sort((one, other) => one[2] - other[2] || one[1] - other[1])
      .map(([result]) => result);
  }

  function isModule(page) {
    return (window.builderModules || []).some((module) => module.address.startsWith(page + "."));
  }

  function beginning(wanted, stems) {
    const index = Search._index;
    const held = wanted.map((word) => {
      const docs = new Set();
      for (const table of [index.terms, index.titleterms]) {
        for (const term of Object.keys(table)) {
          const stem = folded(term).join("");
          if (!alike(stem, word)) continue;
          [].concat(table[term]).forEach((doc) => docs.add(doc));
          if (word.startsWith(stem)) stems.add(stem);
        }
      }
      return docs;
    });
    const common = Array.from(held[0]).filter((doc) => held.every((docs) => docs.has(doc)));
    return common.sort((one, other) => one - other).map((doc) => [index.docnames[doc], index.titles[doc], ""]);
  }

  /* The index holds stems: a word may go on where its stem ends. */
  function alike(stem, word) {
    return stem.startsWith(word) || (stem.length > 3 && word.startsWith(stem) && word.length - stem.length < 4);
  }

  function made(parent, name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function plain(html) {
    return new DOMParser().parseFromString(html, "text/html").body.textContent;
  }

  /* Show the first place of a page that holds most of the words. */
  function excerpt(item, link, wanted) {
    return (sections) => {
      let best = null;
      for (const [anchor, heading, text] of sections) {
        const signs = folded(text);
        const line = signs.join("");
        const hits = wanted.filter((word) => line.indexOf(word) >= 0 || folded(heading).join("").indexOf(word) >= 0);
        // what a page says at its head is of all of it: a place further down tells more
        if (hits.length && (!best || hits.length > best.hits || (hits.length === best.hits && best.first))) {
          const at = Math.min(...hits.map((word) => line.indexOf(word)).filter((n) => n >= 0).concat([line.length]));
          best = { first: !best && anchor === sections[0][0], hits: hits.length, anchor: anchor, heading: heading, text: letters(text), at: at % (line.length || 1) };
        }
      }
      if (!best) return;
      if (best.anchor && !best.first) link.hash = best.anchor;
      if (best.heading && best.heading !== link.textContent) mark(made(item, "p", "builder-search-where"), best.heading, wanted);
      const blank = (at, step) => {
        while (at > 0 && at < best.text.length && best.text[at] !== " ") at += step;
        return at;
      };
      const start = blank(Math.max(0, best.at - AROUND), -1);
      const end = blank(Math.min(best.text.length, best.at + AROUND * 2), 1);
      const line = made(item, "p", "builder-search-text");
      mark(line, (start ? "… " : "") + best.text.slice(start, end).join("") + (end < best.text.length ? " …" : ""), wanted);
    };
  }

  function mark(line, text, wanted) {
    for (const piece of text.split(/([\p{L}\p{M}\p{N}]+)/u)) {
      const bare = folded(piece).join("");
      if (bare && wanted.some((word) => bare.startsWith(word))) made(line, "mark", "", piece);
      else line.appendChild(document.createTextNode(piece));
    }
  }

  function showTerms(found) {
    made(out, "h2", "", words.terms);
    const list = made(out, "dl", "builder-search-terms");
    for (const one of found.slice(0, AT_ONCE)) {
      const row = made(list, "div");
      const link = made(made(row, "dt"), "a", "", one.term);
      link.href = root + one.module.address + "#" + one.anchor;
      made(row, "dd", "", one.definition);
      made(row, "dd", "builder-search-where", one.module.title);
      row.lang = one.module.language;
      row.dir = "auto";
    }
  }

  function showPages(found, from, list, wanted) {
    for (const [page, title, anchor] of found.slice(from, from + AT_ONCE)) {
      const item = made(list, "li");
      item.dir = "auto";
      const link = made(item, "a", "", plain(Search._index.titles[Search._index.docnames.indexOf(page)] || title));
      link.href = root + page + DOCUMENTATION_OPTIONS.LINK_SUFFIX + anchor;
      waiting[page] = [excerpt(item, link, wanted)];
      const script = document.createElement("script");
      script.src = root + "_static/builder/text/" + page + ".js";
      document.body.appendChild(script);
    }
    if (found.length <= from + AT_ONCE) return;
    const more = made(out, "button", "builder-button", words.more);
    more.type = "button";
    more.addEventListener("click", () => {
      more.remove();
      showPages(found, from + AT_ONCE, list, wanted);
      list.children[from + AT_ONCE].querySelector("a").focus();
    });
  }

  function search(query) {
    out.textContent = "";
    const wanted = asked(query);
    if (!wanted.length) return;
    const key = terms(wanted);
    const parsed = Search._parseQuery(unmarked(query));
    localStorage.removeItem("sphinx_highlight_terms"); // Sphinx would mark the next page, whichever that is
    const stems = new Set(Array.from(parsed[1], (stem) => folded(stem).join("")));
    plainTables();
    const found = pages(parsed, wanted, stems);
    const marked = wanted.concat(Array.from(stems));
    told.textContent = (found.length || key.length ? words.found : words.none)
      .replace("{pages}", found.length)
      .replace("{terms}", key.length)
      .replace("{query}", () => query);
    if (key.length) showTerms(key);
    if (!found.length) return;
    made(out, "h2", "", words.pages);
    showPages(found, 0, made(out, "ol", "builder-search-pages"), marked);
  }

  Search.performSearch = (query) => search(query);
  const field = document.getElementById("builder-query");
  field.focus();
})();

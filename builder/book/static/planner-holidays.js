/* Public holidays of the country that a person chose: one small script a country, loaded when it is asked for.

   builder/book/planner_holidays.py makes those scripts and says how they are packed. */
(function () {
  "use strict";

  const known = {};
  const waiting = {};

  window.builderHolidays = (country, table) => {
    known[country] = table;
    for (const told of waiting[country] || []) told(true);
    delete waiting[country];
  };

  /* Load the days of a country; told(whether they are known). */
  function load(country, folder, told) {
    if (known[country]) {
      told(true);
      return;
    }
    if (waiting[country]) {
      waiting[country].push(told);
      return;
    }
    waiting[country] = [told];
    const script = document.createElement("script");
    script.src = folder + "/" + country + ".js";
    script.onerror = () => {
      for (const one of waiting[country] || []) one(false);
      delete waiting[country];
    };
    document.head.appendChild(script);
  }

  function regions(country) {
    return known[country] ? Object.keys(known[country].regions) : [];
  }

  /* Return the number of the column of names for a language: its own (zh-TW) before one that only shares the language
     (zh-CN), the country's own where it has none for it. */
  function column(table, language) {
    const wanted = language.replace(/-/g, "_").toLowerCase();
    const base = wanted.split("_")[0];
    const exact = table.languages.findIndex((tag) => tag && tag.toLowerCase() === wanted);
    const found = exact < 0 ? table.languages.findIndex((tag) => tag && tag.split("_")[0] === base) : exact;
    return found < 0 ? 0 : found;
  }

  /* Return the holidays from day to day, both counted: names by date. */
  function publicDays(country, region, language, first, last) {
    const table = known[country];
    if (!table) return {};
    const begin = Date.UTC(Number(table.first), 0, 1);
    const at = column(table, language);
    const found = new Map();
    for (const [name, packed] of table.days.concat((region && table.regions[region]) || [])) {
      for (let place = 0; place < packed.length; place += 3) {
        const day = parseInt(packed.slice(place, place + 3), 36);
        if (name < 0) found.delete(day);
        else found.set(day, table.names[name][at] || table.names[name][0]);
      }
    }
    const named = {};
    for (const day of Array.from(found.keys()).sort((one, other) => one - other)) {
      const date = new Date(begin + day * 86400000).toISOString().slice(0, 10);
      if (date >= first && date <= last) named[date] = found.get(day);
    }
    return named;
  }

  window.BuilderPlanner = Object.assign(window.BuilderPlanner || {}, {
    holidays: { load: load, publicDays: publicDays, regions: regions },
  });
})();

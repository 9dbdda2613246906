/* A plan as files: the syllabus that `builder syllabus build` takes (YAML), and a table (CSV).

   Texts only; nothing here knows the page.  YAML is written so that our reader gives every text back as it
   stands: all texts in double quotes, what does not print as an escape. */
(function () {
  "use strict";

  // ---- YAML --------------------------------------------------------------------------------------

  /* What YAML does not take as it stands inside quotes (section 5.1), or takes for the end of a line. */
  const ESCAPED = /["\\\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g;
  const LONELY = /[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g;
  const SHORT = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t" };
  const PLAIN = /^(\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|[A-Z][a-z]{2})$/;
  const PLAIN_KEYS = ["date", "start", "end", "at", "due", "held", "days"];

  function wellFormed(text) {
    return text.replace(LONELY, (found, before) => (before || "") + "\ufffd");
  }

  function quoted(text) {
    const escaped = (sign) => SHORT[sign] || "\\u" + ("000" + sign.charCodeAt(0).toString(16)).slice(-4);
    return '"' + wellFormed(text).replace(ESCAPED, escaped) + '"';
  }

  /* Dates, times and weekdays stand as a person writes them; every other text in quotes. */
  function scalar(value, key) {
    if (typeof value === "number") return String(value);
    return PLAIN_KEYS.includes(key) && PLAIN.test(value) ? value : quoted(value);
  }

  function isFlat(value) {
    return typeof value !== "object" || (Array.isArray(value) && value.every((one) => typeof one !== "object"));
  }

  function inline(value, key) {
    return Array.isArray(value) ? "[" + value.map((one) => scalar(one, key)).join(", ") + "]" : scalar(value, key);
  }

  function lines(value, indent) {
    const found = [];
    for (const key of Object.keys(value)) {
      if (isFlat(value[key])) found.push(indent + key + ": " + inline(value[key], key));
      else if (Array.isArray(value[key])) {
        found.push(indent + key + ":");
        for (const one of value[key]) {
          const inside = lines(one, indent + "    ");
          inside[0] = indent + "  - " + inside[0].slice(indent.length + 4);
          found.push(...inside);
        }
      } else found.push(indent + key + ":", ...lines(value[key], indent + "  "));
    }
    return found;
  }

  /* Return the file of a syllabus; schema: where editors find what may stand in it. */
  function yaml(syllabus, schema) {
    return "# yaml-language-server: $schema=" + schema + "\n" + lines(syllabus, "").join("\n") + "\n";
  }

  // ---- CSV ---------------------------------------------------------------------------------------

  /* A spreadsheet would compute a cell that begins so. */
  const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

  /* Where cells are parted at semicolons, so would one that follows such a sign. */
  const PARTED = /;(?="*[=+\-@\t\uff1d\uff0b\uff0d\uff20])/g;

  function cell(value) {
    const text = wellFormed(String(value)).replace(PARTED, ";'");
    const safe = FORMULA.test(text) ? "'" + text : text;
    return /[",;\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  /* Return a table (RFC 4180), with the mark by which spreadsheets know UTF-8. */
  function csv(rows) {
    return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
  }

  window.BuilderPlanner = Object.assign(window.BuilderPlanner || {}, {
    file: { csv: csv, quoted: quoted, wellFormed: wellFormed, yaml: yaml },
  });
})();

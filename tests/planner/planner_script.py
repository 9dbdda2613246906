"""Calls functions of the planner's pure scripts in Chromium, without a page around them."""

from pathlib import Path

import builder.book

STATIC = Path(builder.book.__file__).parent / "static"

#: The scripts are made anew for each call, in the order in which a page loads them.
CALL = """([scripts, part, name, calls]) => {
  const page = {window: {}, document: {}};
  for (const script of scripts) new Function("window", "document", script)(page.window, page.document);
  const holder = part.split(".").reduce((value, key) => value[key], page.window);
  return calls.map((one) => holder[name](...one));
}"""


def called(page, names, part, name, calls):
    """Return what a function of the scripts gives for many lists of arguments; part: where it stands in `window`."""
    scripts = [(STATIC / script).read_text(encoding="utf-8") for script in names]
    return page.evaluate(CALL, [scripts, part, name, calls])

"""A value as a script holds it."""

from __future__ import annotations

import json

#: Ends of lines to a script before ECMAScript 2019, inside a string too; old phones still read scripts so.
_LINE_ENDS = {ord("\u2028"): "\\u2028", ord("\u2029"): "\\u2029"}


def script_json(value: object) -> str:
    """Return a value as JSON that is also an expression in every version of JavaScript."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS)

"""What axe finds on a page: nothing is left out, and the size of targets (WCAG 2.2) is looked at too."""

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

#: Every rule is run; the elements that pass one are not described, which takes as long as the rules.
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


def violations(page):
    """Return what axe finds on an open page: the rule, and the selector and the beginning of what breaks it."""
    found = axe.Axe().run(page, options=OPTIONS).response["violations"]
    return [(rule["id"], node["target"][0], node["html"][:90]) for rule in found for node in rule["nodes"]]

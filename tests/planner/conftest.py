"""The planner of the shelf, open in a browser."""

import pytest
from looking import address, looked_at
from planner_page import begun


@pytest.fixture(scope="module")
def desk(chromium):
    """Return the browser of a person in New York, which keeps nothing from one test to the next."""
    context = chromium.new_context(accept_downloads=True, timezone_id="America/New_York")
    yield context
    context.close()


@pytest.fixture
def planner(shelf, desk):
    """Open the planner of the shelf."""
    with looked_at(desk, address(shelf, "planner")) as page:
        yield begun(page)
        assert page.heard.complaints == []

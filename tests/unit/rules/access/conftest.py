import pytest

from neutral_gate.readers import read
from neutral_gate.rules.access.page_view import PageView
from neutral_gate.rules.access.runner import all_findings


@pytest.fixture
def view():
    """A page, ready for questions, from its HTML."""

    def of(html):
        (draft,) = read(html.encode(), "page.html", "html")
        return PageView(draft, draft.page)

    return of


@pytest.fixture
def found():
    """What all checks find in a text: a list of findings by rule."""

    def of(text, name="page.html"):
        (draft,) = read(text.encode(), name)
        return all_findings(draft)

    return of

"""Templates of HTML pages: whatever they are filled with stands in them as text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

OWN = "neutral_gate.reports"


@cache
def templates(package: str = OWN) -> Environment:
    """The templates of a package, and behind them those of the reports, which every page shares its look with.

    Args:
        package: A package with a folder `templates`.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in dict.fromkeys((package, OWN))]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def part(name: str, package: str = OWN) -> str:
    """A style sheet or script of a page, as it is."""
    environment = templates(package)
    assert environment.loader is not None  # noqa: S101 - given above
    return environment.loader.get_source(environment, name)[0]

"""The words behind the question mark of an address."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request

from neutral_gate.readers.fields import moment_of
from neutral_gate.service.problems import Problem

_LONGEST = 300


def only(request: Request, *known: str) -> None:
    """Refuses words that mean nothing here: a misspelt filter must not look like "everything".

    Raises:
        Problem: There is one, or one that comes twice.
    """
    names = [name for name, _ in request.query_params.multi_items()]
    for name in names:
        if name not in known:
            raise Problem(422, "The address asks for something that is not known here.", f"Use: {', '.join(known)}.")
        if names.count(name) > 1:
            raise Problem(422, f'"{name}" is given twice.', "Give it once.")


def text_in(request: Request, name: str) -> str | None:
    """A text, or None where it is not given.

    Raises:
        Problem: It is empty or too long.
    """
    text = request.query_params.get(name)
    if text is not None and not 0 < len(text) <= _LONGEST:
        raise Problem(422, f'"{name}" must have 1 to {_LONGEST} letters.', "Shorten it, or leave it out.")
    return text


def word_in(request: Request, name: str, allowed: tuple[str, ...]) -> str | None:
    """One of several words, or None; errors as `text_in`."""
    text = text_in(request, name)
    if text is not None and text not in allowed:
        raise Problem(422, f'"{name}" is not a word that is known here.', f"Use one of: {', '.join(allowed)}.")
    return text


def moment_in(request: Request, name: str) -> datetime | None:
    """A date and time, or None; errors as `text_in`."""
    text = text_in(request, name)
    moment = moment_of(text) if text is not None else None
    if text is not None and moment is None:
        raise Problem(422, f'"{name}" cannot be read as a date.', "Write it like 2024-06-10T09:00:00+01:00.")
    return moment


def number_in(request: Request, name: str, default: int, least: int, most: int) -> int:
    """A whole number; errors as `text_in`."""
    text = text_in(request, name)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < 20 and least <= int(text) <= most):
        raise Problem(422, f'"{name}" must be a whole number.', f"Give one from {least} to {most}.")
    return int(text)

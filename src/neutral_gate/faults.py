"""What breaks down inside a check goes to the log, which takes long to load and is seldom needed."""

from __future__ import annotations

_hidden: list[bool] = []


def hide() -> None:
    """Keeps what breaks down off standard error, where nobody has set the log up otherwise."""
    _hidden.append(True)


def log(where: str, message: str, *values: object) -> None:
    """Writes the error that is being handled to the log.

    Args:
        where: Name of the module that caught it.
        message: What broke down, with a "%s" for each value.
        values: For the message.
    """
    import logging

    if _hidden:
        logging.getLogger("neutral_gate").addHandler(logging.NullHandler())
        _hidden.clear()
    logging.getLogger(where).exception(message, *values)

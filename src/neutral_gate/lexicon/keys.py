"""What a token answers to in patterns."""

from __future__ import annotations

from neutral_gate.text import Token


def token_keys(token: Token) -> tuple[str, ...]:
    """What a token answers to in patterns that know no word lists: its text and its classes."""
    keys = [token.text, *(f"{{{name}}}" for name in token.classes), f"{{{token.kind}}}"]
    if token.capital:
        keys += (f"={token.text}", "{capital}")
    return tuple(keys)

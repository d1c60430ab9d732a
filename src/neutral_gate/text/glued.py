"""Words that are written as one, all in lower case or all in capitals: where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Set

_LONGEST = 60


def split_glued(glued: str, words: Set[str]) -> list[str]:
    """The words of a glued text in lower case, the fewest that cover it; [] where they do not, or it is too long.

    Args:
        glued: Letters only, in lower case.
        words: The words to look for. A word that is in it whole stays whole.
    """
    if len(glued) > _LONGEST:
        return []
    best: list[list[str] | None] = [[], *[None] * len(glued)]
    for end in range(1, len(glued) + 1):
        for start in range(end):
            before = best[start]
            word = glued[start:end]
            if before is None or word not in words:
                continue
            now = best[end]
            if now is None or len(before) + 1 < len(now):
                best[end] = [*before, word]
    return best[-1] or []

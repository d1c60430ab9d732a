"""Takes the class of a candidate from words after "candidate" that name nobody, or somebody who wants a job or a place.

"Candidate Tilda Rowsham" stands for Parliament; a "Candidate Information Pack" is no person, and in a draft about an
interview, an exam or an operation the candidate is none of an election.
"""

from __future__ import annotations

from collections.abc import Sequence

from neutral_gate.people.common_names import COMMON_FIRST_NAMES
from neutral_gate.text import Token
from neutral_gate.text.everyday_words import is_everyday
from neutral_gate.text.word_lists import word_set

_CANDIDATE = "candidate"
_WANTED = word_set(
    """
    interview interviews interviewed vacancy vacancies shortlist shortlisted applicant applicants recruit recruits
    recruited recruitment hired salary cv references apprentice apprentices apprenticeship employer successful
    unsuccessful internal external exam exams phd doctorate degree viva course trial transplant surgery operation
    governor governors trustee trustees prefect bursary scholarship ordination award awards
    """
)
_PAPERS = word_set(
    """
    notice pack form forms guide handbook policy portal statement experience journey list number name names centre
    brief photo photograph passport id picture portrait badge briefing agreement profile application support event
    day days evening meeting information privacy charter survey
    """
)
"""What has a title that begins like a person's."""
_NEAR = 1
"""Sentences before and after in which such a word tells what somebody is a candidate for."""


def without_applicants(rows: Sequence[Sequence[Token]], others: Sequence[Sequence[Token]] = ()) -> bool:
    """Takes the class from "candidate" with two names after it where no election is meant.

    Args:
        rows: The tokens of the sentences of one draft, names recognised. They are changed.
        others: Sentences that belong to each of them, such as the draft of a picture.

    Returns:
        True where a token was changed.
    """
    changed = False
    for number, row in enumerate(rows):
        for token in row:
            if not _is_titled(token):
                continue
            near = (*rows[max(0, number - _NEAR) : number + 1 + _NEAR], *others)
            if not _is_name(token.text.split()[1:]) or any(each.text in _WANTED for other in near for each in other):
                token.classes = ()
                token.entity = ""
                changed = True
    return changed


def _is_titled(token: Token) -> bool:
    return _CANDIDATE in token.classes and token.text.startswith("candidate ")


def _is_name(words: Sequence[str]) -> bool:
    if not _PAPERS.isdisjoint(words):
        return False
    first, last = words[0], words[-1]
    return not is_everyday(first) or (first in COMMON_FIRST_NAMES and not is_everyday(last))

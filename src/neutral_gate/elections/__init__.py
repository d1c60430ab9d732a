"""Floor 2: elections and pre-election periods. What is active for this body at this moment?"""

from neutral_gate.elections.active import active_windows, latest_end, only_advisory, opening_soon, strictest
from neutral_gate.elections.body import Body
from neutral_gate.elections.diary import Diary
from neutral_gate.elections.explain import explain
from neutral_gate.elections.moments import LONDON, now, parse_moment
from neutral_gate.elections.reminders import reminders
from neutral_gate.elections.shipped import load_windows
from neutral_gate.elections.steady import steady
from neutral_gate.elections.terms import AUDIENCES, ELECTION_KINDS, NATIONS

__all__ = [
    "AUDIENCES",
    "ELECTION_KINDS",
    "LONDON",
    "NATIONS",
    "Body",
    "Diary",
    "active_windows",
    "explain",
    "latest_end",
    "load_windows",
    "now",
    "only_advisory",
    "opening_soon",
    "parse_moment",
    "reminders",
    "steady",
    "strictest",
]

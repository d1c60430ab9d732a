"""Floor 2: the one way out to the network. Nothing in here runs unless the user asked for something to be fetched."""

from neutral_gate.net.client import MAX_BYTES, TIMEOUT, Fetched, fetch
from neutral_gate.net.errors import FetchError
from neutral_gate.net.guard import Guard

__all__ = ["MAX_BYTES", "TIMEOUT", "FetchError", "Fetched", "Guard", "fetch"]

"""What people hand in on the pages: a form with words or a file, read in the processes that judge."""

from neutral_gate.service.uploads.forms import Form, SentFile, read_form
from neutral_gate.service.uploads.reading import HandedIn, read_draft

__all__ = ["Form", "HandedIn", "SentFile", "read_draft", "read_form"]

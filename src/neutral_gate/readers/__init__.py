"""Floor 2: bytes to drafts, with the exact place of every word in the source."""

from neutral_gate.readers.files import file_bytes, find_drafts, read_file
from neutral_gate.readers.reading import EXTENSIONS, format_of, read, sniff

__all__ = ["EXTENSIONS", "file_bytes", "find_drafts", "format_of", "read", "read_file", "sniff"]

"""The fields and the file of a form, from the bytes of a request."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, NamedTuple

from neutral_gate.service.judging.errors import RefusedError, UnreadableError

MAX_FIELDS = 40
_MAX_NAME = 200


class SentFile(NamedTuple):
    """A file that came with a form: the last part of its name, and its bytes."""

    name: str
    data: bytes


class Form(NamedTuple):
    """What a form has: its fields by name, and its file if one was chosen."""

    fields: Mapping[str, str]
    file: SentFile | None


def read_form(content_type: str, body: bytes) -> Form:
    """Reads a form that was sent as `multipart/form-data` or in the usual encoding.

    Args:
        content_type: The header of the request.
        body: Its bytes; whoever calls has bounded them.

    Raises:
        UnreadableError: It is no such form.
        RefusedError: It has too many fields, or more than one file.
    """
    from python_multipart import exceptions
    from python_multipart.multipart import FormParser, parse_options_header

    kind, options = parse_options_header(content_type)
    fields: dict[str, str] = {}
    files: list[SentFile] = []

    def on_field(field: Any) -> None:
        if len(fields) >= MAX_FIELDS:
            raise RefusedError("The form has too many fields.", "Send it from the page, as it is.")
        fields[_text(field.field_name)] = _text(field.value or b"").replace("\r\n", "\n")

    def on_file(file: Any) -> None:
        stream: BytesIO = file.file_object
        data = stream.getvalue()
        if file.file_name or data:
            if files:
                raise RefusedError("The form has more than one file.", "Choose one file at a time.")
            files.append(SentFile(_name(_text(file.file_name or b"")), data))

    boundary = options.get(b"boundary")
    if kind not in (b"multipart/form-data", b"application/x-www-form-urlencoded"):
        raise UnreadableError("The request is not a form.", "Send it from the page, as it is.")
    if kind == b"multipart/form-data" and not (boundary and body.rstrip().endswith(b"--" + boundary + b"--")):
        raise UnreadableError("The form did not come whole.", "Send it again.")
    try:
        # In memory, because the request is bounded: a file of somebody's draft must not stay behind on the disk.
        config: dict[Any, Any] = {"MAX_MEMORY_FILE_SIZE": len(body) + 1, "MAX_BODY_SIZE": float("inf")}
        parser = FormParser(kind.decode("ascii"), on_field, on_file, boundary=boundary, config=config)
        parser.write(body)
        parser.finalize()
    except exceptions.FormParserError as error:
        raise UnreadableError("The form did not come whole.", "Send it again.") from error
    return Form(fields, files[0] if files else None)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")


def _name(path: str) -> str:
    """The last part of a path, as Windows or others write it."""
    return path.replace("\\", "/").rpartition("/")[2][-_MAX_NAME:]

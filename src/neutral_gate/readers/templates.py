"""Template marks and shortcodes in text, which are no words: `{{ }}`, `{% %}`, `{# #}`, `<% %>`, `[gallery ids="1"]`.

Comments of templates are left out whole: no reader sees them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from neutral_gate.model.references import Piece
from neutral_gate.readers.template_comments import END_OF_COMMENT

_OPENING = re.compile(r"\{\{|\{%|\{#|<%|\[(?=/?[a-z])")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>"}
_NAME = re.compile(r"[<%]?-?\s*/?\s*([A-Za-z][\w./-]*)?")
_SHORTCODE = re.compile(
    r"\[/?([a-z][a-z0-9_-]{1,40}+)((?>(?:\s++[\w-]++=(?>\"[^\"\]]*+\"|'[^'\]]*+'|[^\s\"'\]]++)|\s++(?=/?\]))*))/?\]"
)
_PARAMETER = re.compile(
    r"(?:([\w-]+)\s*=\s*)?"
    r"(?:\"((?:[^\"\\]|\\.)*)(?:\"|\\?\Z)|'((?:[^'\\]|\\.)*)(?:'|\\?\Z)|`([^`]*)(?:`|\Z)|([^\s\"'=<>%{}\[\]]+))",
    re.DOTALL,
)
"""A value may lack its closing mark: so each mark is looked for once, however many there are."""
_KNOWN = frozenset({"gallery", "caption", "embed", "video", "audio", "playlist", "vc_row", "vc_column", "button"})
_WIDGET = re.compile(
    r"(?:^|[_-])(?:feeds?|rss|ticker|widgets?|timeline|stream|tweets?|twitter|x|youtube|vimeo|instagram|facebook|fb|tiktok"
    r"|bluesky|mastodon|linkedin|embed|iframe|gist|share|sharing|social)(?:$|[_-])",
    re.IGNORECASE,
)
_PICTURES = frozenset({"figure", "img", "image", "picture"})
_CONTROL = frozenset({"if", "elif", "elsif", "elseif", "unless", "case", "when", "for", "comment"})
"""Tags whose quoted words are compared, and not shown."""
_NO_WORDS = frozenset(
    {
        "class",
        "classes",
        "style",
        "styles",
        "id",
        "ids",
        "attr",
        "attrs",
        "attributes",
        "data",
        "query",
        "sizes",
        "srcset",
    }
)


class Template(NamedTuple):
    """A template mark or shortcode.

    Attributes:
        start: Where it starts in the source.
        end: Where it ends.
        name: Its name in lower case, "" where it has none.
        parameters: Its named parameters letter by letter with places, and the others under "0", "1" and so on.
        is_call: True for a shortcode or tag that does something, False for a value that is put in.
    """

    start: int
    end: int
    name: str
    parameters: dict[str, list[Piece]]
    is_call: bool

    @property
    def is_picture(self) -> bool:
        """True where it shows an image."""
        return self.is_call and self.name in _PICTURES and bool(self.parameters)

    @property
    def is_widget(self) -> bool:
        """True where its name says that it shows a feed, an embedded post or share buttons."""
        return self.is_call and bool(self.name) and _WIDGET.search(self.name) is not None

    @property
    def words(self) -> list[tuple[str, list[Piece]]]:
        """What a shortcode shows of its parameters, by name: those of several words that are no classes or settings."""
        return [
            (name, pieces)
            for name, pieces in self.parameters.items()
            if self.is_call and name not in _NO_WORDS and " " in pieces[0][0].strip()
        ]

    def value(self, *names: str) -> str:
        """The value of the first of these parameters that is given, or ""."""
        for name in names:
            if name in self.parameters:
                return "".join(text for text, _, _ in self.parameters[name])
        return ""


def find_templates(source: str, start: int, end: int) -> list[Template]:
    """The templates and shortcodes in `source[start:end]`, in order.

    Args:
        source: The whole source.
        start: Where to start.
        end: Where to end; a mark that is not closed by then is plain text.
    """
    found: list[Template] = []
    missing: set[str] = set()
    place = start
    while (opening := _OPENING.search(source, place, end)) is not None:
        template = _shortcode(source, opening.start(), end) if opening.group() == "[" else None
        mark = opening.group()
        if mark != "[" and mark not in missing:
            template = _marked(source, opening, end)
            if template is None:
                missing.add(mark)
            elif template.name == "comment" and "comment" not in missing:
                closed = END_OF_COMMENT.search(source, template.end, end)
                if closed is None:
                    missing.add("comment")
                else:
                    template = Template(template.start, closed.end(), "", {}, False)
        if template is None:
            place = opening.end()
        else:
            found.append(template)
            place = template.end
    return found


def _marked(source: str, opening: re.Match[str], end: int) -> Template | None:
    stop = source.find(_CLOSING[opening.group()], opening.end(), end)
    if stop < 0:
        return None
    if opening.group() == "{#":
        return Template(opening.start(), stop + 2, "", {}, False)
    match = _NAME.match(source, opening.end(), stop)
    name = (match.group(1) or "").lower() if match is not None else ""
    after = match.end() if match is not None else opening.end()
    is_call = opening.group() == "{%" or source[opening.end()] in "<%"
    return Template(opening.start(), stop + 2, name, _parameters(source, name, after, stop), is_call)


def _shortcode(source: str, start: int, end: int) -> Template | None:
    match = _SHORTCODE.match(source, start, end)
    if match is None:
        return None
    name = match.group(1)
    if not match.group(2).strip() and source[start + 1] != "/" and name not in _KNOWN and _WIDGET.search(name) is None:
        return None
    return Template(start, match.end(), name, _parameters(source, name, *match.span(2)), True)


def _parameters(source: str, name: str, start: int, end: int) -> dict[str, list[Piece]]:
    if not name or name in _CONTROL:
        return {}
    parameters: dict[str, list[Piece]] = {}
    for match in _PARAMETER.finditer(source, start, end):
        group = match.lastindex or 0
        if group < 2:
            continue
        key = (match.group(1) or str(len(parameters))).lower()
        if key not in parameters:
            first, last = match.span(group)
            parameters[key] = [(source[first:last], first, last)]
    return parameters

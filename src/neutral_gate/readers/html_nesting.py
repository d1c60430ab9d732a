"""Which start tag closes which open element, and how far an end tag reaches: tables from the HTML standard."""

from __future__ import annotations

VOID = frozenset(
    {"area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link"}
    | {"meta", "param", "source", "track", "wbr"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HEAD_ONLY = frozenset(
    {"base", "basefont", "bgsound", "link", "meta", "title", "script", "style", "noscript", "template", "noframes"}
)
CLOSES_P = (
    frozenset(
        {"address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt"}
        | {"fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "li", "listing", "main"}
        | {"menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table", "ul", "xmp"}
    )
    | HEADINGS
)

SPECIAL = (
    CLOSES_P
    | HEAD_ONLY
    | frozenset(
        {"applet", "area", "body", "br", "button", "caption", "col", "colgroup", "embed", "frame", "frameset", "head"}
        | {"html", "iframe", "img", "input", "keygen", "link", "marquee", "noembed", "object", "param", "select"}
        | {"source", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "track", "wbr", "#document"}
    )
)
"""Elements that an end tag of an inline element never reaches across."""

INLINE_FORMATS = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)

SCOPE = frozenset({"#document", "applet", "caption", "html", "marquee", "object", "table", "td", "template", "th"})
"""Elements that no end tag inside them reaches out of."""
TABLE_SCOPE = frozenset({"#document", "html", "table", "template"})
LIST_SCOPE = SCOPE | {"ol", "ul", "menu", "dir"}
BUTTON_SCOPE = SCOPE | {"button"}
TABLE_PARTS = frozenset({"caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr", "table"})

# A start tag -> (the open elements it closes, where the search for them ends)
CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), LIST_SCOPE | (SPECIAL - {"address", "div", "p", "li"})),
    "dt": (frozenset({"dt", "dd"}), SCOPE | (SPECIAL - {"address", "div", "p", "dt", "dd"})),
    "dd": (frozenset({"dt", "dd"}), SCOPE | (SPECIAL - {"address", "div", "p", "dt", "dd"})),
    "td": (frozenset({"td", "th", "caption", "colgroup"}), TABLE_SCOPE),
    "th": (frozenset({"td", "th", "caption", "colgroup"}), TABLE_SCOPE),
    "tr": (frozenset({"tr", "caption", "colgroup"}), TABLE_SCOPE),
    "tbody": (frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"}), TABLE_SCOPE),
    "thead": (frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"}), TABLE_SCOPE),
    "tfoot": (frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"}), TABLE_SCOPE),
    "caption": (frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"}), TABLE_SCOPE),
    "colgroup": (frozenset({"tbody", "thead", "tfoot", "caption", "colgroup"}), TABLE_SCOPE),
    "option": (frozenset({"option"}), SCOPE | {"select", "optgroup", "datalist"}),
    "optgroup": (frozenset({"optgroup", "option"}), SCOPE | {"select"}),
    "button": (frozenset({"button"}), SCOPE),
    "a": (frozenset({"a"}), SPECIAL),
    "nobr": (frozenset({"nobr"}), SPECIAL),
    "rb": (frozenset({"rb", "rt", "rp", "rtc"}), SPECIAL | {"ruby"}),
    "rt": (frozenset({"rb", "rt", "rp"}), SPECIAL | {"ruby", "rtc"}),
    "rp": (frozenset({"rb", "rt", "rp"}), SPECIAL | {"ruby", "rtc"}),
}

FOREIGN = frozenset({"svg", "math"})
FOREIGN_INSIDE = frozenset({"foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"})
"""Elements inside a drawing or formula whose content is HTML again."""
LEAVES_FOREIGN = (
    frozenset(
        {"b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "head", "hr"}
        | {
            "i",
            "img",
            "li",
            "listing",
            "menu",
            "meta",
            "nobr",
            "ol",
            "p",
            "pre",
            "ruby",
            "s",
            "small",
            "span",
            "strong",
        }
        | {"strike", "sub", "sup", "table", "tt", "u", "ul", "var"}
    )
    | HEADINGS
)

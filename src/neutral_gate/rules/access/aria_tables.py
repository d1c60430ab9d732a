"""Roles, states and properties of WAI-ARIA 1.2, with the graphics and digital publishing roles.

Sources: the WAI-ARIA 1.2 recommendation, Graphics ARIA 1.0, DPub-ARIA 1.1; `aria-description` and the braille
properties
from the WAI-ARIA 1.3 draft, which browsers already follow.
"""

from __future__ import annotations

from neutral_gate.text.word_lists import word_set

ABSTRACT = word_set(
    "command composite input landmark range roletype section sectionhead select structure widget window"
)
LANDMARKS = word_set("banner complementary contentinfo form main navigation region search")
WIDGETS = word_set(
    "button checkbox combobox gridcell link listbox menuitem menuitemcheckbox menuitemradio option progressbar radio"
    " scrollbar searchbox separator slider spinbutton switch tab tabpanel textbox treeitem grid menu menubar radiogroup"
    " tablist tree treegrid"
)
_DOCUMENT = word_set(
    "alert alertdialog application article blockquote caption cell code columnheader definition deletion dialog"
    " directory document emphasis feed figure generic group heading img image insertion list listitem log marquee math"
    " meter none note paragraph presentation row rowgroup rowheader status strong subscript superscript table term time"
    " timer toolbar tooltip mark suggestion comment"
)
_GRAPHICS = word_set("graphics-document graphics-object graphics-symbol")
_PUBLISHING = word_set(
    "doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-backlink doc-biblioentry doc-bibliography"
    " doc-biblioref doc-chapter doc-colophon doc-conclusion doc-cover doc-credit doc-credits doc-dedication doc-endnote"
    " doc-endnotes doc-epigraph doc-epilogue doc-errata doc-example doc-footnote doc-foreword doc-glossary"
    " doc-glossref doc-index doc-introduction doc-noteref doc-notice doc-pagebreak doc-pagefooter doc-pageheader"
    " doc-pagelist doc-part doc-preface doc-prologue doc-pullquote doc-qna doc-subtitle doc-tip doc-toc"
)
ROLES = LANDMARKS | WIDGETS | _DOCUMENT | _GRAPHICS | _PUBLISHING
"""All roles that an author may use."""

BASE_ROLE = {
    "image": "img",
    "presentation": "none",
    "graphics-symbol": "img",
    "doc-cover": "img",
    "doc-backlink": "link",
    "doc-biblioref": "link",
    "doc-glossref": "link",
    "doc-noteref": "link",
    "doc-pagebreak": "separator",
    "doc-subtitle": "heading",
    "doc-biblioentry": "listitem",
    "doc-endnote": "listitem",
}
"""Roles that are treated like another one."""

GLOBAL = word_set(
    "aria-atomic aria-busy aria-controls aria-current aria-describedby aria-details aria-dropeffect aria-flowto"
    " aria-grabbed aria-hidden aria-keyshortcuts aria-label aria-labelledby aria-live aria-owns aria-relevant"
    " aria-roledescription aria-description aria-braillelabel aria-brailleroledescription"
)
DEPRECATED_GLOBAL = word_set("aria-disabled aria-errormessage aria-haspopup aria-invalid")
"""Properties that ARIA 1.1 allowed everywhere; ARIA 1.2 advises against most uses and forbids none."""

_BOOLEAN = ("true", "false")
_MAYBE = ("true", "false", "undefined")
_THREE = ("true", "false", "mixed", "undefined")
TOKENS: dict[str, tuple[str, ...]] = {
    "aria-atomic": _BOOLEAN,
    "aria-busy": _BOOLEAN,
    "aria-disabled": _BOOLEAN,
    "aria-modal": _BOOLEAN,
    "aria-multiline": _BOOLEAN,
    "aria-multiselectable": _BOOLEAN,
    "aria-readonly": _BOOLEAN,
    "aria-required": _BOOLEAN,
    "aria-expanded": _MAYBE,
    "aria-grabbed": _MAYBE,
    "aria-hidden": _MAYBE,
    "aria-selected": _MAYBE,
    "aria-checked": _THREE,
    "aria-pressed": _THREE,
    "aria-autocomplete": ("inline", "list", "both", "none"),
    "aria-current": ("page", "step", "location", "date", "time", "true", "false"),
    "aria-haspopup": ("true", "false", "menu", "listbox", "tree", "grid", "dialog"),
    "aria-invalid": ("true", "false", "grammar", "spelling"),
    "aria-live": ("assertive", "off", "polite"),
    "aria-orientation": ("horizontal", "vertical", "undefined"),
    "aria-sort": ("ascending", "descending", "none", "other"),
}
TOKEN_LISTS: dict[str, frozenset[str]] = {
    "aria-dropeffect": word_set("copy execute link move none popup"),
    "aria-relevant": word_set("additions all removals text"),
}
WHOLE_NUMBERS = word_set(
    "aria-colcount aria-colindex aria-colspan aria-level aria-posinset aria-rowcount aria-rowindex aria-rowspan"
    " aria-setsize"
)
NUMBERS = word_set("aria-valuemax aria-valuemin aria-valuenow")
IDS = word_set(
    "aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage aria-flowto aria-labelledby"
    " aria-owns"
)
ONE_ID = word_set("aria-activedescendant aria-errormessage")
_STRINGS = word_set(
    "aria-label aria-roledescription aria-description aria-braillelabel aria-brailleroledescription aria-keyshortcuts"
    " aria-placeholder aria-valuetext aria-colindextext aria-rowindextext"
)
ATTRIBUTES = frozenset(TOKENS) | frozenset(TOKEN_LISTS) | WHOLE_NUMBERS | NUMBERS | IDS | _STRINGS
"""All states and properties."""

_PLACE = "aria-posinset aria-setsize"
_RANGE = "aria-valuemax aria-valuemin aria-valuenow aria-valuetext"
_CELL = "aria-colindex aria-colindextext aria-colspan aria-rowindex aria-rowindextext aria-rowspan"
_ENTRY = "aria-readonly aria-required"
_GRIDCELL = f"{_CELL} {_ENTRY} aria-expanded aria-selected"
_TABLE = "aria-colcount aria-rowcount"
_ACTIVE = "aria-activedescendant"
_TEXT = f"{_ACTIVE} aria-autocomplete aria-multiline aria-placeholder {_ENTRY}"
_TREE = f"{_ACTIVE} aria-multiselectable aria-orientation aria-required"
SUPPORTED: dict[str, frozenset[str]] = {
    role: word_set(names)
    for role, names in {
        "alertdialog": "aria-modal",
        "application": f"{_ACTIVE} aria-expanded",
        "article": _PLACE,
        "button": "aria-expanded aria-pressed",
        "cell": _CELL,
        "checkbox": f"aria-checked aria-expanded {_ENTRY}",
        "columnheader": f"{_GRIDCELL} aria-sort",
        "combobox": f"{_ACTIVE} aria-autocomplete aria-expanded aria-placeholder {_ENTRY}",
        "dialog": "aria-modal",
        "document": "aria-expanded",
        "graphics-document": "aria-expanded",
        "graphics-object": _ACTIVE,
        "grid": f"{_TABLE} {_ACTIVE} aria-multiselectable aria-readonly",
        "gridcell": _GRIDCELL,
        "group": _ACTIVE,
        "heading": "aria-level",
        "link": "aria-expanded",
        "listbox": f"{_ACTIVE} aria-expanded aria-multiselectable aria-orientation {_ENTRY}",
        "listitem": f"aria-level {_PLACE}",
        "menu": f"{_ACTIVE} aria-orientation",
        "menubar": f"{_ACTIVE} aria-orientation",
        "menuitem": f"aria-expanded {_PLACE}",
        "menuitemcheckbox": f"aria-checked aria-expanded {_ENTRY} {_PLACE}",
        "menuitemradio": f"aria-checked aria-expanded {_ENTRY} {_PLACE}",
        "meter": _RANGE,
        "option": f"aria-checked aria-selected {_PLACE}",
        "progressbar": _RANGE,
        "radio": f"aria-checked {_PLACE}",
        "radiogroup": f"{_ACTIVE} aria-orientation {_ENTRY}",
        "row": f"{_ACTIVE} aria-colindex aria-expanded aria-level aria-rowindex aria-rowindextext aria-selected"
        f" {_PLACE}",
        "rowheader": f"{_GRIDCELL} aria-sort",
        "scrollbar": f"aria-orientation {_RANGE}",
        "searchbox": _TEXT,
        "separator": f"aria-orientation {_RANGE}",
        "slider": f"aria-orientation aria-readonly {_RANGE}",
        "spinbutton": f"{_ACTIVE} {_ENTRY} {_RANGE}",
        "switch": f"aria-checked aria-expanded {_ENTRY}",
        "tab": f"aria-expanded aria-selected {_PLACE}",
        "table": _TABLE,
        "tablist": f"{_ACTIVE} aria-level aria-multiselectable aria-orientation",
        "textbox": _TEXT,
        "toolbar": f"{_ACTIVE} aria-orientation",
        "tree": _TREE,
        "treegrid": f"{_TREE} {_TABLE} aria-readonly",
        "treeitem": f"aria-checked aria-expanded aria-level aria-selected {_PLACE}",
    }.items()
}
"""States and properties that a role supports beside the global ones."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "checkbox": ("aria-checked",),
    "combobox": ("aria-expanded", "aria-controls"),
    "heading": ("aria-level",),
    "menuitemcheckbox": ("aria-checked",),
    "menuitemradio": ("aria-checked",),
    "meter": ("aria-valuenow",),
    "radio": ("aria-checked",),
    "scrollbar": ("aria-controls", "aria-valuenow"),
    "separator": ("aria-valuenow",),
    "slider": ("aria-valuenow",),
    "switch": ("aria-checked",),
}
"""States and properties that a role must have and that have no value of their own to start with."""

NAME_PROHIBITED = word_set(
    "caption code definition deletion emphasis generic insertion mark none paragraph strong subscript suggestion"
    " superscript term time"
)
NAMING = word_set("aria-label aria-labelledby aria-braillelabel")
DESCRIBING_ROLE = word_set("aria-roledescription aria-brailleroledescription")

NAME_FROM_CONTENT = word_set(
    "button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row"
    " rowheader switch tab tooltip treeitem comment"
)
PRESENTATIONAL_CHILDREN = word_set(
    "button checkbox img math menuitemcheckbox menuitemradio meter option progressbar radio scrollbar separator slider"
    " switch tab"
)
FORM_FIELDS = word_set(
    "checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton switch textbox"
)

OWNS: dict[str, frozenset[str]] = {
    role: word_set(names)
    for role, names in {
        "feed": "article",
        "grid": "row rowgroup caption",
        "list": "listitem",
        "listbox": "option group",
        "menu": "menuitem menuitemcheckbox menuitemradio group separator menu",
        "menubar": "menuitem menuitemcheckbox menuitemradio group separator menu",
        "row": "cell columnheader gridcell rowheader",
        "rowgroup": "row",
        "table": "row rowgroup caption",
        "tablist": "tab",
        "tree": "treeitem group",
        "treegrid": "row rowgroup caption",
    }.items()
}
"""Roles that may stand directly in a role that is made of parts."""

GROUPED: dict[str, frozenset[str]] = {
    "listbox": word_set("option"),
    "menu": word_set("menuitem menuitemcheckbox menuitemradio separator"),
    "menubar": word_set("menuitem menuitemcheckbox menuitemradio separator"),
    "tree": word_set("treeitem group"),
}
"""Roles that may stand in a group inside such a role."""

INSIDE: dict[str, frozenset[str]] = {
    role: word_set(names)
    for role, names in {
        "caption": "figure grid table treegrid",
        "cell": "row",
        "columnheader": "row",
        "gridcell": "row",
        "listitem": "list directory",
        "menuitem": "menu menubar group",
        "menuitemcheckbox": "menu menubar group",
        "menuitemradio": "menu menubar group",
        "option": "listbox group",
        "row": "table grid treegrid rowgroup",
        "rowgroup": "table grid treegrid",
        "rowheader": "row",
        "tab": "tablist",
        "treeitem": "tree group treeitem",
    }.items()
}
"""Roles that a role must stand in."""

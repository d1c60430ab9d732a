"""Alt texts that are there and help nobody: file names, placeholders, "image of", repeats, too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model.page import Element, squeeze
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.words import phrases

_LONGEST = 125
"""Letters: the NHS service manual and GOV.UK's publishing tools ask for no more."""
_FILE = re.compile(
    r"(?:^|[\s/\\])[^\s/\\]+\.(?:apng|avif|bmp|gif|heic|jpe?g|png|svg|tiff?|webp)$|^(?:https?:|www\.|/[\w-]+/)\S+$",
    re.IGNORECASE,
)
_CAMERA = re.compile(
    r"(?:dsc[nf_]?|img|imag|pict|p|pxl|gopr|screenshot|screen shot|whatsapp image|untitled|unnamed|scan)"
    r"[\s_-]*\d[\d\s_.:-]*(?:\s*at [\d.:]+)?(?:\(\d+\))?(?:[\s_-]*(?:copy|final|small|large|web))?",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+){2,}")
_SIZE = re.compile(r"\d{2,5}\s*[x×]\s*\d{2,5}(?:px)?", re.IGNORECASE)
_EMPTY_WORDS = phrases(
    "alt|alt text|alternative text|attachment|background|banner|blank|button|chart|decorative|decorative image|default"
    "|description|diagram|featured image|figure|graph|graphic|header|header image|hero|hero image|icon|illustration"
    "|image|image description|image here|img|infographic|insert alt text|logo|main image|map|no alt|none|null|photo"
    "|photograph|photo description|pic|picture|placeholder|placeholder image|portrait|poster|screenshot|slide|spacer"
    "|stock image|stock photo|tbc|tbd|temp|test|thumb|thumbnail|title|todo|undefined|unnamed|untitled|video"
)
_KIND = r"(?:photo(?:graph)?|pic(?:ture)?|image|graphic|icon|illustration|drawing|thumbnail|img|clip ?art)"
_IMAGE_OF = re.compile(
    rf"(?:(?:this|here) is )?(?:an?|the|this|our|another|stock|decorative)?\s*(?:\w+ )?{_KIND}s?"
    rf" (?:of|showing|shows|depicting|representing|to show|that shows|which shows)\b|{_KIND}s?\s*[:–—-]\s+\w",
    re.IGNORECASE,
)
_ENDS_WITH_KIND = re.compile(r"\w[\w ,]+ (?:graphic|image|img|thumbnail|pic)\.?$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")


def alt_words(view: PageView) -> Iterator[Found]:
    """What is wrong with the alt texts of a page; at most one finding an image, the plainest fault first."""
    for element in view.survey.having.get("alt", ()):
        written = element.get("alt")
        alt = squeeze(written)
        if not alt or element.tag not in ("img", "area", "input") or not view.visibility.heard(element):
            continue
        found = _fault(element, alt, view)
        if found is not None:
            yield found


def _fault(element: Element, alt: str, view: PageView) -> Found | None:
    plain = alt.strip(" .:;-–—*\"'()[]").casefold()
    if _FILE.search(alt) or _CAMERA.fullmatch(alt) or _SIZE.fullmatch(alt) or _is_joined(alt):
        return view.found("alt-file-name", element, attribute="alt")
    if plain in _EMPTY_WORDS or _is_numbered(plain) or not _LETTER.search(alt):
        return view.found("alt-vague", element, attribute="alt")
    if len(plain) > 3 and " " not in plain and not alt.isupper() and not _is_word(plain):
        return view.found("alt-vague", element, attribute="alt")
    repeated = _repeats(element, alt)
    if repeated:
        return view.found("alt-repeats", element, attribute="alt", repeats=repeated)
    if _IMAGE_OF.match(alt) or _ENDS_WITH_KIND.fullmatch(alt):
        return view.found("alt-image-of", element, attribute="alt")
    if len(alt) > _LONGEST:
        return view.found("alt-long", element, attribute="alt", letters=len(alt))
    return None


def _is_joined(alt: str) -> bool:
    """True for a file name without its end, such as "spring_fair-2024-final": words joined by marks, and no space."""
    if " " in alt or not _JOINED.fullmatch(alt):
        return False
    return "_" in alt or any(letter.isdigit() for letter in alt)


def _is_numbered(plain: str) -> bool:
    """True for "image 3", "figure 2" and bare numbers."""
    words = plain.split()
    if all(word.isdigit() for word in words):
        return True
    return len(words) == 2 and words[1].isdigit() and words[0] in _EMPTY_WORDS | {"slide", "fig", "page"}


def _is_word(plain: str) -> bool:
    """False for letters that nobody can say, such as "sdfgh", and for the same letter again and again."""
    return not plain.isascii() or (re.search(r"[aeiouy\d]", plain) is not None and len(set(plain)) > 2)


def _repeats(element: Element, alt: str) -> str:
    """What an alt text repeats: "caption", "title" or "link", or ""."""
    folded = _folded(alt)
    title = element.get("title")
    if title and _folded(title) == folded:
        return "title"
    for around in element.ancestors():
        if around.tag == "figure":
            caption = next(around.elements("figcaption"), None)
            if caption is not None and _folded(caption.text()) == folded:
                return "caption"
        elif around.tag == "a" and "href" in around.attributes and folded == _folded(around.text()):
            return "link"
    return ""


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

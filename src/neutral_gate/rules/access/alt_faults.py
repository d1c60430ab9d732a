"""What is wrong with an alternative text by its words alone: a file name, a placeholder, "image of", too long."""

from __future__ import annotations

import re

from neutral_gate.text.word_lists import phrase_set

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
_EMPTY_WORDS = phrase_set(
    "alt|alt text|alternative text|attachment|background|banner|blank|bullet|bullet point|button|chart"
    "|decorative|decorative image|default|description|diagram|featured image|figure|graph|graphic|header"
    "|header image|hero|hero image|icon|illustration|image|image description|image here|img|infographic"
    "|insert alt text|logo|main image|map|no alt|none|null|photo|photograph|photo description|pic|picture"
    "|placeholder|placeholder image|portrait|poster|screenshot|slide|spacer|stock image|stock photo|tbc|tbd"
    "|temp|test|thumb|thumbnail|title|todo|undefined|unnamed|untitled|video"
)
_KIND = r"(?:photo(?:graph)?|pic(?:ture)?|image|graphic|icon|illustration|drawing|thumbnail|img|clip ?art)"
_IMAGE_OF = re.compile(
    rf"(?:(?:this|here) is )?(?:an?|the|this|our|another|stock|decorative)?\s*(?:\w+ )?{_KIND}s?"
    rf" (?:of|showing|shows|depicting|representing|to show|that shows|which shows)\b|{_KIND}s?\s*[:–—-]\s+\w",
    re.IGNORECASE,
)
_ENDS_WITH_KIND = re.compile(
    r"\w[\w ,]+(?<! an)(?<! a)(?<! the)(?<! each)(?<! every) (?:graphic|image|img|thumbnail|pic)\.?$", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W_]")


def says_nothing(alt: str) -> str:
    """Id of the rule, without its family, that an alternative text without meaning breaks, or "".

    Args:
        alt: The text with white space run together; not empty.
    """
    plain = alt.strip(" .:;-–—*\"'()[]").casefold()
    if _FILE.search(alt) or _CAMERA.fullmatch(alt) or _SIZE.fullmatch(alt) or _is_joined(alt):
        return "alt-file-name"
    if plain in _EMPTY_WORDS or _is_numbered(plain) or not _LETTER.search(alt):
        return "alt-vague"
    if len(plain) > 3 and " " not in plain and not alt.isupper() and not _is_word(plain):
        return "alt-vague"
    return ""


def could_be_better(alt: str) -> str:
    """Id of the rule that an alternative text breaks that says something, in a poor way, or ""."""
    if _IMAGE_OF.match(alt) or _ENDS_WITH_KIND.fullmatch(alt):
        return "alt-image-of"
    return "alt-long" if len(alt) > _LONGEST else ""


def folded(text: str) -> str:
    """The words of a text in small letters, one space between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


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

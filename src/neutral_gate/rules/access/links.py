"""Links: do their words say where they lead, and what happens when they are followed?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from neutral_gate.model.page import Element, Text, squeeze
from neutral_gate.rules.access.controls import links_of, of_kind
from neutral_gate.rules.access.page_view import Found, PageView, file_path
from neutral_gate.rules.access.patterns import late
from neutral_gate.text.word_lists import phrase_set, word_set

_LONGEST = 100
"""Letters: a link of more words than fit a line or two is a paragraph to listen to."""
_VAGUE = phrase_set(
    "click|click here|click here now|click here please|click this|click this link|click link|click on"
    " this link|click to"
    " view|click for details|click for info|click for more|click me|continue|continue reading|details|discover more"
    "|document|download|download here|download now|explore|explore more|find out|find out more|find out"
    " more here|follow"
    " this link|for details|for more|for more information|full details|full story|further details|further info|further"
    " information|get more|go|go here|go there|go to|go to link|go to page|go to site|go to this"
    " page|here|here here|info"
    "|information|just here|keep reading|learn|learn more|learn more here|link|link here|link to|look here|more"
    "|more about this|more details|more here|more info|more info here|more information|more information here|on this"
    " page|open|page|press here|read|read about it|read all|read article|read full article|read full story|read here"
    "|read it here|read it|read more|read more here|read on|read the rest|read this|read this page|right here|see|see"
    " details|see full details|see here|see more|select this link|select here|show|show more|start here|take me there"
    "|tap here|that|the link|the page|the website|this|this document|this form|this link|this one|this page|this report"
    "|this site|this website|try it|url|view|view all|view details|view full|view here|view it|view link|view more|view"
    " now|view page|view website|visit|visit here|visit link|visit page|visit site|visit this page|visit this website"
    "|visit website|watch|watch here|watch now|web page|website|webpage|web site|what's this|you can find it here"
)
_NOUNS = word_set("details document information info link page website view url open watch visit show explore follow")
"""Vague words that may also be the name of a thing that a page is about."""
_VAGUE_BUTTON = phrase_set("button|click|click here|click me|here|press|press here|test|this|untitled|icon|image|link")
_VAGUE_START = late(r"(?:please )?(?:click|tap|press) (?:here|this|on this|the link|on the link)\b", re.IGNORECASE)
_DIRECTS = ("please ", "click ", "tap ", "press ")
_FORMATS = word_set(
    "csv doc docx epub excel html jpg mp3 mp4 odt pdf plain png ppt pptx text txt word xls xlsx xml zip"
)
_URL = late(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_WITH_SCHEME = late(r"(?:[\w ]{1,30}:\s*)?\(?(?:https?|ftp)://\S+(?:\s+https?://\S+)*\)?", re.IGNORECASE)
_SHORT_ADDRESS = 30
"""Letters of an address that people can still read out or remember."""
_SITE_ONLY = late(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?", re.IGNORECASE)
_FILE = late(r"\.(pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|zip|mp3|mp4|epub)$", re.IGNORECASE)
_LONGEST_END = 6
_PLAIN_HOST = late(r"https?://[\w.-]++(?:[/?#]|\Z)")
"""How most addresses begin: with a host and no port."""
_SAYS_TYPE = {
    "pdf": r"pdf",
    "doc": r"word|docx?|ms word|office",
    "odt": r"odt|open ?document|libreoffice|open ?office",
    "rtf": r"rtf|rich text",
    "xls": r"excel|xlsx?|spreadsheet",
    "ods": r"ods|open ?document|open ?office|spreadsheet",
    "csv": r"csv|spreadsheet|comma",
    "ppt": r"power ?point|pptx?|slides|presentation",
    "odp": r"odp|open ?document|presentation|slides",
    "zip": r"zip|compressed",
    "mp3": r"mp3|audio|podcast|recording|listen",
    "mp4": r"mp4|video|film|watch|recording",
    "epub": r"epub|e-?book",
}
_SIZE = late(r"\d\s*(?:kb|mb|gb|bytes|kib|mib|kilobytes|megabytes)\b", re.IGNORECASE)
_NEW_TAB = late(
    r"(?:new|another|separate|different) (?:browser )?(?:tab|window|document)|(?:opens?|opening)"
    r" (?:externally|elsewhere)|pop-?up"
    r"|external (?:link|site|website)|mewn (?:tab|ffenestr) newydd",
    re.IGNORECASE,
)
_BLANK = frozenset({"_blank", "_new", "new", "blank"})
_MARKS = " _\t\n\u00a0.…:;!?>»›→➔➜▶►-–—|*()[]\"'“”‘’"


def links(view: PageView) -> Iterator[Found]:
    """What is wrong with the words and the behaviour of links."""
    names = view.names
    before: Element | None = None
    for link, name, address in links_of(view):
        if name:
            worded = _words(link, name, view)
            if worded is not None:
                yield worded
            yield from _behaviour(link, name, address, view)
            if before is not None and before.parent is link.parent and _is_next_to(before, link) and names.name(before):
                yield view.found("link-twice", link, attribute="href")
        before = link
    for button in of_kind(view, "button"):
        if names.name(button).casefold().strip(_MARKS) in _VAGUE_BUTTON:
            yield view.found("button-vague", button)
    yield from _anchors(view)


def _words(link: Element, name: str, view: PageView) -> Found | None:
    """What is wrong with the words of a link, if anything."""
    plain = name.casefold().strip(_MARKS).replace("’", "'")
    if not plain:
        return view.found_text(
            "link-vague", link, name, "This link's text is a sign, and a sign says nothing when read out."
        )
    if (_is_vague(plain) and not _described(link, view) and not _is_name(link, plain)) or (
        plain in _FORMATS and _is_alone(link) and not _described(link, view)
    ):
        return view.found_text("link-vague", link, name)
    if "@" not in name and (
        (("." in name or ":" in name) and _is_address(name))
        or (name[0] == "/" and len(name) > 1 and " " not in name and name == link.get("href").strip())
    ):
        return view.found_text("link-url", link, name)
    if len(name) > _LONGEST and not any(True for _ in link.elements("h1", "h2", "h3", "h4", "h5", "h6", "p", "div")):
        return view.found_text("link-long", link, name, letters=len(name))
    return None


def _is_address(name: str) -> bool:
    """True for a web address in full, or a long one; "www.example.org" and "example.org/flu" can be read out."""
    if _WITH_SCHEME.fullmatch(name):
        return True
    if _URL.fullmatch(name) is None or _SITE_ONLY.fullmatch(name):
        return False
    return len(name) > _SHORT_ADDRESS or name.lower().startswith("www.")


def _is_vague(plain: str) -> bool:
    return plain in _VAGUE or (plain.startswith(_DIRECTS) and _VAGUE_START.match(plain) is not None)


def _is_name(link: Element, plain: str) -> bool:
    """True where the address shows that the word is the name of the page, such as "details" for /components/details."""
    path = file_path(link.get("href").strip().rstrip("/"))
    return plain in _NOUNS and path.rpartition("/")[2].partition(".")[0].casefold() == plain.replace(" ", "-")


def _described(link: Element, view: PageView) -> bool:
    return any(each.text() for each in view.survey.referenced(link, "aria-describedby"))


def _is_alone(link: Element) -> bool:
    """True where a link is all that its block says, so that nothing beside it tells what it is about."""
    around = link.parent
    while around is not None and around.tag in ("span", "b", "strong", "em", "i", "small"):
        around = around.parent
    return around is not None and squeeze(around.text()) == squeeze(link.text())


def _behaviour(link: Element, name: str, href: str, view: PageView) -> Iterator[Found]:
    path = file_path(href) if "." in href else ""
    match = _FILE.search(path, len(path) - _LONGEST_END) if "." in path[-_LONGEST_END:] else None
    if match is not None:
        said = f"{name} {_after(link)}"
        kind = match[1].lower()
        words = _SAYS_TYPE.get(kind, _SAYS_TYPE.get(kind[:3], kind))
        if not re.search(rf"\b(?:{words})\b", said, re.IGNORECASE):
            yield view.found_text("link-file-type", link, name, file=kind)
        elif kind in ("pdf", "zip", "mp4") and not _SIZE.search(said):
            yield view.found_text("link-file-size", link, name, file=kind)
    attributes = link.attributes
    if ("target" in attributes and link.get("target").strip().lower() in _BLANK) or (
        "onclick" in attributes and "window.open(" in link.get("onclick")
    ):
        described = " ".join(each.text() for each in view.survey.referenced(link, "aria-describedby"))
        if not _NEW_TAB.search(f"{name} {link.get('title')} {described} {_after(link)[:40]}"):
            yield view.found("link-new-tab", link, attribute="target" if "target" in link.attributes else "onclick")
    if (
        (href == "#" and link.get("role").lower() not in ("button", "tab"))
        or (href[:1] in "jJfFdD" and href.lower().startswith(("javascript:", "file:", "data:")))
        or ("href" in attributes and not href)
        or (href[:1] in "hH" and _has_no_host(href))
    ):
        yield view.found("link-no-target", link, attribute="href" if href else "")


def _has_no_host(href: str) -> bool:
    """True for a web address that no browser can follow, such as one with letters for its port."""
    if _PLAIN_HOST.match(href) or href[:4].lower() != "http" or "//" not in href[:8]:
        return False
    host = re.split(r"[/?#]", href.partition("//")[2], maxsplit=1)[0]
    if not host:
        return True
    port = host.rpartition("@")[2].partition("]")[2] if "[" in host else host.rpartition("@")[2]
    port = port.partition(":")[2]
    return port != "" and not (port.isascii() and port.isdecimal() and int(port) < 65536)


def _after(link: Element) -> str:
    """The words right after a link, in the same block, where file types and sizes often stand."""
    around = link.parent
    if around is None:
        return ""
    text, passed = "", False
    for child in around.children:
        if child is link:
            passed = True
        elif passed and isinstance(child, Text):
            text += child.data
        elif passed and isinstance(child, Element):
            if child.tag in ("a", "br", "p", "div", "ul", "li"):
                break
            text += " " + child.text()
    return squeeze(text)[:80]


def _is_next_to(before: Element, link: Element) -> bool:
    """True where two links to the same place stand side by side, so that people meet it twice."""
    if before.tag != "a" or link.tag != "a" or before.parent is not link.parent or before.parent is None:
        return False
    href = link.get("href")
    if not href or before.get("href") != href or href.startswith("#"):
        return False
    between = before.source[before.end : link.start]
    return not between.strip() and before is not link


def _anchors(view: PageView) -> Iterator[Found]:
    """Links into the page itself whose target is not there."""
    if not view.survey.whole or view.survey.get("base"):
        return
    named = {each.get("name") for each in view.survey.having.get("name", ())}
    if any(each.get("src") for each in view.survey.get("script")):
        return
    for link in view.heard("a"):
        target = link.get("href").strip()
        if target[:1] != "#" or len(target) < 2 or target[1] in "/!?:" or target == "#top":
            continue
        if link.get("role").strip().lower() in ("button", "tab"):
            continue
        from urllib.parse import unquote

        if target[1:] not in view.survey.ids and unquote(target[1:]) not in view.survey.ids.keys() | named:
            if view.survey.templated:
                return
            yield view.found("link-broken-anchor", link, attribute="href")


def same_text(view: PageView) -> Iterator[Found]:
    """Links with the same text that lead to places that are clearly not the same."""
    by_name: dict[str, list[Element]] = {}
    for link, name, address in links_of(view):
        if address and not link.attributes["href"].startswith(("#", "javascript:", "tel:", "mailto:")):
            by_name.setdefault(name.casefold().strip(_MARKS), []).append(link)
    for name, same in by_name.items():
        if len(same) < 2 or not name or _is_vague(name):
            continue
        first = same[0]
        for link in same[1:]:
            if _differ(first.get("href"), link.get("href")):
                yield view.found_text("link-same-text", link, view.names.name(link), other=first.get("href"))
                break
    frames: dict[str, Element] = {}
    heard = list(view.heard("iframe"))
    scripts = view.survey.get("script") if len(heard) > 1 else ()
    if any("attachShadow" in each.source[each.open_end : each.close_start] for each in scripts):
        return
    for frame in heard:
        name = view.names.name(frame).casefold()
        other = frames.setdefault(name, frame) if name else frame
        if other is not frame and _path(other.get("src")) != _path(frame.get("src")):
            yield view.found("frame-same-name", frame, attribute="title")


def _path(address: str) -> str:
    return address.strip().partition("#")[0].rstrip("/")


def _differ(one: str, other: str) -> bool:
    """True for other sites, and for the same page with another query; two paths of one site may be one page."""
    try:
        first, second = urlsplit(one.strip()), urlsplit(other.strip())
    except ValueError:
        return False
    if first.netloc and second.netloc and _site(first.netloc) != _site(second.netloc):
        return True
    return first.path == second.path and first.query != second.query and first.netloc == second.netloc


def _site(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")

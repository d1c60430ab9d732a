"""Video and sound: captions, transcripts, and whether they start by themselves."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import TEMPLATE_MARKS, late

_CAPTIONS = frozenset({"captions", "subtitles"})
_AUTOPLAY = late(r"[?&;]auto_?play=(?:1|true|yes)\b", re.IGNORECASE)
_MUTED = late(r"[?&;](?:mute|muted|background)=(?:1|true|yes)\b", re.IGNORECASE)
_TRANSCRIPT = late(
    r"\btranscri(?:pts?|ptions?|bed)\b|\b(?:text|written|text-only) version\b|\bread the (?:text|words|script)\b"
    r"|\bfull text\b|trawsgrifiad",
    re.IGNORECASE,
)
_OFFERS = late(r"transcri(?:pt|bed)|trawsgrifiad|text-version", re.IGNORECASE)
"""What an address, an id or a name has in it that leads to a transcript."""
_PARTS_OF_OFFERS = (
    *("transcr", "trawsgr", "text vers", "tten vers", "only vers", "text-vers", "full text"),
    *("read the text", "read the words", "read the scr"),
)
"""What all that `_TRANSCRIPT` and `_OFFERS` find holds a part of, in small letters."""
_PLAYER = late(
    r"//(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/(?!live_stream)|player\.vimeo\.com/video/)",
    re.IGNORECASE,
)
_TOLD_AT_LENGTH = 80
"""Letters from which the name or description of a video tells what is in it, not only what it is called."""
_SILENT = late(r"\b(?:no|without) (?:sound|audio|speech)\b|\bsilent (?:video|film|clip|animation)", re.IGNORECASE)
_SOUND = late(r"\.(?:mp3|m4a|aac|ogg|oga|wav|flac)$", re.IGNORECASE)


def media(view: PageView) -> Iterator[Found]:
    """Videos without captions or a transcript, sound without one, and both where they start by themselves."""
    for video in view.survey.get("video"):
        if not view.visibility.heard(video):
            continue
        tracks = [track for track in video.elements("track") if _is_captions(track)]
        if not tracks and not ("muted" in video.attributes and "loop" in video.attributes) and not _is_silent(video):
            yield view.found("video-captions", video)
        if "autoplay" in video.attributes:
            if "muted" not in video.attributes:
                yield view.found("autoplay", video, attribute="autoplay", sound=True)
            elif "controls" not in video.attributes:
                yield view.found("autoplay", video, attribute="autoplay", sound=False)
    text = None
    for sound in view.survey.get("audio"):
        if "controls" not in sound.attributes and "autoplay" not in sound.attributes:
            continue  # a script plays it, if anything does
        if text is None:
            text = view.survey.page.root.text()
        if not _may_offer(text) or not _TRANSCRIPT.search(text):
            yield view.found("audio-transcript", sound)
        if "autoplay" in sound.attributes and "muted" not in sound.attributes:
            yield view.found("autoplay", sound, attribute="autoplay", sound=True)
    yield from _frames(view)
    yield from _unwritten(view)


def _unwritten(view: PageView) -> Iterator[Found]:
    """Videos that may have something to hear, and whose words are written down nowhere near them."""
    videos = [each for each in view.survey.get("video", "iframe", "embed") if _is_video(each)]
    offers: list[int] | None = None
    for index, video in enumerate(videos):
        if not view.visibility.heard(video) or _is_mute(video) or _is_silent(video):
            continue
        if offers is None:
            offers = _offers(view)
        first = videos[index - 1].end if index else 0
        last = videos[index + 1].start if index + 1 < len(videos) else len(video.source)
        if bisect_left(offers, first) == bisect_left(offers, last) and not _is_told(video, view):
            yield view.found("video-transcript", video)


def _is_video(element: Element) -> bool:
    """True for a video, and for a player of YouTube or Vimeo; one that a template fills in is not known.

    A player inside a `video` is for browsers that cannot play that; what a `video` without a file plays, a script says.
    """
    if element.tag == "video":
        return "src" in element.attributes or next(element.elements("source"), None) is not None
    if any(around.tag == "video" for around in element.ancestors()):
        return False
    address = element.get("src")
    if not _PLAYER.search(address):
        address = element.get("data-src")
    return _PLAYER.search(address) is not None and not any(mark in address for mark in TEMPLATE_MARKS)


def _is_mute(video: Element) -> bool:
    """True where a video plays without its sound, as decoration does."""
    if video.tag == "video":
        return "muted" in video.attributes or ("loop" in video.attributes and "controls" not in video.attributes)
    return _MUTED.search(video.get("src")) is not None


def _is_told(video: Element, view: PageView) -> bool:
    """True where the name or the description of a video offers its words, or tells at length what is in it."""
    told = [video.get("title"), video.get("aria-label")]
    for name in ("aria-labelledby", "aria-describedby", "aria-details"):
        told += [each.text() for each in view.survey.referenced(video, name)]
    return any(len(each) >= _TOLD_AT_LENGTH or _TRANSCRIPT.search(each) for each in told)


def _offers(view: PageView) -> list[int]:
    """The places where a page offers a transcript, in words, or in the address or the id of something; in order."""
    places = []
    if _may_offer(view.survey.words):
        places += [text.start for text in view.survey.texts if _TRANSCRIPT.search(text.data)]
    for name in ("href", "id", "class", "aria-label", "alt", "title"):
        having = view.survey.having.get(name, ())
        if _may_offer("\n".join([each.attributes[name] for each in having])):
            places += [each.start for each in having if _OFFERS.search(each.attributes[name])]
    return sorted(places)


def _may_offer(text: str) -> bool:
    """True where a text holds a part of the words that offer a transcript, which is quick to look for."""
    folded = text.casefold()
    return any(part in folded for part in _PARTS_OF_OFFERS)


def _frames(view: PageView) -> Iterator[Found]:
    for frame in view.survey.get("iframe", "embed", "bgsound"):
        address = frame.get("src")
        plays = "play=" in address.lower() and _AUTOPLAY.search(address) and not _MUTED.search(address)
        if plays or frame.tag == "bgsound":
            yield view.found("autoplay", frame, attribute="src", sound=True)


def _is_silent(video: Element) -> bool:
    """True where the name of a video, or the caption of its figure, says that there is nothing to hear."""
    figure = next((around for around in video.ancestors() if around.tag == "figure"), None)
    said = f"{video.get('title')} {video.get('aria-label')} {figure.text() if figure is not None else ''}"
    return _SILENT.search(said) is not None


def _is_captions(track: Element) -> bool:
    return track.get("kind").strip().lower() in _CAPTIONS | {""} and bool(track.get("src").strip())

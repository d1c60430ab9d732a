"""Video and sound: captions, transcripts, and whether they start by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late

_CAPTIONS = frozenset({"captions", "subtitles"})
_AUTOPLAY = late(r"[?&;]auto_?play=(?:1|true|yes)\b", re.IGNORECASE)
_MUTED = late(r"[?&;](?:mute|muted|background)=(?:1|true|yes)\b", re.IGNORECASE)
_TRANSCRIPT = late(r"\btranscripts?\b|\btext version\b|\bread the (?:text|words|script)\b|trawsgrifiad", re.IGNORECASE)
_SILENT = late(r"\b(?:no|without) (?:sound|audio|speech)\b|\bsilent (?:video|film|clip|animation)", re.IGNORECASE)
_SOUND = late(r"\.(?:mp3|m4a|aac|ogg|oga|wav|flac)$", re.IGNORECASE)


def media(view: PageView) -> Iterator[Found]:
    """Videos without captions, sound without a transcript, and both where they start by themselves."""
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
        if not _TRANSCRIPT.search(text):
            yield view.found("audio-transcript", sound)
        if "autoplay" in sound.attributes and "muted" not in sound.attributes:
            yield view.found("autoplay", sound, attribute="autoplay", sound=True)
    yield from _frames(view)


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

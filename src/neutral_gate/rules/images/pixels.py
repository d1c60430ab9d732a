"""Pixels against the size that is shown, and bytes against what readers and channels can take."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.images.sizes import WEB, Place, load_sizes
from neutral_gate.rules.images.displayed import chosen_by_browser, displayed_size, fitted
from neutral_gate.rules.images.found import Found, Shown, weight_words

HEAVY, RATHER_HEAVY = 1_000_000, 300_000
"""Bytes: what the strictest channel refuses (Bluesky), and what a UK university allows for a banner, twice what
Southwark Council asks for (150 kB)."""

DENSE = 2
"""Pixels of the file for each CSS pixel that a dense screen can show."""

WASTE = 25_000
"""Bytes from which Lighthouse long counted a picture as too large; since then it has become stricter (4 KiB)."""

BLOWN_UP = 1.1
"""Times its own width or height at which a picture is shown: a tenth leaves room for rounding."""

DISTORTED = 0.02
"""Share by which its two sides may be scaled differently: nobody sees two in a hundred."""

_SPACER = 4  # pixels of a line, a spacer or a counter, which may be stretched at will
_SHAPE = 0.05


def size(shown: Shown) -> Iterator[Found]:
    """A file that is heavy to load."""
    facts = shown.facts
    if facts is None or not shown.first or facts.problem == "bomb":
        return
    weight = weight_words(facts.size)
    if shown.context.social:
        for place in _channels(shown):
            if place.max_bytes and facts.size > place.max_bytes:
                yield shown.found(
                    f"This picture has {weight}. {place.title} takes {weight_words(place.max_bytes)} at most.",
                    bytes=facts.size,
                    limit=place.max_bytes,
                )
    elif facts.size > HEAVY:
        yield shown.found(f"This picture has {weight}, so the page loads slowly.", bytes=facts.size, limit=HEAVY)
    elif facts.size > RATHER_HEAVY:
        message = f"This picture has {weight}. Most pictures do well with half of that."
        yield shown.found(message, mild=True, bytes=facts.size, limit=RATHER_HEAVY)


def oversize(shown: Shown) -> Iterator[Found]:
    """Far more pixels than the page shows."""
    facts = shown.facts
    if facts is None or facts.drawing or facts.problem or not facts.width or shown.context.social:
        return
    if chosen_by_browser(shown.image.attributes):
        return
    width, height = displayed_size(shown.image.attributes)
    if width is None and height is None:
        widest = max(each.width for each in load_sizes().places[WEB].sizes)
        if not shown.first or facts.width <= widest or _waste(facts.size, (widest / facts.width) ** 2) < WASTE:
            return
        yield shown.found(
            f"This picture is {facts.width:,} pixels wide. Pages do not show more than about {widest:,}.",
            width=facts.width,
            height=facts.height,
            limit=widest,
        )
        return
    across = facts.width / (width or facts.width * (height or 1) / facts.height)
    down = facts.height / (height or facts.height * (width or 1) / facts.width)
    scale = min(across, down)
    if scale > DENSE and _waste(facts.size, (DENSE / scale) ** 2) >= WASTE:
        yield shown.found(
            f"This picture is {facts.width:,} pixels wide and {facts.height:,} high. "
            f"The page shows it {scale:.1f} times smaller.",
            width=facts.width,
            height=facts.height,
            shown_width=width,
            shown_height=height,
        )


def upscale(shown: Shown) -> Iterator[Found]:
    """A small picture that is blown up."""
    facts = shown.facts
    if facts is None or facts.drawing or facts.problem or chosen_by_browser(shown.image.attributes):
        return
    if min(facts.width, facts.height) <= _SPACER:
        return
    width, height = displayed_size(shown.image.attributes)
    across, down = (width or 0) / facts.width, (height or 0) / facts.height
    scale = min(across, down) if width and height and fitted(shown.image.attributes) else max(across, down)
    if scale > BLOWN_UP:
        yield shown.found(
            f"This picture has {facts.width:,} by {facts.height:,} pixels and is shown {scale:.1f} times as large.",
            width=facts.width,
            height=facts.height,
            shown_width=width,
            shown_height=height,
        )


def aspect(shown: Shown) -> Iterator[Found]:
    """A picture that is stretched or squashed."""
    facts = shown.facts
    if facts is None or facts.drawing or facts.problem or fitted(shown.image.attributes):
        return
    if chosen_by_browser(shown.image.attributes) or min(facts.width, facts.height) <= _SPACER:
        return
    width, height = displayed_size(shown.image.attributes)
    if not width or not height or min(width, height) <= _SPACER:
        return
    change = width * facts.height / (height * facts.width)
    # Sizes are whole pixels: of a small picture one pixel is more than the share.
    rounding = 0.75 / min(width, height)
    if abs(change - 1) <= DISTORTED + rounding:
        return
    how = "stretched" if change > 1 else "squashed"
    by = round(abs(change - 1) * 100)
    yield shown.found(
        f"The page shows this picture {width:,} by {height:,} pixels, but the file has {facts.width:,} by "
        f"{facts.height:,}: it is {how} across by {by} %.",
        width=facts.width,
        height=facts.height,
        shown_width=width,
        shown_height=height,
    )


def social_size(shown: Shown) -> Iterator[Found]:
    """A picture that does not fit the social channel of a post."""
    facts = shown.facts
    if facts is None or facts.problem or not facts.width or not facts.height or not shown.context.social:
        return
    named = _channels(shown)
    places = named or [place for place in load_sizes().places.values() if place.id != WEB]
    sizes = [(place, each) for place in places for each in place.sizes]
    if not sizes:
        return
    narrowest = min(each.width for _, each in sizes)
    wanted = ", ".join(f"{each.width} x {each.height} ({each.use})" for _, each in sizes) if named else ""
    asked = f" {' and '.join(place.title for place in named)} asks for {wanted}." if named else ""
    has = f"This picture has {facts.width:,} by {facts.height:,} pixels"
    checked = load_sizes().checked.isoformat()
    if not facts.drawing and facts.width * 2 < narrowest:
        message = f"{has}, less than half of what social channels show.{asked}"
        yield shown.found(message, width=facts.width, height=facts.height, checked=checked)
    elif named and not any(_same_shape(facts.width, facts.height, each.width, each.height) for _, each in sizes):
        message = f"{has}, so its edges may be cut off.{asked}"
        yield shown.found(message, mild=True, width=facts.width, height=facts.height, checked=checked)


def _same_shape(width: int, height: int, other_width: int, other_height: int) -> bool:
    return abs(width * other_height / (height * other_width) - 1) <= _SHAPE


def _channels(shown: Shown) -> list[Place]:
    """The social channels that a draft names under `channel`, `channels` or `platform`."""
    found = []
    for key in ("channel", "channels", "platform", "platforms"):
        value = shown.draft.settings.get(key, (None,))[0]
        for name in value if isinstance(value, list | tuple) else [value]:
            place = load_sizes().named(name) if isinstance(name, str) else None
            if place is not None and place.id != WEB:
                found.append(place)
    return found


def _waste(size: int, kept: float) -> float:
    """Bytes of a file that go into pixels that nobody sees, about."""
    return size * (1 - kept)

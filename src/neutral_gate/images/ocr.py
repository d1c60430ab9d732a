"""Reads the words that stand in pictures with the program Tesseract, where it is installed (extra `ocr`)."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import warnings
from dataclasses import asdict, replace
from functools import cached_property
from io import BytesIO, StringIO
from pathlib import Path

from neutral_gate.images.facts import open_picture
from neutral_gate.model import Box, ImageFacts, PictureText
from neutral_gate.tied import tied

MISSING = (
    "Words inside pictures were not read, because the program Tesseract is not installed. On Debian or Ubuntu: "
    "sudo apt-get install tesseract-ocr"
)

TIME = 30.0
"""Seconds that one picture may take."""

MAX_PIXELS = 40_000_000
"""Pixels of the largest picture that is read; larger ones are no posters."""

_MAX_BYTES = 30 << 20
_LONGEST, _SHORTEST = 2400, 1000
"""Pixels of the longer side between which Tesseract reads best: larger pictures are made smaller, small ones larger."""

_SMALLEST = 40
_SURE = 60.0
"""Tesseract's own confidence, of 100, from which a word counts."""

_MAX_ANSWER = 4 << 20
_MAX_WORDS = 2000
_VERSION = 1
_READ = frozenset({"JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF"})


class WordReader:
    """Adds to the facts of pictures the words that stand in them.

    Args:
        cache: A folder in which answers are kept by the content of the file, or None to keep none.
        program: The program to call; by default "tesseract" on the search path.

    Attributes:
        unread: Pictures that could not be read in time or at all: a plain sentence for each.
    """

    def __init__(self, cache: Path | None = None, program: str = "tesseract") -> None:
        self._cache = cache
        self._program = shutil.which(program)
        self.unread: list[str] = []

    @property
    def missing(self) -> bool:
        """True where the program is not installed."""
        return self._program is None

    def __call__(self, path: Path, facts: ImageFacts) -> ImageFacts:
        """The facts with the words; unchanged where there is nothing to read or nothing to read it with."""
        if not self._can_read(facts):
            return facts
        try:
            data = path.read_bytes() if path.stat().st_size <= _MAX_BYTES else b""
        except OSError:
            return facts
        return self.look(data, facts, str(path))

    def look(self, data: bytes, facts: ImageFacts, name: str) -> ImageFacts:
        """The same for the bytes of a picture, which messages call by `name`."""
        if not data or len(data) > _MAX_BYTES or not self._can_read(facts):
            return facts
        key = hashlib.sha256(b"%d %s " % (_VERSION, self._stamp.encode()) + data).hexdigest()
        words = self._kept(key)
        if words is None:
            try:
                words = self._read(data, facts)
            except subprocess.TimeoutExpired:
                self.unread.append(f"The words in {name} were not read: it took longer than {TIME:.0f} seconds.")
                return facts
            except Exception as error:  # whatever stops the reading, the other checks go on
                self.unread.append(f"The words in {name} were not read ({type(error).__name__}).")
                return facts
            self._keep(key, words)
        return replace(facts, words=words)

    def _can_read(self, facts: ImageFacts) -> bool:
        if self._program is None or facts.problem or facts.format not in _READ:
            return False
        return min(facts.width, facts.height) >= _SMALLEST and facts.width * facts.height <= MAX_PIXELS

    @cached_property
    def _stamp(self) -> str:
        """What an answer depends on besides the picture: the program and its version."""
        answer = self._call("--version", data=b"")
        return answer.split(b"\n")[0].decode("ascii", "replace")

    def _read(self, data: bytes, facts: ImageFacts) -> tuple[PictureText, ...]:
        png, scale = _prepared(data, facts)
        # 3: find the columns and lines by itself, as they stand in posters and cards.
        answer = self._call("stdin", "stdout", "-l", "eng", "--psm", "3", "tsv", data=png)
        return paragraphs(answer.decode("utf-8", "replace"), scale)

    def _call(self, *arguments: str, data: bytes) -> bytes:
        assert self._program is not None  # noqa: S101 - every caller has looked
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
        command = [*tied(self._program), *arguments]
        done = subprocess.run(  # noqa: S603 - no shell, fixed arguments, the picture comes through standard input
            command, input=data, capture_output=True, timeout=TIME, env=environment, check=True
        )
        return done.stdout[:_MAX_ANSWER]

    def _kept(self, key: str) -> tuple[PictureText, ...] | None:
        if self._cache is None:
            return None
        try:
            kept = json.loads((self._cache / f"{key}.json").read_text(encoding="utf-8"))
            return tuple(PictureText(part["text"], tuple(Box(**box) for box in part["boxes"])) for part in kept)
        except (OSError, ValueError, KeyError, TypeError):  # none there, or a broken one: it is read again
            return None

    def _keep(self, key: str, words: tuple[PictureText, ...]) -> None:
        if self._cache is None:
            return
        try:
            self._cache.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile("w", dir=self._cache, delete=False, encoding="utf-8") as file:
                json.dump([asdict(part) for part in words], file)
            Path(file.name).replace(self._cache / f"{key}.json")
        except OSError:  # a full disk costs time, not the check
            return


def paragraphs(table: str, scale: float = 1.0) -> tuple[PictureText, ...]:
    """The paragraphs of Tesseract's answer.

    Args:
        table: Its answer as tab-separated values.
        scale: Pixels of the picture that was read for each pixel of the original.
    """
    rows: dict[tuple[str, ...], list[tuple[str, tuple[int, ...]]]] = {}
    count = 0
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip()
        if row.get("level") != "5" or not word or count >= _MAX_WORDS:
            continue
        try:
            sure = float(row["conf"])
            box = tuple(round(int(row[name]) / scale) for name in ("left", "top", "width", "height"))
        except (KeyError, TypeError, ValueError):
            continue
        if sure >= _SURE and any(letter.isalnum() for letter in word):
            rows.setdefault((row["block_num"], row["par_num"]), []).append((word, box))
            count += 1
    found = []
    for words in rows.values():
        text, boxes = "", []
        for word, (left, top, width, height) in words:
            text += " " if text else ""
            boxes.append(Box(len(text), len(text) + len(word), left, top, width, height))
            text += word
        found.append(PictureText(text, tuple(boxes)))
    return tuple(found)


def _prepared(data: bytes, facts: ImageFacts) -> tuple[bytes, float]:
    """The picture as Tesseract reads it best, as a PNG in grey, and how much larger it was made."""
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        picture: Image.Image = open_picture(BytesIO(data), facts.format)
        picture = ImageOps.exif_transpose(picture)
        if picture.mode in ("RGBA", "LA", "PA", "P"):
            clear = picture.convert("RGBA")
            white = Image.new("RGBA", clear.size, "white")
            picture = Image.alpha_composite(white, clear)
        picture = picture.convert("L")
    longest = max(picture.size)
    scale = min(max(_SHORTEST / longest, 1.0), 3.0) if longest < _SHORTEST else min(_LONGEST / longest, 1.0)
    if scale != 1.0:
        size = (max(round(picture.width * scale), 1), max(round(picture.height * scale), 1))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue(), scale

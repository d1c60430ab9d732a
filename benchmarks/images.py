"""How many picture files a second are looked at on one core, and what hostile ones cost in time and memory.

Run with: python benchmarks/images.py [--files N]

Photos of 1200 by 800 pixels are drawn into a temporary folder, each another one, and their facts are read header
first; beside it stands Pillow's own `Image.open`, which reads size and format only. Aim: 5,000 files a second on one
core. Each hostile file is looked at in a process of its own; "memory" is what it needed at its peak, on Linux.
"""

from __future__ import annotations

import argparse
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from PIL import Image

from neutral_gate.images.facts import facts_of, read_facts

TARGET = 5_000
"""Files a second a core."""

ROUNDS = 5


def photo(number: int, kind: str) -> bytes:
    """A picture in which no two pixels are alike, as in a photo."""
    noise = Image.effect_noise((300, 200), 60 + number % 40).resize((1200, 800))
    picture = Image.merge("RGB", (noise, noise.rotate(180), noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT)))
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    if kind == "JPEG":
        picture.save(out, kind, quality=80, exif=exif)
    else:
        picture.quantize(64).save(out, kind, exif=exif)
    return out.getvalue()


def rate(paths: list[Path], look: Callable[[Path], object]) -> float:
    """Files a second of processor time: the best of several rounds, as others may be using the machine."""
    best = 0.0
    for _ in range(ROUNDS):
        start = process_time()
        for path in paths:
            look(path)
        best = max(best, len(paths) / (process_time() - start))
    return best


def opened(path: Path) -> tuple[int, int]:
    """What Pillow tells without decoding."""
    with Image.open(path) as picture:
        return picture.size


def _chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _bomb() -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    pixels = zlib.compress(bytes(60_000 * 3 + 1) * 200, 9)
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", pixels) + _chunk(b"IEND")


def _archive() -> bytes:
    out = BytesIO(photo(1, "JPEG"))
    out.seek(0, 2)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("letter.txt", "hidden" * 1000)
    return out.getvalue()


def _frames() -> bytes:
    frame = b"\x21\xf9\x04\0\x05\0\0\0," + struct.pack("<HHHH", 0, 0, 1, 1) + b"\0\x02\x02\x44\x01\0"
    head = b"GIF89a" + struct.pack("<HH", 400, 300) + b"\x80\0\0\0\0\0\xff\xff\xff"
    return head + b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0" + frame * 100_000 + b";"


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a whole picture": lambda: photo(1, "JPEG"),
    "bomb of 3,600 million pixels": _bomb,
    "broken off in the middle": lambda: photo(1, "PNG")[:40_000],
    "no byte at all": lambda: b"",
    "50 MB of zero bytes": lambda: bytes(50_000_000),
    "picture and archive in one": _archive,
    "picture and program in one": lambda: photo(1, "JPEG") + b"<?php system($_GET['x']); ?>",
    "100,000 frames": _frames,
    "300,000 parts": lambda: b"\x89PNG\r\n\x1a\n" + _chunk(b"tEXt", b"a\0b") * 300_000,
    "markers without end": lambda: b"\xff\xd8\xff" + b"\xe5\0\2\xff" * 1_500_000,
}


def cost(path: Path) -> tuple[float, int, str]:
    """Seconds, kilobytes beyond those of the program itself, and what was found."""
    read_facts(Path(__file__))  # whatever the first picture loads is loaded
    before = _peak(new=True)
    start = perf_counter()
    facts = read_facts(path)
    seconds = perf_counter() - start
    return seconds, _peak() - before, facts.problem or f"{facts.frames} frame(s)"


def _peak(new: bool = False) -> int:
    """Kilobytes that this process had at its peak; `new` starts the count again."""
    if new:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=200, help="pictures of each kind")
    files: int = parser.parse_args().files
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'':24}{'kB':>7}{'files/s/core':>14}{'Pillow opens':>14}")
        for kind in ("JPEG", "PNG"):
            paths = []
            for number in range(files):
                path = Path(folder, f"{number}.{kind.lower()}")
                path.write_bytes(photo(number, kind))
                paths.append(path)
            assert facts_of(paths[0].read_bytes()).width == 1200
            size = sum(path.stat().st_size for path in paths) / files / 1000
            ours, pillow = rate(paths, read_facts), rate(paths, opened)
            print(f"{kind:24}{size:7.0f}{ours:14,.0f}{pillow:14,.0f}  (aim {TARGET:,})")
        print(f"\n{'hostile':32}{'bytes':>12}{'ms':>9}{'memory MB':>11}  found")
        for name, make in HOSTILE.items():
            path = Path(folder, "hostile")
            path.write_bytes(make())
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                seconds, peak, found = pool.submit(cost, path).result()
            print(f"{name:32}{path.stat().st_size:12,}{seconds * 1000:9.1f}{peak / 1000:11.1f}  {found}")


if __name__ == "__main__":
    main()

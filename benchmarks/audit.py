"""How fast an audit is, end to end from Parquet to Parquet, and whether it finds what was planted.

    python benchmarks/audit.py --posts 10000 --posts 100000

makes posts with a seed, audits them in a process of its own, and prints posts a second, peak memory of all processes
together, and how many planted cases were found. `--engine dask` does the same on a local cluster.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
GROUP = 10_000
START, DAYS = datetime(2024, 3, 1, tzinfo=LONDON), 150
PLANTED_EVERY = 97
"""One post in so many is a planted case: about one in a hundred, more than real feeds have."""

_OPEN = (
    "Thank you to everyone who came to {place} {day}.",
    "Our team will be at {place} {day} from {hour}.",
    "Have you used {service} in the last {count} months? Tell us how it went.",
    "{service} in {town} is closed {day} for repairs.",
    "We heard from {count} people about {service} in {town}.",
    "The car park at {place} is busy this week, so please allow more time.",
    "New opening hours for {service}: from {hour} {day}.",
    "It is warm in {town} today. Drink plenty of water and check on your neighbours.",
    "Looking for {service}? Ring us on 01632 960{count} and we can help.",
    "Volunteers wanted at {place}. No experience needed.",
    "You can now book {service} online in {town}.",
    "Staff at {place} baked {count} cakes for the ward.",
    "A reminder that {service} moves to {place} {day}.",
    "Come and try {service} at {place}. It is free.",
    "Remember to order repeat prescriptions in {town} before {day}.",
)
_MORE = (
    "Bring a friend.",
    "There is step-free access.",
    "Please wear sturdy shoes.",
    "Tea and biscuits from {hour}.",
    "Ask at the front desk if you need an interpreter.",
    "Details at https://example.org/{slug}{count}",
    "We are sorry for the trouble.",
    "Call before you set off.",
    "Children are welcome.",
    "Tell us what you think.",
    "#{tag}",
    "More on our website soon.",
)
_PLACES = (
    "the Riverside Centre",
    "Elm Road Library",
    "the Corn Exchange",
    "St Anne's Hall",
    "Ward 7",
    "the leisure centre",
)
_SERVICES = ("the flu clinic", "blood tests", "the walking group", "the hearing clinic", "podiatry", "the eye clinic")
_TOWNS = ("Marlow Bridge", "Eastcombe", "Thornley", "Westerby", "Hallam Vale", "Port Ennis", "Dunmere")
_DAYS = ("on Monday", "on Tuesday", "on Wednesday", "tomorrow", "next week", "this Friday", "at the weekend")
_TAGS = ("FluJab", "WalkingGroup", "Carers", "HaveYourSay", "EyeHealth")
_ALTS = ("Six people stand in a garden.", "A nurse points at a wall chart.", "A poster with the new opening hours.")

PLANTS = (
    (
        "vote",
        "Vote for Priya Invented on Thursday. She is best for {town}.",
        None,
        "neutrality/vote-advocacy",
    ),
    ("party", "Only the Conservatives will protect {service} in {town}.", None, "neutrality/party-support"),
    (
        "blame",
        "The Labour Party has wrecked {service}. Voters, take note.",
        None,
        "neutrality/party-criticism",
    ),
    ("repost", "", ("@UKLabour", "The Labour Party", "Our plan for {service}."), "source/political-repost"),
    ("quote", "Great to see this.", ("@LibDems", "Liberal Democrats", "We back {service}."), "source/political-repost"),
)
"""Name, text, the account that is reposted or quoted, and the rule that must find it inside a pre-election period."""


def rows(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Posts of 60 accounts; each planted case says what it is in its `id`."""
    chance = random.Random(seed)
    for number in range(count):
        moment = START + timedelta(minutes=DAYS * 24 * 60 * number / count)
        row: dict[str, Any] = {
            "platform": chance.choice(("x", "mastodon", "bluesky")),
            "account": f"@body{chance.randrange(60):02}",
            "id": str(number),
            "url": f"https://social.example/{number}",
            "published": moment,
            "scheduled": False,
            "kind": "post",
            "text": _filled(chance, chance.choice(_OPEN)),
            "media": None,
            "repost_of": None,
            "quote_of": None,
            "reply_to": None,
            "repost_source": "",
            "quote_source": "",
            "reply_source": "",
        }
        for _ in range(chance.randrange(3)):
            row["text"] += " " + _filled(chance, chance.choice(_MORE))
        kind = chance.random()
        partner = f"@partner{chance.randrange(300)}"
        if kind < 0.2:
            row |= {"kind": "repost", "repost_of": _other(partner, row["text"]), "repost_source": partner, "text": ""}
        elif kind < 0.28:
            row |= {"kind": "quote", "quote_of": _other(partner, _filled(chance, chance.choice(_OPEN)))}
            row["quote_source"] = partner
        elif kind < 0.36:
            row |= {"kind": "reply", "reply_to": _other(partner, ""), "reply_source": partner}
        elif kind < 0.6:
            alt = chance.choice(_ALTS) if chance.random() < 0.8 else None
            row["media"] = [{"type": "image", "src": f"{number}.jpg", "alt": alt}]
        if number % PLANTED_EVERY == 0:
            row |= _planted(chance, number)
        yield row


def _planted(chance: random.Random, number: int) -> dict[str, Any]:
    name, text, other, _ = PLANTS[(number // PLANTED_EVERY) % len(PLANTS)]
    row: dict[str, Any] = {"id": f"{number}-{name}", "kind": "post", "text": _filled(chance, text), "media": None}
    row |= {"repost_of": None, "quote_of": None, "reply_to": None}
    row |= {"repost_source": "", "quote_source": "", "reply_source": ""}
    if other is not None:
        relation, source = ("quote_of", "quote_source") if text else ("repost_of", "repost_source")
        row |= {"kind": "quote" if text else "repost", source: other[0]}
        row[relation] = {"account": other[0], "name": other[1], "text": _filled(chance, other[2])}
    return row


def _other(account: str, text: str) -> dict[str, str]:
    return {"account": account, "name": "Partner " + account[8:], "text": text}


def _filled(chance: random.Random, text: str) -> str:
    return text.format(
        place=chance.choice(_PLACES),
        service=chance.choice(_SERVICES),
        town=chance.choice(_TOWNS),
        day=chance.choice(_DAYS),
        hour=f"{chance.randrange(8, 19)}:{chance.randrange(0, 60, 5):02}",
        count=chance.randrange(2, 400),
        slug=chance.choice(("news/", "events/", "visit/")),
        tag=chance.choice(_TAGS),
    )


def make(path: Path, count: int, seed: int = 20240704) -> None:
    """Writes the posts in row groups of ten thousand, so that memory stays flat."""
    import pyarrow as pa
    from pyarrow import parquet

    from neutral_gate.audit.schema import schemas

    schema = schemas().posts
    found = rows(count, seed)
    first = next(found)
    schema = pa.schema([schema.field(name) for name in schema.names if name in first])
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        waiting = [first]
        for row in found:
            if len(waiting) == GROUP:
                writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
                waiting = []
            waiting.append(row)
        writer.write_table(pa.Table.from_pylist(waiting, schema=schema))


def missed(out: Path) -> tuple[int, int]:
    """How many planted cases lie inside a pre-election period, and how many of those did not block by their rule."""
    import duckdb

    ask = duckdb.connect()
    total = lost = 0
    for name, _, _, rule in PLANTS:
        row = ask.execute(
            f"SELECT count(*), count(*) FILTER (v.verdict != 'block' OR f.post IS NULL) "
            f"FROM read_parquet('{out}/verdicts.parquet') v LEFT JOIN (SELECT DISTINCT post FROM "
            f"read_parquet('{out}/findings.parquet') WHERE rule = '{rule}') f USING (post) "
            f"WHERE v.in_window AND v.id LIKE '%-{name}'"
        ).fetchone()
        assert row is not None
        total, lost = total + row[0], lost + row[1]
    return total, lost


def measure(path: Path, out: Path, engine: str, jobs: int) -> tuple[float, float, int]:
    """Seconds of the whole command, seconds of processor time, and the most memory in bytes of all its processes."""
    words = ["audit", str(path), "--out", str(out), "--body", "healthwatch", "--at", "2024-08-01", "--quiet"]
    words += ["--engine", engine, "--jobs", str(jobs)]
    start, used = time.monotonic(), _processor()
    program = "import sys; from neutral_gate.cli.main import run; sys.exit(run(sys.argv[1:]))"
    process = subprocess.Popen([sys.executable, "-c", program, *words], stdout=subprocess.DEVNULL)
    peak = [0]
    watch = threading.Thread(target=_watch, args=(process, peak))
    watch.start()
    code = process.wait()
    seconds = time.monotonic() - start
    watch.join()
    if code:
        raise SystemExit(f"The audit ended with exit code {code}.")
    return seconds, _processor() - used, peak[0]


def _processor() -> float:
    """Processor time of the processes that have ended: on a busy computer it tells more than the clock."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_memory, _family(process.pid))))
        time.sleep(0.1)


def _family(pid: int) -> list[int]:
    """A process and all that come from it (Linux)."""
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting[0])
        try:
            for task in Path(f"/proc/{waiting[0]}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            pass
        del waiting[0]
    return found


def _memory(pid: int) -> int:
    """The memory of a process; what it shares with others counts in part."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def main() -> int:
    """Measures each number of posts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, action="append", help="how many; repeatable")
    parser.add_argument("--engine", choices=("pool", "dask"), default="pool")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--make", type=Path, help="only write the posts to this file")
    args = parser.parse_args()
    for count in args.posts or [10_000]:
        if args.make is not None:
            make(args.make, count)
            continue
        with tempfile.TemporaryDirectory() as folder:
            path, out = Path(folder, "posts.parquet"), Path(folder, "out")
            make(path, count)
            seconds, processor, peak = measure(path, out, args.engine, args.jobs)
            planted, lost = missed(out)
            told = {
                "posts": count,
                "engine": args.engine,
                "seconds": round(seconds, 1),
                "posts_a_second": round(count / seconds),
                "processor_seconds": round(processor, 1),
                "microseconds_a_post": round(processor / count * 1e6),
                "peak_mib": round(peak / 2**20),
                "planted": planted,
                "missed": lost,
            }
            print(json.dumps(told), flush=True)
            if lost:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How fast the service answers, and what it does with more than it can take.

Run with: python benchmarks/service.py [--requests N] [--workers N]

The service runs as a command of its own on loopback, with a database on this disk; every answer waits until its entry
is on it. Each request is another page of 1,000 words, put together from sentences of public-sector pages (those of
../shared/data/prose where that is there, else of our own documentation, which is full of political words and so takes
longer). Nothing can be remembered from the one before, but in the rows that say so: there each page was asked about
once already, as when a panel has shown the verdict and "Publish" is pressed. The client shares the machine's
processors with the service.

Aims: at 4 connections half of the answers within 15 ms and 99 % within 60 ms; "busy" within 10 ms; at 64 connections
every request has an answer and every answer is in the log.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import cycle, repeat
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from neutral_gate.gate import Gate
from neutral_gate.readers import read
from neutral_gate.service.log import DecisionLog
from neutral_gate.service.log.tokens import Tokens

WORDS = 1_000
SEEN = 40
HANGS = 30.0
"""Seconds after which a request counts as one that hangs."""

ROOT = Path(__file__).resolve().parents[1]


class Answer(NamedTuple):
    """What came of a request: status (0 where it hangs or breaks), seconds, decision."""

    status: int
    seconds: float
    decision: str = ""


def pages() -> Iterator[str]:
    """Pages of 1,000 words, each another one."""
    public = sorted((ROOT.parent / "shared" / "data" / "prose" / "files").rglob("*.md"))[::20]
    files = public or sorted((ROOT / "docs").glob("*.md"))
    prose = "\n".join(path.read_text("utf-8", "replace") for path in files)
    prose = re.sub(r"```.*?```|^[|#].*?$|[`*_<>\[\]]|\(http\S+\)", " ", prose, flags=re.DOTALL | re.MULTILINE)
    sentences = [" ".join(each.split()) for each in re.split(r"(?<=[.!?])\s+", prose) if 4 < len(each.split()) < 40]
    dice = random.Random(7)
    while True:
        count, parts = 0, ["<h2>What is new</h2>"]
        while count < WORDS:
            paragraph = dice.sample(sentences, 4)
            count += sum(len(each.split()) for each in paragraph)
            parts.append(f"<p>{' '.join(paragraph)}</p>")
        yield "\n".join(parts)


@contextmanager
def service(folder: Path, workers: int, admission: int) -> Iterator[tuple[int, int, str, str]]:
    """A service; gives its process, its port, a token, and the address of its database."""
    database = f"sqlite:///{folder}/log.db"
    with closing(DecisionLog(database)) as log:
        log.migrate()
        _, token = Tokens(log.database).add("benchmark", ("check",))
    said = folder / "said"
    command = [sys.executable, "-m", "neutral_gate", "serve", "--port", "0", "--workers", str(workers)]
    settings = {"NEUTRAL_GATE_DATABASE": database, "NEUTRAL_GATE_ADMISSION": str(admission)}
    with (
        said.open("wb") as out,
        subprocess.Popen(command, stderr=out, cwd=folder, env={**os.environ, **settings}) as run,
    ):
        try:
            while "Serving on" not in said.read_text("utf-8"):
                if run.poll() is not None:
                    raise SystemExit(said.read_text("utf-8"))
            port = said.read_text("utf-8").split("Serving on ")[1].split('"')[0].rpartition(":")[2]
            yield run.pid, int(port), token, database
        finally:
            run.terminate()


async def ask(port: int, token: str, drafts: Iterator[str], answers: list[Answer], most: int, pause: float) -> None:
    """One connection: asks, waits for the answer, and asks again."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while len(answers) < most:
        body = json.dumps({"html": next(drafts), "kind": "news"}).encode()
        head = f"POST /v1/check HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer {token}\r\nContent-Length: {len(body)}"
        since = perf_counter()
        try:
            writer.write(f"{head}\r\n\r\n".encode() + body)
            async with asyncio.timeout(HANGS):
                status, data = await response(reader)
        except (OSError, EOFError, TimeoutError):
            answers.append(Answer(0, perf_counter() - since))
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            continue
        seconds = perf_counter() - since
        answers.append(Answer(status, seconds, json.loads(data)["decision_id"] if status == 200 else ""))
        if status == 503:
            await asyncio.sleep(0.2)  # shorter than Retry-After asks, so that the crowd stays
        await asyncio.sleep(pause)
    writer.close()


async def response(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Status and body of an answer."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.split("content-length:")[1].split("\r\n")[0])
    return int(head.split()[1]), await reader.readexactly(length)


async def crowd(
    port: int, token: str, drafts: Iterator[str], connections: int, most: int, pause: float = 0.0
) -> list[Answer]:
    """Several connections at once."""
    answers: list[Answer] = []
    await asyncio.gather(*(ask(port, token, drafts, answers, most, pause) for _ in range(connections)))
    return answers


def share(values: list[float], part: float) -> float:
    """The value, in milliseconds, that so great a part of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1_000 if ordered else float("nan")


def show(name: str, answers: list[Answer], seconds: float) -> None:
    """A line of the report."""
    good = [each.seconds for each in answers if each.status == 200]
    print(
        f"{name:37} {len(good):5} answers  p50 {share(good, 0.5):6.1f} ms  p99 {share(good, 0.99):6.1f} ms  "
        f"{len(good) / seconds:5.0f} a second"
    )


def tell(answers: list[Answer], before: tuple[float, float], after: tuple[float, float]) -> None:
    """The processor time that answers took."""
    take, judge = ((late - early) / len(answers) * 1_000 for early, late in zip(before, after, strict=True))
    print(f"  processor time a request: {take:.1f} ms to take and log it, {judge:.1f} ms to judge it")


def used(service: int) -> tuple[float, float]:
    """Seconds of processor time so far: of the process that takes requests, and of all that it started. Linux only."""
    own, others, parents = 0.0, 0.0, {service}
    for folder in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        seconds = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        if int(folder.name) == service:
            own = seconds
        elif int(fields[1]) in parents:
            parents.add(int(folder.name))
            others += seconds
    return own, others


def alone(drafts: Iterator[str]) -> None:
    """What the gate itself takes for such a page, without any service."""
    gate, times = Gate(), []
    for number in range(25):
        page = next(drafts).encode()
        since = process_time()
        gate.judge(read(page, "page.html")[0])
        if number > 4:
            times.append(process_time() - since)
    print(f"{'the gate alone, processor time':37} {len(times):5} pages    p50 {share(times, 0.5):6.1f} ms")


def main() -> None:
    """Measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=300)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    drafts = pages()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    alone(drafts)
    with tempfile.TemporaryDirectory() as folder, service(Path(folder), args.workers, 16) as made:
        pid, port, token, database = made
        asyncio.run(crowd(port, token, drafts, 2, 20))  # what is touched for the first time costs more
        since = perf_counter()
        everything = asyncio.run(crowd(port, token, repeat("<p>The clinic is open on Monday.</p>"), 1, args.requests))
        show("1 connection, a page of one sentence", everything, perf_counter() - since)
        for name, connections, pause in (
            ("1 connection", 1, 0.0),
            ("4 connections, 10 requests a second", 4, 0.4),
            ("4 connections, without a pause", 4, 0.0),
        ):
            most = args.requests // 3 if connections == 1 or pause else args.requests
            since, before = perf_counter(), used(pid)
            answers = asyncio.run(crowd(port, token, drafts, connections, most, pause))
            show(name, answers, perf_counter() - since)
            tell(answers, before, used(pid))
            everything += answers
        seen = [next(drafts) for _ in range(SEEN)]
        asyncio.run(crowd(port, token, iter(seen), 1, SEEN))
        since, before = perf_counter(), used(pid)
        answers = asyncio.run(crowd(port, token, cycle(seen), 4, args.requests))
        show(f"4 connections, {SEEN} pages seen before", answers, perf_counter() - since)
        tell(answers, before, used(pid))
        everything += answers
        since = perf_counter()
        answers = asyncio.run(crowd(port, token, drafts, 64, args.requests * 4))
        show("64 connections", answers, perf_counter() - since)
        busy = [each.seconds for each in answers if each.status == 503]
        waits = f"p50 {share(busy, 0.5):6.1f} ms  p99 {share(busy, 0.99):6.1f} ms"
        print(f"{'  of which busy (503)':37} {len(busy):5} answers  {waits}")
        everything += answers
        print(f"  statuses: {dict(sorted(Counter(each.status for each in everything).items()))}")
        hanging = sum(not each.status for each in everything)
        print(f"  longest wait: {max(each.seconds for each in everything):.2f} s; hanging: {hanging}")
        with closing(DecisionLog(database)) as log:
            lost = [each for each in everything if each.decision and log.decision(each.decision) is None]
            print(f"  answered and not in the log: {len(lost)}; the chain holds: {log.verify().ok}")
            if lost or not log.verify().ok:
                raise SystemExit(1)


if __name__ == "__main__":
    main()

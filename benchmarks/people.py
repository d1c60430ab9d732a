"""How well names of people are found, how often by mistake, and what a long list costs.

    python benchmarks/people.py [--data ../shared/data]

Recall is measured on invented people in invented sentences, one line for each way of writing a name. Precision is
measured on real public-sector text, with every candidate of the 2024 general election on the list and no area set. The
cost is the time to judge the same texts with 25,000 invented names and with 100. With --show, every miss and every hit
in real text is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.people import People, Person, load_people
from neutral_gate.people.compiled import to_bytes
from neutral_gate.people.person import Role
from neutral_gate.people.provenance import Source
from neutral_gate.readers import read
from neutral_gate.rules.reading import Reading, read_blocks

AT = parse_moment("2024-06-20T09:00")
LEAST_RECALL = 0.98
MOST_IN_100_000 = 1.0
MOST_MORE = 0.10
MOST_SECONDS = 0.5
FIRST = "Odette Ivor Bronwen Casimir Delphine Euan Ffion Gwendal Hesper Idris Jocasta Kester Linnet Merrin Nerys Osric"
FIRST += " Petra Quentin Rhoswen Silas Tamsin Ulric Verity Wilfrid Xanthe Yestin Zelda Jane Robert Siân Zoë Anne-Marie"
BEGINNINGS = "Farr Treg Quill Penh Orm Lark Ask Vas Thel Brack Dun Esk Fenn Gors Hag Kell Lus Marr Nant Pol Rud Skel"
MIDDLES = "ow ar el im en on as ew ist und er ock and il orn"
ENDINGS = "by then mere ale gill hill wick ton sey thorpe combe worthy dray stow ley field ford ren"
SENTENCES = (
    "Thanks to {} for the new benches.",
    "{} came to see the garden on Monday.",
    "The prize was given by {} at noon.",
    "We asked {}, and the answer was yes.",
    "The photo shows {}.",
    "Bins: {} rang us about them.",
)


@dataclass
class Outcome:
    """How often a way of writing was found, with what was missed."""

    found: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share that was found, from 0 to 1."""
        return self.found / (self.found + len(self.missed))


def surname(draw: random.Random) -> str:
    """An invented surname."""
    return draw.choice(BEGINNINGS.split()) + draw.choice(MIDDLES.split()) + draw.choice(ENDINGS.split())


def invented(count: int, seed: int, role: Role = "candidate") -> list[Person]:
    """People with two first names and surnames of their own as far as there are enough; the same for the same seed."""
    draw = random.Random(seed)
    people, seen = [], set()
    while len(people) < count:
        last = surname(draw)
        if last in seen and len(seen) < 2_000:
            continue
        seen.add(last)
        first, middle = draw.sample(FIRST.split(), 2)
        people.append(Person(f"{first} {middle} {last}", role, elections=("parl.harrowdale.2024-07-04",)))
    return people


def _parts(person: Person) -> tuple[str, str, str]:
    first, middle, last = person.name.split()
    return first, middle, last


def _with_surname(change: Callable[[str], str]) -> Callable[[Person], Person]:
    def changed(person: Person) -> Person:
        first, middle, last = _parts(person)
        return Person(f"{first} {middle} {change(last)}", person.role, elections=person.elections)

    return changed


def _nicknamed(person: Person) -> Person:
    return Person(person.name, person.role, elections=person.elections, nicknames=("Billie",))


def _as(role: Role) -> Callable[[Person], Person]:
    return lambda person: Person(person.name, role, elections=person.elections)


_same: Callable[[Person], Person] = lambda person: person  # noqa: E731 - a table entry needs a name for it
_hyphened = _with_surname(lambda last: f"{last}-Vance")
_irish = _with_surname(lambda last: f"O'{last}")
_accented = _with_surname(lambda last: f"{last[0]}{last[1:].replace('e', 'é').replace('o', 'ö')}")
_placed = _with_surname(lambda last: f"van der {last}")

# Each way of writing: what the list has, and what the text has, from first names and surname of the list.
Writing = tuple[Callable[[Person], Person], Callable[[str, str, str], str]]
VARIANTS: dict[str, Writing] = {
    "full name": (_same, lambda f, m, s: f"{f} {m} {s}"),
    "without the middle name": (_same, lambda f, m, s: f"{f} {s}"),
    "middle initial": (_same, lambda f, m, s: f"{f} {m[0]}. {s}"),
    "middle initial, no stop": (_same, lambda f, m, s: f"{f} {m[0]} {s}"),
    "initials with stops": (_same, lambda f, m, s: f"{f[0]}. {m[0]}. {s}"),
    "initials, stops, no gap": (_same, lambda f, m, s: f"{f[0]}.{m[0]}. {s}"),
    "initials in one": (_same, lambda f, m, s: f"{f[0]}{m[0]} {s}"),
    "initial and middle name": (_same, lambda f, m, s: f"{f[0]}. {m} {s}"),
    "title and initial": (_same, lambda f, m, s: f"Ms {f[0]} {s}"),
    "title and initials": (_same, lambda f, m, s: f"Mr {f[0]}.{m[0]}. {s}"),
    "title and full name": (_same, lambda f, m, s: f"Dr. {f} {s}"),
    "hyphen": (_hyphened, lambda f, m, s: f"{f} {s}"),
    "hyphen that does not break": (_hyphened, lambda f, m, s: f"{f} {s.replace('-', chr(0x2011))}"),
    "dash for hyphen": (_hyphened, lambda f, m, s: f"{f} {s.replace('-', '–')}"),
    "gap for hyphen": (_hyphened, lambda f, m, s: f"{f} {s.replace('-', ' ')}"),
    "accents": (_accented, lambda f, m, s: f"{f} {s}"),
    "accents left out": (_accented, lambda f, m, s: _bare(f"{f} {s}")),
    "accents apart from letters": (_accented, lambda f, m, s: unicodedata.normalize("NFD", f"{f} {s}")),
    "apostrophe": (_irish, lambda f, m, s: f"{f} {s}"),
    "curly apostrophe": (_irish, lambda f, m, s: f"{f} {s.replace(chr(39), '’')}"),
    "no apostrophe": (_irish, lambda f, m, s: f"{f} {s.replace(chr(39), '')}"),
    "gap for apostrophe": (_irish, lambda f, m, s: f"{f} {s.replace(chr(39), ' ')}"),
    "nickname": (_nicknamed, lambda f, m, s: f"Billie {s}"),
    "nickname in quotes": (_nicknamed, lambda f, m, s: f"{f} “Billie” {s}"),
    "nickname in brackets": (_nicknamed, lambda f, m, s: f"{f} (Billie) {s}"),
    "surname of several words": (_placed, lambda f, m, s: f"{f} {s}"),
    "Cllr and surname": (_as("councillor"), lambda f, m, s: f"Cllr {s}"),
    "Cllr. and surname": (_same, lambda f, m, s: f"Cllr. {s}"),
    "Councillor and surname": (_same, lambda f, m, s: f"Councillor {s}"),
    "surname and MP": (_as("mp"), lambda f, m, s: f"{s} MP"),
    "surname and MSP": (_as("msp"), lambda f, m, s: f"{s} MSP"),
    "surname and MS": (_as("ms"), lambda f, m, s: f"{s} MS"),
    "surname and AM": (_as("ms"), lambda f, m, s: f"{s} AM"),
    "MP and full name": (_as("mp"), lambda f, m, s: f"MP {f} {s}"),
    "Sir and full name": (_same, lambda f, m, s: f"Sir {f} {s}"),
    "Sir and surname": (_same, lambda f, m, s: f"Sir {s}"),
    "Dame and surname": (_same, lambda f, m, s: f"Dame {s}"),
    "Dr and surname": (_same, lambda f, m, s: f"Dr {s}"),
    "Rt Hon and full name": (_as("mp"), lambda f, m, s: f"the Rt Hon {f} {s} MP"),
    "Rt. Hon. and surname": (_as("mp"), lambda f, m, s: f"the Rt. Hon. {s}"),
    "surname, first name": (_same, lambda f, m, s: f"{s}, {f}"),
    "SURNAME, first names": (_same, lambda f, m, s: f"{s.upper()}, {f} {m}"),
    "possessive": (_same, lambda f, m, s: f"{f} {s}’s dog"),
    "possessive, straight": (_same, lambda f, m, s: f"{f} {s}'s dog"),
    "capitals": (_same, lambda f, m, s: f"{f} {s}".upper()),
    "capitals, possessive": (_same, lambda f, m, s: f"{f} {s}'s dog".upper()),
    "line end": (_same, lambda f, m, s: f"{f}\n{s}"),
    "line end after initials": (_same, lambda f, m, s: f"{f[0]}.{m[0]}.\n{s}"),
    "gap that does not break": (_same, lambda f, m, s: f"{f}\u00a0{s}"),
    "thin gap": (_same, lambda f, m, s: f"{f}\u2009{s}"),
    "zero-width letters": (_same, lambda f, m, s: f"{f[:2]}\u200b{f[2:]} {s[:3]}\u200d{s[3:]}"),
    "soft hyphens": (_same, lambda f, m, s: f"{f} {s[:3]}\u00ad{s[3:]}"),
}


def _bare(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


def reading_of(gate: Gate, text: str, name: str = "text.txt") -> Reading:
    """A text as the gate reads it, with names recognised."""
    (draft,) = read(text.encode(), name)
    return read_blocks(draft.blocks, gate.roster.on(AT, (), gate.lexicon).lexicon, source=draft.source)


def named(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each name of somebody listed that counts: whom it stands for, and as it is written."""
    for sentence in reading.sentences:
        for place, token in enumerate(sentence.tokens):
            if token.kind == "word" and not {"candidate", "politician"}.isdisjoint(token.classes):
                yield token.entity, sentence.text(place, place + 1)


def recall(people: int = 60, seed: int = 4) -> dict[str, Outcome]:
    """Every way of writing, for that many invented people each."""
    outcomes = {}
    for variant, (listed, written) in VARIANTS.items():
        known = [listed(person) for person in invented(people, seed)]
        gate = Gate(Config(body_type="council"), People(known))
        outcome = outcomes[variant] = Outcome()
        for number, person in enumerate(known):
            first, middle, last = person.name.split(" ", 2)
            text = SENTENCES[number % len(SENTENCES)].format(written(first, middle, last))
            if person.name in {entity for entity, _ in named(reading_of(gate, text))}:
                outcome.found += 1
            else:
                outcome.missed.append(text)
    return outcomes


def real_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Name and text of neutral sentences and of public-sector pages."""
    for line in (data / "nlp" / "uk_open_dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] in ("neutral", "neutral-promotional"):
            yield "sentence.txt", row["text"]
    for path in sorted((data / "prose" / "files").rglob("*")):
        if path.suffix in (".md", ".html", ".txt"):
            yield path.name, path.read_text("utf-8", "replace")


def false_hits(data: Path, people: People, every: int = 1) -> tuple[int, Counter[str]]:
    """Words of every so-manieth real text, and the listed names that it has."""
    gate = Gate(Config(), people)
    known = {person.name for person in people.people}
    words, hits = 0, Counter[str]()
    for number, (name, text) in enumerate(real_texts(data)):
        if number % every:
            continue
        reading = reading_of(gate, text, name)
        words += sum(
            len(sentence.block.text[sentence.tokens[0].start : sentence.tokens[-1].end].split())
            for sentence in reading.sentences
        )
        hits.update(written for entity, written in named(reading) if entity in known)
    return words, hits


def bare_surnames(people: People) -> People:
    """A list of surnames only, which must never count."""
    return People(Person(person.name.rpartition(" ")[2], "candidate") for person in people.people)


def seconds(gates: Iterable[Gate], texts: list[str], rounds: int) -> list[float]:
    """For each gate the least time of several rounds to judge all texts by the rules about words; they take turns."""
    drafts = [read(text.encode(), "text.txt")[0] for text in texts]
    gates = list(gates)
    best = [float("inf")] * len(gates)
    for _ in range(rounds):
        for number, gate in enumerate(gates):
            start = time.process_time()
            for draft in drafts:
                gate.judge(draft, AT)
            best[number] = min(best[number], time.process_time() - start)
    return best


def cost(texts: list[str], rounds: int = 3) -> tuple[float, float, float]:
    """Seconds to make 25,000 names ready, and to judge the texts with 100 and with 25,000 names."""
    config = Config(body_type="council", select=frozenset({"neutrality", "source", "timing"}))
    many, few = (Gate(config, People(invented(count, 1))) for count in (25_000, 100))
    few.judge(read(b"Bins.", "text.txt")[0], AT)
    lexicon = many.lexicon
    start = time.process_time()
    many.roster.on(AT, (), lexicon)
    ready = time.process_time() - start
    few_seconds, many_seconds = seconds((few, many), texts, rounds)
    return ready, few_seconds, many_seconds


def loading(count: int = 25_000) -> float:
    """Seconds to read a people file with so many names, the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.ngp"
        source = Source("invented", "invented", "0" * 64, count, count, (), AT.date())
        path.write_bytes(to_bytes(invented(count, 1), (source,)))
        times = []
        for _ in range(3):
            start = time.process_time()
            load_people([path])
            times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--show", action="store_true", help="print misses and hits")
    parser.add_argument("--every", type=int, default=1, help="take every so-manieth real text only")
    options = parser.parse_args()

    outcomes = recall()
    for variant, outcome in outcomes.items():
        print(f"{variant:28} {outcome.recall:8.1%} {'' if outcome.recall >= LEAST_RECALL else 'MISSED'}")
        if options.show:
            print("".join(f"    {text!r}\n" for text in outcome.missed), end="")
    found = sum(outcome.found for outcome in outcomes.values())
    total = found + sum(len(outcome.missed) for outcome in outcomes.values())
    print(f"{'all':28} {found / total:8.1%} of {total}")

    texts = [person.name for person in invented(400, 1)]
    texts = [SENTENCES[number % len(SENTENCES)].format(name) * 4 for number, name in enumerate(texts)]
    if options.data.is_dir():
        people = load_people([options.data / "elections" / "candidates_ge2024_slim.csv"])
        for what, listed in (("full names", people), ("bare surnames", bare_surnames(people))):
            words, hits = false_hits(options.data, listed, options.every)
            share = sum(hits.values()) * 100_000 / words
            print(f"{what}: {sum(hits.values())} hits in {words:,} words, {share:.2f} in 100,000")
            if options.show:
                print(f"    {hits.most_common()}")
        texts = [text for _, text in real_texts(options.data)][:1500]
    print(f"a people file with 25,000 names is read in {loading():.3f} s")
    ready, few, many = cost(texts)
    print(
        f"25,000 names are ready in {ready:.3f} s; judging takes {few:.2f} s with 100 and {many:.2f} s with 25,000",
        end="",
    )
    print(f" names: {many / few - 1:+.1%}")


if __name__ == "__main__":
    main()

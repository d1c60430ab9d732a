"""Compiles the shipped lexicon and a body's own rules into the parts of one file."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from neutral_gate.lexicon.anchors import Anchors
from neutral_gate.lexicon.cache import freeze
from neutral_gate.lexicon.checklist import shipped_lines
from neutral_gate.lexicon.compiled import flat, flat_find
from neutral_gate.lexicon.compiled_find import CompiledFind
from neutral_gate.lexicon.compiler import Compiler
from neutral_gate.lexicon.gazetteers import Gazetteers, load_gazetteers
from neutral_gate.lexicon.network import Network
from neutral_gate.lexicon.pattern import Node, parse
from neutral_gate.lexicon.planner import planned
from neutral_gate.lexicon.recogniser import Recogniser
from neutral_gate.lexicon.rule import ExceptionRule, Rule
from neutral_gate.lexicon.rulebook import load_classes, load_exceptions, load_rules, load_shapes, load_signals
from neutral_gate.lexicon.sections import Records, Words
from neutral_gate.lexicon.sieve_maker import sieved
from neutral_gate.model import UsageError
from neutral_gate.model.records import replace

# Classes that only a people list or an account gives.
PEOPLE_CLASSES = frozenset({"candidate", "politician", "party", "campaigner"})
_NEEDED = ("match", "needs", "near", "needs_section", "needs_draft")


def compile_parts(
    folders: Iterable[Path] = (), total: str = "", phrases: Mapping[str, Sequence[str]] | None = None
) -> dict[str, bytes]:
    """Reads and compiles the shipped lexicon and a body's own rule folders and phrases; `total` is their digest.

    Raises:
        UsageError: A file is not well formed.
    """
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 5_000))  # lists name lists, and choices stand in choices
    rules = load_rules(folders)
    exceptions = load_exceptions()
    for rule in rules.values():
        unknown = [name for name in rule.exceptions if name not in exceptions]
        if unknown:
            raise UsageError(
                f"{rule.path} names an unknown exception, {unknown[0]!r}.", f"Known: {', '.join(exceptions)}."
            )
    gazetteers = load_gazetteers()
    words = {**gazetteers.phrases, **load_classes()}
    for name, own in (phrases or {}).items():
        words[name] = (*words.get(name, ()), *own)
    compiler = Compiler(words)
    owners: tuple[Rule | ExceptionRule, ...] = (*rules.values(), *exceptions.values())
    finds = {owner.id: [compiler.find(owner.id, find, owner.classes) for find in owner.find] for owner in owners}
    signals = {
        name: frozenset(compiler.pattern(pattern, "signals.yaml") for pattern in patterns)
        for name, patterns in load_signals().items()
    }
    shapes = load_shapes()
    listed = {name.replace("_", "-") for term in gazetteers.terms for name in term.classes} | PEOPLE_CLASSES
    shaped = {name for step in shapes.values() for names in step for name in names.split()}
    classes = {*listed, *shaped, *(f"weak-{name}" for name in listed)}
    compiler.check_classes(classes)
    recogniser = Recogniser(
        gazetteers.terms, shapes["merge"], shapes["promote"], shapes["accounts"], gazetteers.lookalikes
    )
    lists = compiler.word_lists.lists()
    plans = planned(compiler.nodes, lists)
    sieve, parts = sieved([*compiler.nodes, *(phrase for _, phrases in lists.values() for phrase in phrases)], lists)
    network = _network(compiler, gazetteers, shapes)
    finds = {owner: [_placed(network, each) for each in theirs] for owner, theirs in finds.items()}
    units = _units(network, finds, classes, gazetteers)
    wanted = [find for rule in rules for find in finds[rule]]
    head = {
        "rules": [flat(_slim(rule)) for rule in rules.values()],
        # A check needs no examples; they are two thirds of what there would be to load.
        "exceptions": [flat(replace(each, find=(), classes={}, fire=(), pass_=())) for each in exceptions.values()],
        "checklist": [flat(line) for line in shipped_lines()],
        "finds": {owner: [flat_find(each) for each in theirs] for owner, theirs in finds.items()},
        "signals": signals,
        "digest": total,
        "units": units,
        "kinds": _kinds(wanted),
        "patterns": len(compiler.nodes),
    }
    return {
        "head": marshal.dumps(head),
        **_screen("anywhere", network, [find.anywhere for find in wanted]),
        "network": Records.pack(network.record(unit) for unit in range(len(network))),
        "lists": marshal.dumps([plans.lists, plans.others, sieve]),
        "patterns": Records.pack(plans.patterns),
        "phrases": Records.pack(plans.phrases),
        "sets": Records.pack(plans.words),
        "words": Words.pack(plans.entries),
        "sieve": Words.pack(parts),
        "names": freeze((gazetteers, recogniser)),
    }


def _kinds(finds: Iterable[CompiledFind]) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """Of finds for some kinds of draft only: the kinds that they look at (none: all), and those left alone."""
    wanted = ((each.anywhere, each.find) for each in finds)
    return {number: (find.kinds, find.not_kinds) for number, find in wanted if find.kinds or find.not_kinds}


def _screen(name: str, network: Network, heads: Iterable[int]) -> dict[str, bytes]:
    """The parts that a `Screen` is made of."""
    by_word, groups, sets, always = network.rows_of(heads)
    return {
        f"{name}-always": marshal.dumps(always),
        f"{name}-words": Words.pack(by_word),
        f"{name}-groups": Records.pack(groups),
        f"{name}-sets": Records.pack(sets),
    }


def _slim(rule: Rule) -> Rule:
    """A rule without what only its compiling and its documentation need."""
    return replace(rule, find=(), classes=rule.classes if rule.detector else {}, fire=(), pass_=())


def _network(compiler: Compiler, gazetteers: Gazetteers, shapes: Mapping[str, Mapping[str, Sequence[str]]]) -> Network:
    """What every pattern, list and class needs; a pattern's unit has its number."""
    network = Network()
    for number in range(len(compiler.nodes)):
        network.unit(("pattern", number))
    anchors = Anchors(network)
    anchors.names(gazetteers.terms)
    merge: dict[str, list[Node]] = {}
    for names, theirs in shapes["merge"].items():
        nodes = [parse(shape, f"shapes.yaml, {names}") for shape in theirs]
        for name in names.split():
            merge.setdefault(name, []).extend(nodes)
    anchors.shapes(merge, shapes["promote"])
    for key, (words, phrases) in compiler.word_lists.lists().items():
        anchors.word_list(key, words, phrases)
    for number, node in enumerate(compiler.nodes):
        anchors.pattern(("pattern", number), node)
    return network


def _placed(network: Network, find: CompiledFind) -> CompiledFind:
    """A find with its unit: what must stand in a draft for it to find anything."""
    parts: dict[str, int] = {}
    for name in _NEEDED:
        patterns: frozenset[int] = getattr(find, name)
        if patterns:
            head = ("any", patterns)
            if not network.knows(head):
                for pattern in sorted(patterns):
                    network.clause(head, [pattern])
            parts[name] = network.unit(head)
    whole = ("find", len(network))
    network.clause(whole, parts.values())
    return replace(find, anywhere=network.unit(whole))


def _units(
    network: Network,
    finds: Mapping[str, Sequence[CompiledFind]],
    classes: Iterable[str],
    gazetteers: Gazetteers,
) -> tuple[object, ...]:
    """The fields of `compiled.Units`."""
    anchors = Anchors(network)
    asked = {*classes, "political-handle", "political-hashtag", "campaign-hashtag"}
    of_class = {name: anchors.name_class(name) for name in sorted(asked)}
    for unit in of_class.values():
        network.clause("named", [unit])
    network.unit("slogans")
    for slogan in gazetteers.slogans:
        network.clause("slogans", anchors.words_in_row(slogan.words))
    owners = {find.anywhere: owner for owner, theirs in finds.items() for find in theirs}
    return network.unit("named"), of_class, network.unit("slogans"), owners

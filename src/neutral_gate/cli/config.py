"""`neutral-gate config check`: what in your settings does nothing, or leaves a gap; `config schema` for your editor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.cli.output import columns, print_out
from neutral_gate.cli.parser import Parser, add_at, add_config
from neutral_gate.cli.settings import config_for
from neutral_gate.model import DraftError, UsageError
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.layout import Page
from neutral_gate.reports.wording import number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from neutral_gate.config import Config, Levels
    from neutral_gate.lexicon.rule import Rule

_WHAT = ("check", "schema")
_IMPARTIAL = ("neutrality", "source", "timing")


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("config", "Checks your own settings, or prints their JSON Schema for your editor.")
    parser.add_argument("what", metavar="WHAT", help="check: look for faults and gaps; schema: print the schema")
    add_config(parser)
    add_at(parser, "now, if you leave it out")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Checks: 0 where all is well, 1 where something is worth a look. A setting that is wrong stops with 2."""
    args = parser().parse(arguments)
    if args.what not in _WHAT:
        raise UsageError(f'"{args.what}" is not something that config can do.', "It can check, or print the schema.")
    if args.what == "schema":
        from neutral_gate.lexicon.places import schemas_dir

        print_out((schemas_dir() / "config.schema.json").read_text("utf-8"))
        return 0
    from neutral_gate.elections import now, parse_moment

    config = config_for(args.config, Path.cwd())
    if not config.files:
        raise UsageError("There are no settings here to check.", "`neutral-gate init` writes a file with them.")
    remarks = list(_remarks(config, parse_moment(args.at) if args.at else now()))
    page = Page(colour=False, width=columns())
    page.paragraph(f"Settings: {', '.join(harmless(str(file)) for file in config.files)}")
    page.gap()
    for remark in remarks:
        page.item("-", harmless(remark))
    if remarks:
        page.gap()
    page.paragraph(f"{number(len(remarks), 'thing')} to look at." if remarks else "All is well.")
    print_out(page.text())
    return 1 if remarks else 0


def _remarks(config: Config, at: datetime) -> Iterator[str]:
    """What is worth a look, one plain sentence or two each.

    Raises:
        UsageError: A rule, a rule file, a list of people or a window that the settings name is not right.
    """
    from neutral_gate.config import check_rule_names
    from neutral_gate.gate import Gate
    from neutral_gate.lexicon.rulebook import load_rules
    from neutral_gate.people import load_people

    rules = load_rules(config.lexicon_folders)
    check_rule_names(config, rules.keys())
    gate = Gate(config, load_people(config.people_files) if config.people_files else None)
    _ = gate.lexicon  # compiles the body's own patterns
    yield from gate.notices
    if config.body_type and not config.people_files:
        yield "No list of people is named, so candidates are only known by their titles. See docs/people.md."
    yield from _switched_off(config, rules)
    drafts = tuple(_drafts(config.files[-1].parent))
    yield from _unused(config, drafts)
    yield from _allows(drafts, at, rules)
    yield from _past(config, at)


def _switched_off(config: Config, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Rules about impartiality that do not run inside a window, though they are meant to."""
    matter = {name: rule for name, rule in rules.items() if rule.family in _IMPARTIAL}

    def covered(name: str) -> list[str]:
        return sorted(rule for rule in matter if name in (rule, matter[rule].family) and not config.selects(rule))

    for name in sorted(config.ignore):
        if silent := covered(name):
            yield f'"ignore" names {name}, so {_these(silent)} not run in a pre-election period either.'
    if config.select:
        missing = sorted(rule for rule in matter if not config.selects(rule) and not _ignored(rule, config))
        if missing:
            yield f'"select" leaves out {_these(missing, "does", "do")} not run in a pre-election period.'
    yield from _levels_off(config.rule_levels, "", matter)
    for override in config.overrides:
        yield from _levels_off(override.rules, f" for {', '.join(override.paths)}", matter)


def _levels_off(levels: Mapping[str, Levels], where: str, matter: Mapping[str, Rule]) -> Iterator[str]:
    for name, level in sorted(levels.items()):
        touches = any(name in (rule, matter[rule].family) for rule in matter)
        if level.inside == "off" and touches:
            instead = '{inside = "warn", outside = "off"}'
            yield f'"{name}" is off inside pre-election periods{where}. Is {instead} what you mean?'


def _these(names: Sequence[str], one: str = "does", many: str = "do") -> str:
    if len(names) == 1:
        return f"{names[0]} {one}"
    return f"{number(len(names), 'rule')} ({', '.join(names[:3])}{' ...' if len(names) > 3 else ''}) {many}"


def _ignored(rule: str, config: Config) -> bool:
    return bool({rule, rule.partition("/")[0]} & config.ignore)


def _drafts(folder: Path) -> Iterator[Path]:
    from neutral_gate.readers import find_drafts

    try:
        yield from find_drafts([folder])
    except UsageError:  # no draft there yet
        return


def _unused(config: Config, drafts: Sequence[Path]) -> Iterator[str]:
    """Overrides whose patterns cover no file."""
    for override in config.overrides:
        if not any(override.covers(str(path)) for path in drafts):
            patterns = ", ".join(f'"{pattern}"' for pattern in override.paths)
            yield f"The overrides for {patterns} cover no draft. Check the pattern: it is read from {override.root}."


def _allows(drafts: Sequence[Path], at: datetime, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Allows in drafts that have run out, cannot be read or name no rule."""
    from neutral_gate.allows import find_allows
    from neutral_gate.readers.files import read_file

    for path in drafts:
        try:
            found = [allow for draft in read_file(path) for allow in find_allows(draft.source, draft.format)]
        except DraftError as error:
            yield f"{error.problem} {error.mend}"
            continue
        for allow in found:
            if allow.problem:
                yield f"{path}: an allow cannot be read. {allow.problem}"
            elif allow.rule not in rules:
                yield f'{path}: an allow names "{allow.rule}", which is no rule.'
            elif allow.until is not None and allow.until < at.date():
                yield f"{path}: the allow for {allow.rule} ended on {allow.until:%d %B %Y}. Take it out or renew it."


def _past(config: Config, at: datetime) -> Iterator[str]:
    """Own windows that are over: they say nothing any more, and may hide that the next one is not declared yet."""
    from neutral_gate.elections import load_windows

    own = {str(entry.get("id")) for entry in config.windows}
    for window in load_windows(config.windows):
        end = window.closed or window.end
        if window.id in own and end < at and not (window.open_ended and window.closed is None):
            yield f"Your own window {window.id} ended on {end:%d %B %Y}. You can take it out."

"""`neutral-gate rules new family/slug`: writes a rule file to start from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from neutral_gate.cli.output import print_out, write_file
from neutral_gate.cli.parser import Parser, add_config
from neutral_gate.cli.settings import config_for
from neutral_gate.model import UsageError

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_FILE = """\
# One rule. `neutral-gate rules test {folder}` runs its examples; docs/rule-files.md lists every key.
id: {id}
summary: Names our own parks campaign
why: >-
  Say in a sentence or two why these words are a problem, so that a colleague who is told to change them understands.
clauses: []
severity: {{inside: warn, outside: "off"}}
find:
  # One pattern a line. ~ takes all forms of a word, (a|b) is a choice, .. leaves room for other words.
  - "(sign~|back~|support~) .. parks (campaign|pledge)"
  - match: ["save our parks"]
    unless: ["parks map"]
message: This names a campaign that takes a side.
instead: Describe what the council does for parks, without the campaign's name.
examples:
  # Drafts that the rule must find, and look-alikes that it must leave alone.
  fire:
    - "Join us on Saturday to save our parks."
    - "Residents are signing the parks pledge."
  pass:
    - "The parks open at 8am."
    - "You can save our parks map on your phone's home screen."
"""


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("rules new", "Writes a rule file to start from, with an example that you change.")
    parser.add_argument("rule", metavar="FAMILY/SLUG", help="the id of the new rule, such as own/parks-campaign")
    parser.add_argument("--folder", metavar="DIR", type=Path, default=Path("rules"), help="where to write; rules here")
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Writes the file and says what comes next."""
    from neutral_gate.lexicon.rulebook import load_rules

    args = parser().parse(arguments)
    if not _ID.fullmatch(args.rule):
        raise UsageError(
            f'"{args.rule}" cannot be the id of a rule.',
            "Write a family and a short name in small letters, such as own/parks-campaign.",
        )
    config = config_for(args.config, Path.cwd())
    taken = load_rules(config.lexicon_folders).get(args.rule)
    if taken is not None:
        raise UsageError(f"There is a rule called {args.rule} already: {taken.path}.", "Choose another name.")
    path = args.folder / f"{args.rule}.yaml"
    if path.exists():
        raise UsageError(f"{path} is there already.", "Edit it, or choose another name.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"The folder {path.parent} cannot be made: {(error.strerror or 'unknown error').lower()}.",
            "Name another folder with --folder.",
        ) from error
    write_file(path, _FILE.format(id=args.rule, folder=args.folder))
    used = any(folder.resolve() == args.folder.resolve() for folder in config.lexicon_folders)
    print_out(
        f"{path} is written. It has an example in it: change the words to your own.\n"
        f"Then run `neutral-gate rules test {args.folder}`.\n"
        + ("" if used else f'To use it, put this at the top of neutral-gate.toml: lexicons = ["{args.folder}"]\n')
    )
    return 0

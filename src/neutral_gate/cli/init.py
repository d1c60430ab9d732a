"""`neutral-gate init`: a few plain questions, and a settings file with comments."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from neutral_gate.cli.output import columns, print_out, write_file
from neutral_gate.cli.parser import Parser, choice
from neutral_gate.config import CONFIG_NAME, load_config
from neutral_gate.elections import NATIONS
from neutral_gate.model import BODY_TYPES, UsageError
from neutral_gate.reports.layout import Page


@dataclass(frozen=True, slots=True)
class Answers:
    """What a body said about itself."""

    type: str
    name: str = ""
    nation: str = ""
    areas: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    people: str = ""


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("init", "Writes a settings file for your body. On a terminal it asks for what you leave out.")
    parser.add_argument(
        "--type",
        metavar="TYPE",
        type=choice("--type", BODY_TYPES),
        help=f"the type of your body: {', '.join(BODY_TYPES)}",
    )
    parser.add_argument("--name", metavar="NAME", help="the name of your body")
    parser.add_argument(
        "--nation", metavar="NAME", type=choice("--nation", NATIONS), help=f"where you work: {', '.join(NATIONS)}"
    )
    parser.add_argument("--area", metavar="NAME", action="append", help="an area that you serve; repeatable")
    parser.add_argument("--account", metavar="NAME", action="append", help="one of your own accounts; repeatable")
    parser.add_argument("--people", metavar="FILE", help="a list of the candidates in your area")
    parser.add_argument("--yes", action="store_true", help="ask nothing: take the options as they are")
    parser.add_argument(
        "--output", metavar="FILE", type=Path, default=Path(CONFIG_NAME), help=f"the file to write; {CONFIG_NAME} here"
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Writes the file and says what to do next."""
    args = parser().parse(arguments)
    if args.output.exists() and not args.force:
        raise UsageError(f"{args.output} is there already.", "Edit it, or write over it with --force.")
    given = Answers(
        type=args.type or "",
        name=args.name or "",
        nation=args.nation or "",
        areas=tuple(args.area or ()),
        accounts=tuple(args.account or ()),
        people=args.people or "",
    )
    asks = sys.stdin.isatty() and not args.yes
    if not asks and not given.type:
        raise UsageError(
            "The type of your body is missing, and there is no terminal to ask on."
            if not args.yes
            else "The type of your body is missing.",
            f"Give --type and one of these: {', '.join(BODY_TYPES)}.",
        )
    answers = _ask(given, args) if asks else given
    write_file(args.output, settings_text(answers))
    load_config(args.output)  # what was written must be what can be read
    print_out(_next_steps(args.output, answers))
    return 0


def settings_text(answers: Answers) -> str:
    """The settings file for these answers, with comments that explain each setting."""
    people = f"people = {_list((answers.people,))}" if answers.people else '# people = ["candidates.csv"]'
    nation = f"nation = {_quoted(answers.nation)}" if answers.nation else '# nation = "england"'
    return f"""\
# Settings of Neutral Gate. Every setting is explained in docs/configuration.md.
# A line that starts with # is a comment: take the # away to switch the setting on.

# Lists of candidates and politicians, beside this file. Get a new list once nominations have closed.
{people}

# "block" stops only what must not be published; "warn" also stops what a person must look at.
fail_on = "block"

[body]
type = {_quoted(answers.type)}  # one of: {", ".join(BODY_TYPES)}
name = {_quoted(answers.name)}
{nation}  # one of: {", ".join(NATIONS)}
areas = {_list(answers.areas)}  # the areas that you serve: elections elsewhere do not bind you
accounts = {_list(answers.accounts)}  # your own social media accounts: reposts of these are fine
domains = []  # your own web sites
staff = []  # names of your staff who share a name with a candidate

[terms]
party = []  # local parties and groups that the shipped list does not have
campaigner = []  # local campaigns
contested = []  # local issues that people campaign about

# Stricter or milder rules. A rule can be "off", "note", "warn" or "block", inside a pre-election period and outside.
# [rules]
# "timing/press-release" = {{ inside = "block", outside = "off" }}

# Settings for some files only.
# [[overrides]]
# paths = ["news/**"]
# kind = "news"
"""


def _ask(given: Answers, args: object) -> Answers:
    """Asks for what the command line left out."""
    page = Page(colour=False, width=columns())
    page.paragraph("A few questions about your body. Press Enter to leave one out; you can edit the file later.")
    print_out(page.text() + "\n")
    name = given.name or _answer("What is the name of your body?")
    kind = given.type or _pick("What type of body is it?", BODY_TYPES)
    nation = given.nation or _pick("Which nation are you in?", NATIONS, may_skip=True)
    areas = given.areas or _several("Which areas do you serve? Put a comma between them.")
    accounts = given.accounts or _several("Which social media accounts are your own? Put a comma between them.")
    people = given.people or _answer("Is there a file with the candidates in your area? Its name:")
    return Answers(kind, name, nation, areas, accounts, people)


def _answer(question: str) -> str:
    try:
        return input(f"{question} ").strip()
    except EOFError:
        return ""


def _several(question: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _answer(question).split(",") if part.strip())


def _pick(question: str, words: Sequence[str], *, may_skip: bool = False) -> str:
    """One of several words, by its number or as written; asks again up to three times."""
    listed = "\n".join(f"  {number}  {word}" for number, word in enumerate(words, start=1))
    print_out(f"{question}\n{listed}\n")
    for _ in range(3):
        said = _answer("Number or name:").lower()
        if said in words or (may_skip and not said):
            return said
        if said.isdecimal() and 1 <= int(said) <= len(words):
            return words[int(said) - 1]
        print_out("Please give one of the numbers.\n")
    raise UsageError("That was none of the choices.", f"Run it again, or choose from {', '.join(words)} as an option.")


def _next_steps(path: Path, answers: Answers) -> str:
    page = Page(colour=False, width=columns())
    page.paragraph(f"Your settings are in {path}.")
    page.gap()
    page.paragraph("What to do next:")
    page.item("1.", "Read the file and fill in what is missing.")
    page.item("2.", "Run `neutral-gate windows --checklist` to see which pre-election periods apply to you.")
    page.item("3.", "Run `neutral-gate check` with the name of a draft.")
    if not answers.people:
        page.item("4.", "Get a list of the candidates in your area and name it under `people`.")
    return page.text()


def _quoted(text: str) -> str:
    """Text as TOML has it."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(_quoted(text) for text in texts)}]"

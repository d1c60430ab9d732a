"""`neutral-gate windows`: which pre-election periods apply, why, until when; what opens soon; a calendar."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from neutral_gate.cli.output import columns, print_error, print_out, write_file
from neutral_gate.cli.parser import Parser, add_at, add_body, add_config, choice
from neutral_gate.cli.settings import config_for, narrowed
from neutral_gate.model import UsageError
from neutral_gate.reports.layout import Page

if TYPE_CHECKING:
    from neutral_gate.cli.main import Verb
    from neutral_gate.elections import Body
    from neutral_gate.model import Window

ACTIONS = ("add", "close", "import")
"""What can be done to windows. Each is a module `windows_...` of this package, with a command line of its own."""

_EPILOG = """\
To change what is on record:
  neutral-gate windows add ID ...      add a period to your settings
  neutral-gate windows close ID ...    say that an open-ended period is over
  neutral-gate windows import FILE ... take over elections from EveryElection
"""


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("windows", "Says which pre-election periods apply to your body on a day, and until when.")
    parser.epilog = _EPILOG
    add = parser.add_argument
    add("paths", metavar="PATH", nargs="*", help="with --ahead: drafts that have a date of publication, and folders")
    add_at(parser, "now, if you leave it out")
    add_body(parser)
    add("--area", metavar="NAME", action="append", default=[], help="an area that you serve; repeatable")
    add("--nation", metavar="NAME", help="england, scotland, wales or northern-ireland")
    ahead = "also say which periods open in so many days, and which of the drafts will then be blocked"
    add("--ahead", metavar="DAYS", type=_days, help=ahead)
    calendar = "write the periods from now on as a calendar file; - writes it to standard output"
    add("--ics", metavar="FILE", help=calendar)
    add("--format", metavar="NAME", type=choice("--format", ("text", "json")), default="text", help="text or json")
    add("--checklist", action="store_true", help="also list what to agree in your organisation around publishing")
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Prints the answer in plain sentences; 1 where a scheduled draft will be blocked, 2 where one cannot be read."""
    from neutral_gate.elections import load_windows, now, parse_moment

    if arguments and arguments[0] in ACTIONS:
        return cast("Verb", import_module(f"neutral_gate.cli.windows_{arguments[0]}")).run(arguments[1:])
    args = parser().parse(arguments)
    if args.paths and args.ahead is None:
        _refuse(args.paths[0])
    if args.ics is not None and args.format == "json":
        raise UsageError("--ics and --format json cannot go together.", "Run the command twice, once with each.")
    config = narrowed(config_for(args.config, Path.cwd()), args.body, args.area, args.nation)
    at = parse_moment(args.at) if args.at else now()
    windows = load_windows(config.windows)
    body = config.body()
    remarks = _check_places(windows, body, args.area)
    if args.ics is not None:
        for remark in remarks:
            print_error(remark)
        return _calendar(args.ics, windows, at, args.ahead, body)
    if args.format == "json":
        from neutral_gate.cli.windows_json import print_json

        return print_json(args, windows, at, body, remarks)
    page = Page(colour=False, width=columns())
    for remark in remarks:
        page.paragraph(f"Note: {remark}")
        page.gap()
    code = _say(page, args, windows, at, body)
    print_out(page.text())
    return code


def _say(page: Page, args: Namespace, windows: Sequence[Window], at: datetime, body: Body) -> int:
    from neutral_gate.elections import active_windows, explain

    for sentence in explain(windows, at, body):
        page.paragraph(sentence)
        page.gap()
    code = 0
    if args.ahead is not None:
        from neutral_gate.cli.windows_ahead import look_ahead

        code = look_ahead(page, args, windows, at, body)
        page.gap()
    if args.checklist:
        from neutral_gate.lexicon.checklist import process_lines

        page.paragraph("What to agree and do around publishing:")
        for line in process_lines(bool(active_windows(windows, at, body))):
            page.item("[ ]", line)
    else:
        page.paragraph("With --checklist this also lists what to agree and do around publishing.")
    return code


def _refuse(word: str) -> None:
    from difflib import get_close_matches

    near = get_close_matches(word, ACTIONS, n=1)
    mend = f"Did you mean `neutral-gate windows {near[0]}`?" if near else "To look at drafts, give --ahead 60 too."
    raise UsageError(f'"{word}" is one word too many.', mend)


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 6:
        raise UsageError(f'--ahead cannot be "{text}".', "Give a number of days, such as --ahead 60.")
    return int(text)


def _check_places(windows: Sequence[Window], body: Body, asked: Sequence[str]) -> list[str]:
    """Refuses a slip of the pen on the command line; gives a remark on one in the settings, and on unknown areas."""
    from neutral_gate.elections import Body
    from neutral_gate.elections.areas import check_areas, known_areas, near_area
    from neutral_gate.elections.terms import area_words, fold_area

    known = known_areas(windows, Body())
    check_areas(asked, known, strictly=False)
    remarks = []
    for area in (*sorted(body.areas), *sorted(body.neighbours)):
        if fold_area(area) in known:
            continue
        near = near_area(area, known)
        hint = f" Did you mean “{area_words(near)}”?" if near else " A ward or an area of your own is fine."
        remarks.append(f"No election on record is in “{area}”.{hint}")
    return remarks


def _calendar(name: str, windows: Sequence[Window], at: datetime, ahead: int | None, body: Body) -> int:
    """Writes the calendar: the periods that are active or still to come, or those of the days ahead."""
    from neutral_gate.elections import active_windows, opening_soon
    from neutral_gate.elections.active import EVER
    from neutral_gate.elections.ics import to_ics

    chosen = (*active_windows(windows, at, body), *opening_soon(windows, at, EVER if ahead is None else ahead, body))
    text = to_ics(chosen, at)
    if name == "-":
        print_out(text)
        return 0
    write_file(Path(name), text)
    count = f"{len(chosen)} pre-election period{'' if len(chosen) == 1 else 's'}"
    until = "" if ahead is None else f" (up to {at + timedelta(days=min(ahead, EVER)):%Y-%m-%d})"
    print_out(
        f"{count}{until} written to {name}. Open it with your calendar program, and import it again now and then.\n"
    )
    return 0

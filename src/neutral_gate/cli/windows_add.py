"""`neutral-gate windows add`: declares a pre-election period in the body's settings, with one command line."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from neutral_gate.cli.output import columns, print_out
from neutral_gate.cli.parser import Parser, add_config, choice
from neutral_gate.cli.settings_file import SettingsFile, settings_to_change
from neutral_gate.elections.body import Body
from neutral_gate.elections.terms import AUDIENCES, ELECTION_KINDS, NATIONS, checked, fold_area
from neutral_gate.model import Status, Strictness, UsageError, Window
from neutral_gate.reports.layout import Page

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser(
        "windows add",
        "Adds a pre-election period to your settings file.\n\n"
        "Give --start and --end as they were published. Or give --kind and --poll,\n"
        "and the dates are worked out as law and past practice have them.",
    )
    add = parser.add_argument
    add("id", metavar="ID", help="a short name of your own, such as mill-lane-2027; or that of a shipped period")
    add("--start", metavar="WHEN", help="first day (from 00:00), or a date and time in London: 2027-03-31T00:01")
    add("--end", metavar="WHEN", help="last day (until 22:00, when polls close), or a date and time in London")
    add("--poll", metavar="DATE", help="polling day: what you leave out is worked out from it; needs --kind")
    add("--title", metavar="TEXT", help="the election in plain words")
    kinds = f"what is elected: {', '.join(ELECTION_KINDS)}"
    add("--kind", metavar="KIND", type=choice("--kind", ELECTION_KINDS), help=kinds)
    add("--by-election", action="store_true", help="one seat is filled; --area names its ward")
    levels = [level.value for level in Strictness]
    add("--strictness", metavar="LEVEL", type=choice("--strictness", levels), help=f"{', '.join(levels)}")
    whom = "a body type that it binds; repeatable; everyone, if you leave it out"
    add("--audience", metavar="TYPE", action="append", default=[], help=whom)
    add("--nation", metavar="NAME", action="append", default=[], help=f"{', '.join(NATIONS)}; repeatable")
    add("--area", metavar="NAME", action="append", default=[], help="an area that it is limited to; repeatable")
    add("--near", metavar="NAME", action="append", default=[], help="an area beside it, which it advises; repeatable")
    add("--open-ended", action="store_true", help="it goes on after its end until you close it")
    states = [state.value for state in Status]
    add("--status", metavar="WORD", type=choice("--status", states), help=f"how sure it is: {', '.join(states)}")
    add("--source", metavar="TEXT", help="where the dates come from: a web address or a document")
    add("--note", metavar="TEXT", help="what else a reader should know")
    add("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Checks the period, writes it and shows what was written."""
    from neutral_gate.elections import load_windows, now
    from neutral_gate.elections.explain import about
    from neutral_gate.elections.shipped import layered

    args = parser().parse(arguments)
    settings = settings_to_change(args.config, Path.cwd())
    body = settings.config.body()
    _check_id(args.id, settings)
    known = {window.id: window for window in load_windows(settings.config.windows)}
    values = _values(args, body, known.get(args.id))
    _check_places(args, body, settings)
    window = {each.id: each for each in load_windows(layered(settings.config.windows, [values]))}[args.id]
    if known.get(args.id) == window:
        raise UsageError(
            f"The period “{args.id}” is surer than “{window.status.value}”, so this would change nothing.",
            "Take another id, or --status declared if the dates were published.",
        )
    lines = settings.add_window(values)
    if not args.dry_run:
        settings.save()
    page = Page(colour=False, width=columns())
    done = "would be written to" if args.dry_run else "was written to"
    page.paragraph(f"This {done} {settings.path}:")
    page.gap()
    for line in lines.split("\n"):
        page.line(f"  {line}")
    page.gap()
    for sentence in about(window, now(), body):
        page.paragraph(sentence)
    page.paragraph(_bound(window, body))
    if args.dry_run:
        page.paragraph("Nothing was changed (--dry-run).")
    print_out(page.text())
    return 0


def _check_id(name: str, settings: SettingsFile) -> None:
    if not _ID.fullmatch(name):
        raise UsageError(
            f"“{name}” cannot be the id of a period.", "Use small letters, digits, dots and hyphens: mill-lane-2027."
        )
    if any(table.get("id") == name for table in settings.windows):
        raise UsageError(
            f"There is a period “{name}” in your settings already.",
            f"Take another id, or change the one in {settings.path} by hand.",
        )


def _check_places(args: Namespace, body: Body, settings: SettingsFile) -> None:
    from neutral_gate.elections import load_windows
    from neutral_gate.elections.areas import check_areas, known_areas

    known = known_areas(load_windows(settings.config.windows), body)
    # A ward is on no list, so where one is named it is enough that it is not a slip of another name.
    check_areas(args.area, known, strictly=not args.by_election and args.kind != "recall")
    check_areas(args.near, known)


def _values(args: Namespace, body: Body, shipped: Window | None) -> dict[str, Any]:
    """The table that is written, in the order of its keys."""
    from neutral_gate.elections import now

    rule = _by_rule(args, body)
    if not rule and not shipped and not (args.start and args.end):
        missing = " and ".join(option for option in ("--start", "--end") if not getattr(args, option[2:]))
        raise UsageError(f"{missing} is missing.", "Give both dates, or --kind and --poll to have them worked out.")
    for word in args.audience:
        checked(word, (*AUDIENCES, "everyone"), "a body type")
    nations = [checked(fold_area(word), NATIONS, "a nation") for word in args.nation]
    told = bool(args.start)  # dates that somebody published beat those of a rule
    values: dict[str, Any] = {
        "id": args.id,
        "title": args.title or (rule.title if rule else None),
        "kinds": [args.kind] if args.kind else None,
        "strictness": args.strictness or (rule.strictness.value if rule else None if shipped else _strictness(args)),
        "audience": args.audience or (sorted(rule.audience) if rule and len(rule.audience) < len(AUDIENCES) else None),
        "nations": nations or None,
        "areas": args.area or None,
        "near_areas": args.near or None,
        "start": args.start or (f"{rule.start:%Y-%m-%dT%H:%M}" if rule else None),
        "end": args.end or (f"{rule.end:%Y-%m-%dT%H:%M}" if rule else None),
        **_election_days(args, body, rule, shipped),
        "open_ended": True if args.open_ended or (rule and rule.open_ended) else None,
        "advisory": True if rule and rule.advisory else None,
        "status": args.status or (rule.status.value if rule and not told else Status.DECLARED.value),
        "source": args.source or (rule.source if rule and not told else None),
        "checked": f"{now():%Y-%m-%d}",
        "note": args.note or (rule.note if rule and not told else None) or None,
    }
    return {key: value for key, value in values.items() if value is not None}


def _election_days(args: Namespace, body: Body, rule: Window | None, known: Window | None) -> dict[str, str | None]:
    """Polling day and the close of nominations, counted here so that no check has to count."""
    from neutral_gate.elections import parse_moment
    from neutral_gate.elections.timetable import close_of_nominations

    kinds = [args.kind] if args.kind else list(known.kinds) if known else []
    poll = rule.poll if rule else parse_moment(args.end).date() if args.end else None
    if poll is None:
        return {}
    nation = args.nation[0] if args.nation else body.nation or "england"
    days = [rule.nominations] if rule and rule.nominations else []
    for kind in [] if rule else kinds:
        try:
            days.append(close_of_nominations(kind, poll, None if kind == "parl" else fold_area(nation)))
        except UsageError:  # it has no candidates, or none in this nation
            continue
    return {"poll": f"{poll}", "nominations": f"{min(days)}" if days else None}


def _strictness(args: Namespace) -> str:
    """What a period of this kind is where nobody says: the stricter of what it could be."""
    if args.kind == "ref":
        return Strictness.REFERENDUM.value
    national = args.kind in ("parl", "sp", "senedd", "nia") and not args.by_election
    return Strictness.GENERAL.value if national else Strictness.LOCAL.value


def _by_rule(args: Namespace, body: Body) -> Window | None:
    """The window that the rules give for this body, where polling day is named."""
    if not args.poll:
        return None
    if not args.kind:
        raise UsageError("--poll needs --kind.", f"Add one of: {', '.join(ELECTION_KINDS)}.")
    from neutral_gate.elections import parse_moment
    from neutral_gate.elections.rules import windows_by_rule

    nation = args.nation[0] if args.nation else body.nation
    if nation is None and args.kind in ("local", "pcc", "europarl"):
        nation = "england"
    area = args.area[0] if args.area else None
    poll = parse_moment(args.poll).date()
    found = windows_by_rule(args.kind, poll, nation, area, by_election=args.by_election)
    wanted = [args.audience[0]] if args.audience else [body.type] if body.type else []
    bound = [window for window in found if not wanted or wanted[0] in window.audience]
    if not bound:
        raise UsageError(
            "No rule or past practice gives a period for your type of body before this election.",
            "Give --start and --end as they were published.",
        )
    return bound[0]


def _bound(window: Window, body: Body) -> str:
    """Whether the new period binds the body whose settings these are."""
    from neutral_gate.elections.active import binding_windows

    found = binding_windows([window], body)
    if not found:
        return "Note: it does not bind your own body, because its body types or areas are not yours."
    return "It advises your own body only." if found[0].advisory else "It binds your own body."

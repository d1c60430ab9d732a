"""`neutral-gate windows`: which pre-election periods apply, why, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from neutral_gate.cli.output import columns, print_out
from neutral_gate.cli.parser import Parser, add_at, add_body, add_config
from neutral_gate.cli.settings import config_for, narrowed
from neutral_gate.reports.layout import Page


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("windows", "Says which pre-election periods apply to your body on a day, and until when.")
    add_at(parser, "now, if you leave it out")
    add_body(parser)
    parser.add_argument(
        "--area", metavar="NAME", action="append", default=[], help="an area that you serve; repeatable"
    )
    parser.add_argument("--nation", metavar="NAME", help="england, scotland, wales or northern-ireland")
    parser.add_argument(
        "--checklist", action="store_true", help="also list what to agree in your organisation around publishing"
    )
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Prints the answer in plain sentences."""
    from neutral_gate.elections import active_windows, explain, load_windows, now, parse_moment
    from neutral_gate.lexicon.checklist import process_lines

    args = parser().parse(arguments)
    config = narrowed(config_for(args.config, Path.cwd()), args.body, args.area, args.nation)
    at = parse_moment(args.at) if args.at else now()
    windows = load_windows(config.windows)
    body = (config.body_type, config.areas, config.nation)
    page = Page(colour=False, width=columns())
    for sentence in explain(windows, at, *body):
        page.paragraph(sentence)
        page.gap()
    if args.checklist:
        page.paragraph("What to agree and do around publishing:")
        for line in process_lines(bool(active_windows(windows, at, *body))):
            page.item("[ ]", line)
    else:
        page.paragraph("With --checklist this also lists what to agree and do around publishing.")
    print_out(page.text())
    return 0

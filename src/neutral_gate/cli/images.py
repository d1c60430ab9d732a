"""`neutral-gate images`: checks the pictures of a folder, and writes mended copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.cli.output import columns, hide_fault_details, print_out, wants_colour
from neutral_gate.cli.parser import Parser, add_at, add_config, choice
from neutral_gate.model import DraftError, UsageError
from neutral_gate.reports.registry import FORMATS, Options, render

if TYPE_CHECKING:
    from neutral_gate.images.fix import Copy


_PAGES = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown", ".json"})


def parser() -> Parser:
    """The command line of this verb."""
    parser = Parser("images", "Checks the pictures of a folder: weight, size, format, broken files, personal data.")
    add = parser.add_argument
    add("paths", metavar="DIR", nargs="+", type=Path, help="folders with pictures, or single pictures")
    add("--fix", metavar="OUT", type=Path, help="write mended copies into this folder; originals are never touched")
    add("--ocr", action="store_true", help="also read the words that stand in pictures, with the program Tesseract")
    fetch = "take pages too, and fetch their pictures, from your own hosts and `image_hosts` only"
    add("--fetch-images", action="store_true", help=fetch)
    formats = f"how to report: {', '.join(FORMATS)}"
    add("--format", metavar="NAME", type=choice("--format", FORMATS), default="text", help=formats)
    add_at(parser, "now, if you leave it out")
    add("--verbose", action="store_true", help="report notes too, and the pictures that need no copy")
    add_config(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Checks, mends, reports: 0 nothing stands in the way, 1 something does, 2 a file could not be read or written."""
    from neutral_gate.cli.checking import Checker, Wishes
    from neutral_gate.elections import parse_moment
    from neutral_gate.images.gather import pillow_is_here
    from neutral_gate.images.locate import find_images

    args = parser().parse(arguments)
    if not pillow_is_here():
        raise UsageError("Pictures cannot be checked without Pillow.", "Install it: pip install pillow")
    if not args.verbose:
        hide_fault_details()
    if args.fix is not None:
        _check_target(args.fix, args.paths)
    found = list(find_images(args.paths, [args.fix] if args.fix else []))
    pages = [path for path in found if args.fetch_images and path.suffix.lower() in _PAGES]
    pictures = [path for path in found if path not in pages]
    moment = parse_moment(args.at) if args.at else None
    checker = Checker(Wishes(config=args.config, at=moment, ocr=args.ocr, fetch_images=args.fetch_images))
    for path in pictures:
        checker.check_image(path)
    for path in pages:
        checker.check_pictures(path)
    decision = checker.decision()
    unwritten: list[str] = []
    if args.fix is not None:
        copies = list(_copies(pictures, args.paths, args.fix, unwritten))
        said = (*_said(copies, args.verbose), *unwritten)
        decision = replace(decision, notices=(*decision.notices, *said))
    options = Options(wants_colour(), columns(), verbose=args.verbose)
    print_out(render(args.format, decision, options))
    if checker.broken or unwritten:
        return 2
    return 1 if checker.failed else 0


def _check_target(target: Path, sources: Iterable[Path]) -> None:
    """Makes sure that copies cannot land among the originals.

    Raises:
        UsageError: They would.
    """
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file.", "Name a folder for the copies.")
    for source in sources:
        folder = source if source.is_dir() else source.parent
        if target.resolve() == folder.resolve():
            problem = f"The copies would lie among the originals in {folder}."
            raise UsageError(problem, "Name another folder after --fix.")


def _copies(pictures: Iterable[Path], sources: Sequence[Path], target: Path, unwritten: list[str]) -> Iterator[Copy]:
    from neutral_gate.images.facts import read_facts
    from neutral_gate.images.fix import fix

    for path in pictures:
        try:
            yield fix(path, read_facts(path), target / _below(path, sources))
        except DraftError as error:
            unwritten.append(f"{error.problem} {error.mend}")


def _below(path: Path, sources: Sequence[Path]) -> Path:
    """The path of a picture inside the folder that was named; of several folders, under that folder's name."""
    for source in sources:
        if source.is_dir() and path.is_relative_to(source):
            below = path.relative_to(source)
            return below if len(sources) == 1 else Path(source.resolve().name) / below
    return Path(path.name)


def _said(copies: Sequence[Copy], every: bool) -> Iterator[str]:
    from neutral_gate.rules.images.found import weight_words

    written = [copy for copy in copies if copy.target is not None]
    for copy in written:
        changes = ", ".join([*copy.changes, f"{weight_words(copy.before)} to {weight_words(copy.after)}"])
        yield f"{copy.source} was copied to {copy.target}: {changes}."
    for copy in copies:
        fine = copy.reason == "it is fine as it is"
        if copy.target is None and (every or not fine):
            yield f"{copy.source} was not copied: {copy.reason}."
    many = "1 mended copy was" if len(written) == 1 else f"{len(written)} mended copies were"
    yield f"{many} written. The originals were not touched. Look at each copy before you publish it."

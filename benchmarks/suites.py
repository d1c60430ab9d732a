"""What the access rules find in test suites of others, which are not part of this project.

    python benchmarks/suites.py govuk FOLDER [--list] [--no-sheets]
    python benchmarks/suites.py axe FOLDER [--list]
    python benchmarks/suites.py equalize FOLDER [--list]

FOLDER is a checkout of alphagov/accessibility-tool-audit, dequelabs/axe-core or equalizedigital/accessibility-checker.

`govuk` counts the barriers of the audit that a rule about that very barrier finds; a page is read with the style sheet
that it links to. It also counts findings on what all those pages share. `axe` counts the elements of axe-core's
integration fixtures that should pass and that our counterpart of axe's rule flags. `equalize` counts the snippets on
which the counterpart of a rule gives the answer that its test asks for; those on which we differ on purpose are named
apart. In `data/suites.json`, `skip` tells snippets that need a style sheet or script of the test itself and are left
out, `other` those whose fault another of their rules is about, and `differ` those on purpose. `--list` prints each
case.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from neutral_gate.model import Draft
from neutral_gate.model.page import Element
from neutral_gate.readers import read
from neutral_gate.rules.access.page_view import Found
from neutral_gate.rules.access.runner import all_findings
from neutral_gate.rules.access.selectors import selectors
from neutral_gate.sheets import hand_over

MAPS = json.loads((Path(__file__).parent / "data" / "suites.json").read_text(encoding="utf-8"))
"""Our counterparts of what each suite tests, by its own names."""


def judged(data: bytes, name: str, folder: Path | None = None) -> tuple[Draft, Mapping[str, list[Found]]]:
    """The draft of a page and the findings on it by rule; with a folder its linked style sheets are read from there."""
    (draft,) = read(data, name, "html")
    if folder is not None:
        hand_over(draft, [folder])
    return draft, all_findings(draft)


def govuk(folder: Path, listed: bool, sheets: bool) -> None:
    """Prints how many barriers are found, and what is found on the frame of the pages."""
    names = [
        name for group in json.loads((folder / "tests.json").read_text(encoding="utf-8")).values() for name in group
    ]
    pages = {_slug(path.stem): path for path in sorted((folder / "tests").glob("*.html"))}
    found = total = framed = 0
    for name in names:
        page = next((path for slug, path in pages.items() if slug.endswith(_slug(name))), None)
        if page is None:
            continue
        total += 1
        example = re.search(r"href=\"?[^\">]*(example-pages/[\w.-]+)", page.read_text(encoding="utf-8"))
        if example and (folder / example[1]).is_file():
            page = folder / example[1]
        draft, findings = judged(page.read_bytes(), str(page), folder if sheets else None)
        wanted = {rule for part, rules in MAPS["govuk"].items() if part in name.lower() for rule in rules}
        hits = sorted(wanted & findings.keys())
        found += bool(hits)
        if page.parent.name == "tests":
            frame = [(rule, each) for rule, listed_ in findings.items() for each in listed_ if _in_frame(each, draft)]
            framed += len(frame)
        if listed:
            print(f"{'found ' if hits else '------'} {name}: {', '.join(hits) or ', '.join(findings)}")
    print(f"{found} of {total} barriers found; {framed} findings on what all pages share (the h1 and around it)")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"<[^>]*>", "", text.lower()))


def _in_frame(found: Found, draft: Draft) -> bool:
    """True for a finding on what all pages of the audit share: outside their `main`."""
    assert draft.page is not None
    main = next(draft.page.elements("main"), None)
    return main is not None and not main.open_end <= found.where.start < main.close_start


def axe(folder: Path, listed: bool) -> None:
    """Prints how many elements that should pass are flagged, and how many faulty ones are found."""
    passes = flagged = faulty = found = 0
    for path in sorted((folder / "test" / "integration" / "rules").glob("*/*.json")):
        page = path.with_suffix(".html")
        spec = json.loads(path.read_text(encoding="utf-8"))
        ours = MAPS["axe"].get(spec.get("rule"), [])
        if not ours or not page.is_file():
            continue
        draft, findings = judged(page.read_bytes(), "fragment.html")
        assert draft.page is not None
        elements = list(draft.page.elements())
        places = [each.where.start for rule in ours for each in findings.get(rule, ())]
        for kind in ("passes", "violations"):
            for selector, element in _nodes(spec.get(kind, []), elements):
                hit = any(element.start <= place < element.open_end + bool(element.children) for place in places)
                if kind == "passes":
                    passes, flagged = passes + 1, flagged + hit
                else:
                    faulty, found = faulty + 1, found + hit
                if listed and hit == (kind == "passes"):
                    print(f"{'flagged' if hit else 'missed '} {spec['rule']} {selector}")
    print(f"{flagged} of {passes} elements that should pass are flagged; {found} of {faulty} faulty ones are found")


def _nodes(listed: list[object], elements: list[Element]) -> Iterator[tuple[str, Element]]:
    for each in listed:
        selector = each[-1] if isinstance(each, list) and len(each) == 1 else each
        if isinstance(selector, str):
            for element in elements:
                if any(one.matches(element) for one in selectors(selector)):
                    yield selector, element
                    break


_SNIPPET = re.compile(
    r"html:\s*(?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`|\"((?:[^\"\\]|\\.)*)\")\s*,"
    r"\s*(?:\w+:[^\n]*\n\s*)*?shouldPass:\s*(true|false)"
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_WHOLE = '<!DOCTYPE html><html lang="en"><head><title>A page about things</title></head><body>{}</body></html>'


def equalize(folder: Path, listed: bool) -> None:
    """Prints on how many snippets both give the same answer."""
    agreed = differing = total = 0
    for path in sorted((folder / "tests" / "jest" / "rules").glob("*.test.js")):
        plan = MAPS["equalize"].get(path.name.partition(".")[0])
        if plan is None:
            continue
        for match in _SNIPPET.finditer(path.read_text(encoding="utf-8")):
            html = re.sub(
                r"\\(.)",
                lambda sign: _ESCAPES.get(sign[1], sign[1]),
                match[1] or match[2] or match[3] or "",
                flags=re.S,
            )
            if "${" in html or re.search(plan.get("skip", "$^"), html):
                continue
            _, findings = judged(_framed(html, plan).encode(), "snippet.html")
            ours = any(findings.get(rule) for rule in plan["rules"]) and not re.search(plan.get("other", "$^"), html)
            same = (match[4] == "false") == ours
            on_purpose = not same and re.search(plan.get("differ", "$^"), html) is not None
            total, agreed, differing = total + 1, agreed + same, differing + on_purpose
            if listed and not same:
                verdict = "on purpose" if on_purpose else "differ    "
                print(f"{verdict} {path.name} pass={match[4]} {' '.join(html.split())[:150]} {sorted(findings)}")
    print(f"{agreed} of {total} snippets judged alike ({agreed / total:.1%}); {differing} differ on purpose")
    print(f"of the others {agreed} of {total - differing} ({agreed / (total - differing):.1%})")


def _framed(html: str, plan: Mapping[str, str]) -> str:
    """The snippet as it needs to be judged: in a whole page, or before a paragraph."""
    html += plan.get("before", "")
    return _WHOLE.format(html) if plan.get("whole") else html


def main() -> int:
    """Counts."""
    parser = argparse.ArgumentParser(description="Run the accessibility rules over a test suite of others.")
    parser.add_argument("suite", choices=("govuk", "axe", "equalize"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="print each case")
    parser.add_argument("--no-sheets", action="store_true", help="leave out linked style sheets")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"{options.folder} does not exist. Give a folder with the test suite.", file=sys.stderr)
        return 2
    if options.suite == "govuk":
        govuk(options.folder, options.list, not options.no_sheets)
    elif options.suite == "axe":
        axe(options.folder, options.list)
    else:
        equalize(options.folder, options.list)
    return 0


if __name__ == "__main__":
    sys.exit(main())

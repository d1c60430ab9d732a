"""A page for every rule, one for every family and one for all of them, from the files in `lexicons/`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from writing import anchor, block, code, front, level, plain, table

from neutral_gate.cli.rules import GATE_RULES
from neutral_gate.elections.terms import body_words
from neutral_gate.lexicon.clauses import Clause, clauses
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.rule import Example, ExceptionRule, Rule
from neutral_gate.lexicon.rulebook import NEVER_EXCUSED, load_exceptions, load_rules

FAMILIES = {
    "neutrality": ("Neutrality", "Words that favour or harm a party, a candidate, a politician or a campaign."),
    "source": ("Sources", "What you share, quote, embed or link to."),
    "timing": ("Timing", "What may wait until after the election, because of when it goes out."),
    "score": ("Scores", "Hints that a page as a whole reads like politics or opinion. They never block."),
    "access": ("Accessibility", "What keeps disabled people out of a page or a post."),
    "image": ("Pictures", "Weight, size, broken files, movement, personal data."),
    "readability": ("Readability", "Long sentences and hard words. They never block."),
}
"""Title and one line for each family, in the order of the site."""

SITUATIONS = {
    "general": "in the period of a general election",
    "local": "in the period of a local election",
    "referendum": "in the period of a referendum",
    "outside": "at all other times",
}
_EXAMPLE = Example("")
_FORMATS = {"text": "text", "markdown": "Markdown", "html": "HTML", "post-json": "a post in JSON"}


def rule_pages() -> dict[str, str]:
    """All pages about rules: path in the site's sources, and Markdown."""
    rules, exceptions = load_rules(), load_exceptions()
    pages = {"rules/index.md": _index(rules), "rules/exceptions.md": _exceptions(exceptions, rules)}
    for family in families(rules):
        members = [rule for rule in rules.values() if rule.family == family]
        pages[f"rules/{family}/index.md"] = _family(family, members)
        for rule in members:
            pages[f"rules/{rule.id}.md"] = _rule(rule, exceptions, clauses())
    return pages


def families(rules: Mapping[str, Rule]) -> list[str]:
    """The families of some rules, those we know first."""
    found = {rule.family for rule in rules.values()}
    return [*(family for family in FAMILIES if family in found), *sorted(found - set(FAMILIES))]


def family_words(family: str) -> tuple[str, str]:
    """Title of a family, and what it looks at."""
    return FAMILIES.get(family, (family.title(), ""))


def _index(rules: Mapping[str, Rule]) -> str:
    counts = {family: sum(rule.family == family for rule in rules.values()) for family in families(rules)}
    rows = [
        [f"[{family_words(family)[0]}]({family}/index.md)", str(count), plain(family_words(family)[1])]
        for family, count in counts.items()
    ]
    own = [[f'<span id="{anchor(name)}">{code(name)}</span>', plain(words)] for name, words in GATE_RULES.items()]
    return (
        front("Rules", f"All {len(rules)} rules of Neutral Gate, by family.")
        + "# Rules\n\n"
        + f"There are {len(rules)} rules in {len(counts)} families. Each is one file that you can read. "
        "Its page here is made from that file.\n\n"
        + table(["family", "rules", "looks at"], rows)
        + "\nSome words are fine in the right place, such as a notice of election. "
        "[Exceptions](exceptions.md) lists those places.\n\n"
        "## What the words mean\n\n"
        f"- {level('block')}: do not publish it as it is.\n"
        f"- {level('warn')}: a person must look at it first.\n"
        f"- {level('note')}: good to know. It changes nothing.\n"
        f"- {level('off')}: not looked for.\n\n"
        "You can change what a rule counts as: see [Settings](../configuration.md#rules-what-rules-count-as).\n\n"
        "## What the gate says of itself\n\n"
        "These are no rules about words. They tell you that something could not be checked, or that an allow is no "
        "good.\n\n" + table(["name", "what it says"], own)
    )


def _family(family: str, members: Sequence[Rule]) -> str:
    title, words = family_words(family)
    rows = [
        [
            f"[{rule.id.partition('/')[2]}]({rule.id.partition('/')[2]}.md)<br>{plain(rule.summary)}",
            " ".join(dict.fromkeys(level(rule.severity[when]) for when in ("general", "local", "referendum"))),
            level(rule.severity["outside"]),
        ]
        for rule in members
    ]
    heads = ["rule and what it finds", "near an election", "other times"]
    return (
        front(f"{title}: rules", words or f"The rules of the family {family}.")
        + f"[Rules](../index.md)\n{{ .trail }}\n\n# {title}\n\n{plain(words)}\n\n"
        + f"There are {len(members)} rules in this family. Their names start with {code(family + '/')}.\n\n"
        + "Where two words stand under “near an election”, the first is for a general election and the others for a "
        "local one or a referendum.\n\n" + table(heads, rows)
    )


def _rule(rule: Rule, exceptions: Mapping[str, ExceptionRule], known: Mapping[str, Clause]) -> str:
    title = family_words(rule.family)[0]
    parts = [
        front(rule.id, rule.summary),
        f"[Rules](../index.md) › [{title}](index.md)\n{{ .trail }}\n\n# {code(rule.id)}\n\n",
        f"**{plain(rule.summary)}.**\n\n",
        f"{plain(rule.why)}\n\n" if rule.why else "",
        f"## What it says\n\n{plain(rule.message)}\n\n",
        f"## What to do instead\n\n{plain(rule.suggestion)}\n\n",
        "## What it counts as\n\n",
        table(["when", "it counts as"], [[words, level(rule.severity[when])] for when, words in SITUATIONS.items()]),
        f"\nIt looks only at drafts of these kinds: {_kinds(rule)}.\n" if rule.kinds else "",
        f"\n{_changing(rule)}\n",
        _guidance(rule, known),
        _excused(rule, exceptions),
        _examples("It finds", rule.fire),
        _examples("It leaves alone", rule.pass_),
        f"\n## Its file\n\n{code(_file(rule))} has all of this, and the patterns. "
        "See [Rule files](../../rule-files.md).\n",
    ]
    return "".join(parts)


def _kinds(rule: Rule) -> str:
    return ", ".join(kind.replace("_", " ") for kind in sorted(rule.kinds))


def _changing(rule: Rule) -> str:
    if rule.id == NEVER_EXCUSED:
        return "Nobody can lower this rule or switch it off: no setting, option, comment or exception does."
    if rule.family in ("readability", "score"):
        return "Your [settings](../../configuration.md) can switch it off or make it a warning. It never blocks."
    return (
        "You can change this in your [settings](../../configuration.md), or "
        "[allow one place in a draft](../../configuration.md#allowing-one-place-in-a-draft) with a reason."
    )


def _guidance(rule: Rule, known: Mapping[str, Clause]) -> str:
    lines = []
    for name in rule.clauses:
        clause = known.get(name)
        if clause:
            lines.append(
                f"- {plain(clause.text)} ([{name}](../../guidance.md#{anchor(name)}): {plain(clause.source)}.)"
            )
    if rule.wcag:
        lines.append(f"- WCAG 2.2, success criteria {', '.join(rule.wcag)}.")
    if rule.act:
        lines.append(f"- W3C accessibility test rules (ACT) {', '.join(rule.act)}.")
    return "\n## Guidance behind it\n\n" + "\n".join(lines) + "\n" if lines else ""


def _excused(rule: Rule, exceptions: Mapping[str, ExceptionRule]) -> str:
    lines = []
    for name, exception in exceptions.items():
        if name in rule.exceptions or rule.id in exception.rules or rule.family in exception.rules:
            effect = "lets it pass" if exception.effect == "pass" else "lowers it by one step"
            lines.append(f"- [{name}](../exceptions.md#{anchor(name)}) {effect}: {plain(exception.reason)}")
    return "\n## Exceptions\n\n" + "\n".join(lines) + "\n" if lines else ""


def _exceptions(exceptions: Mapping[str, ExceptionRule], rules: Mapping[str, Rule]) -> str:
    parts = [
        front("Exceptions", "Places where words that a rule would find are fine."),
        "[Rules](index.md)\n{ .trail }\n\n# Exceptions\n\n",
        "Some words are fine in the right place. An exception knows such a place. It touches only the rules that it "
        f"names, and never [{NEVER_EXCUSED}]({NEVER_EXCUSED}.md). The report says which exception it used.\n\n",
    ]
    for name, exception in exceptions.items():
        effect = "lets pass" if exception.effect == "pass" else "lowers by one step"
        touched = ", ".join(
            f"[{each}]({each}.md)" if each in rules else f"[all of {each}]({each}/index.md)" for each in exception.rules
        )
        parts.append(f"## {name}\n\n{plain(exception.reason)}\n\n")
        parts.append(f"In the same {exception.scope} it {effect} what these rules find: {touched}.\n")
        parts += [f"\n{_listed('It knows, for instance', exception.fire)}"] if exception.fire else []
        parts += [f"\n{_listed('It leaves alone', exception.pass_)}"] if exception.pass_ else []
        parts.append("\n")
    return "".join(parts)


def _examples(title: str, examples: Sequence[Example]) -> str:
    return f"\n## {title}\n\n{_shown(examples)}" if examples else ""


def _listed(words: str, examples: Sequence[Example]) -> str:
    return f"{words}:\n\n{_shown(examples)}"


def _shown(examples: Sequence[Example]) -> str:
    """Examples as blocks; what an example is stands above it, once for several of the same sort."""
    shown, before = [], ""
    for example in examples:
        said = _setting(example)
        shown.append(block(example.text) if said == before else f"{said}\n\n{block(example.text)}")
        before = said
    return "\n".join(shown)


def _setting(example: Example) -> str:
    """In which draft an example stands: what it is, of whom, when."""
    said = [f"{example.kind.replace('_', ' ').capitalize()}, {_FORMATS.get(example.format, example.format)}"]
    if example.body != _EXAMPLE.body:
        said.append(f"of {body_words(example.body)}")
    if example.date != _EXAMPLE.date:
        said.append(f"on {example.date}")
    people = [
        " ".join(str(person[key]) for key in ("name", "handle", "role", "party") if person.get(key))
        for person in example.people
    ]
    if people:
        said.append(f"with these people on the list: {'; '.join(people)}")
    for address, facts in example.images.items():
        said.append(f"the file {address}: {', '.join(f'{name} {value}' for name, value in facts.items())}")
    if example.seen:
        said.append("as a browser shows it")
    return f"{plain(', '.join(said))}:\n{{ .setting }}"


def _file(rule: Rule) -> str:
    return f"lexicons/{rule.path.replace(chr(92), '/').removeprefix(lexicons_dir().as_posix() + '/')}"

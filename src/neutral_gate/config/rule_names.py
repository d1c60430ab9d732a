"""Checks the rule ids and families that settings name."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from neutral_gate.config.settings import ALWAYS_BLOCKS, Config, Levels, family
from neutral_gate.model import UsageError


def check_rule_names(config: Config, known_rules: Collection[str]) -> None:
    """Checks that every rule that the settings name exists.

    Args:
        config: The settings.
        known_rules: Ids of all rules, those of the body's own folders included.

    Raises:
        UsageError: A rule or family is unknown; the nearest name is suggested.
    """
    families = {family(rule) for rule in known_rules}
    for name in sorted(config.named_rules()):
        if name not in known_rules and name not in families:
            what = "rule" if "/" in name else "family of rules"
            raise UsageError(
                f'{_where(config)}there is no {what} called "{name}".',
                suggest(name, [*known_rules, *families]) or "`neutral-gate rules` lists them all.",
            )


def check_not_silenced(levels: Mapping[str, Levels], ignore: Collection[str], where: str) -> None:
    """Checks that no setting lowers the rule that always blocks.

    Args:
        levels: Levels by rule id or family.
        ignore: Rules or families to leave out.
        where: The file and table, for the message.

    Raises:
        UsageError: A setting would silence or lower it, by its own name or by that of its family.
    """
    for name in (ALWAYS_BLOCKS, family(ALWAYS_BLOCKS)):
        lowered = name in levels and {levels[name].inside, levels[name].outside} - {"block", None}
        if lowered or name in ignore:
            raise UsageError(
                f'{where}"{name}" cannot be lowered or left out, because {ALWAYS_BLOCKS} must always block: '
                "a public body may never ask people to vote for or against anybody, in any week of the year.",
                "Take this setting out."
                if name == ALWAYS_BLOCKS
                else 'Name the other rules one by one, such as "neutrality/party-mention".',
            )


HINTS = ("readability", "score")
"""Families whose findings are hints for a person, and so may never stop a draft."""


def check_hints_do_not_block(levels: Mapping[str, Levels], where: str) -> None:
    """Checks that no setting lets a hint block: readability figures and learned scores are no proof of anything.

    Args:
        levels: Levels by rule id or family.
        where: The file and table, for the message.

    Raises:
        UsageError: A setting would.
    """
    for name, level in levels.items():
        if family(name) in HINTS and "block" in (level.inside, level.outside):
            why = "How hard a text is to read" if family(name) == "readability" else "What a score makes of a text"
            raise UsageError(
                f'{where}"{name}" cannot be set to block. '
                f"{why} is a hint for a person, and never a reason to stop a draft.",
                'Set it to "warn", "note" or "off".',
            )


def suggest(name: str, names: Collection[str]) -> str:
    """A sentence that offers the nearest of these names, or ""."""
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(names), n=1)
    if not near and "/" not in name:  # somebody wrote the second half of a rule id only
        near = [rule for rule in sorted(names) if rule.partition("/")[2] == name]
    return f'Did you mean "{near[0]}"?' if near else ""


def _where(config: Config) -> str:
    return f"In {config.files[-1]}, " if len(config.files) == 1 else "In the settings, "

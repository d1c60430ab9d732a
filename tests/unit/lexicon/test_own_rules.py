"""A body's own rule folder: what is well formed works, what is not is a plain error with its mend."""

import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.model import UsageError
from neutral_gate.readers import read

RULE = """\
id: neutrality/bypass-campaign
summary: Takes sides on the Fernhill bypass
severity: {inside: block, outside: note}
classes:
  bypass: [bypass, relief road]
find:
  - match: "(build|stop) the fernhill {bypass}"
message: This takes sides on the bypass.
instead: Say when the inquiry sits.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rules").mkdir()
    return tmp_path / "rules"


def load(folder, text):
    (folder / "own.yaml").write_text(text, "utf-8")
    return Gate(Config(body_type="council", lexicon_folders=(folder,))).lexicon


def test_a_body_adds_a_rule_of_its_own(folder):
    (folder / "bypass.yaml").write_text(RULE, "utf-8")
    gate = Gate(Config(body_type="council", lexicon_folders=(folder,)))
    (draft,) = read(b"Help us to stop the Fernhill relief road.", "a.txt")

    findings = gate.judge(draft, parse_moment("2024-06-10")).findings

    assert [f.excerpt for f in findings if f.rule == "neutrality/bypass-campaign"] == ["stop the Fernhill relief road"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("summary:", "sumary:"), "Did you mean summary"),
        (("message: This takes sides on the bypass.\n", ""), "no message"),
        (("inside: block, ", ""), "severity for general"),
        (("inside: block", "inside: stop"), "block, warn, note, off"),
        (("{bypass}\"", "{bypas}\""), "Did you mean {bypass}"),
        (("(build|stop)", "(build|stop"), "bracket"),
        (("id: neutrality/bypass-campaign", "id: neutrality/opinion"), "another rule has"),
        (("find:", "find: ["), "cannot be read"),
        (("match:", "mach:"), "mach"),
        (("message: This", "exceptions: [nothing]\nmessage: This"), "unknown exception"),
        (("find:\n", "detector: no-such-check\nfind:\n"), "no-such-check"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_mend(folder, change, said):
    with pytest.raises(UsageError) as error:
        load(folder, RULE.replace(*change))

    assert said in str(error.value)
    assert error.value.mend


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(UsageError, match="does not exist"):
        load_lexicon(extra_folders=[tmp_path / "nowhere"])

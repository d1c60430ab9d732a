from __future__ import annotations

import pytest

from neutral_gate.model import UsageError
from neutral_gate.service.auth.senders import Senders, read_senders
from neutral_gate.service.auth.signatures import key_of, new_secret


def test_a_sender_has_a_name_keys_and_scopes(tmp_path) -> None:
    file, secret = tmp_path / "secrets.toml", new_secret()
    file.write_text(
        f'[senders.site]\nsecrets = ["{secret}"]\n[senders.other]\nsecrets = "{secret}"\nscopes = ["read"]\n'
    )
    site, other = read_senders(file)
    assert (site.name, site.keys, site.scopes, site.source) == ("site", (key_of(secret),), frozenset({"check"}), "http")
    assert other.scopes == {"read"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[senders.site]\n", "one secret, or two"),
        ("[senders.site]\nsecrets = [SECRET, SECRET, SECRET]\n", "one secret, or two"),
        ("[senders.site]\nsecrets = [SECRET]\nscopes = ['all']\n", "not a scope"),
        ("[senders.site]\nsecrets = ['whsec_short']\n", "signing secret"),
        ("[senders.site]\nsecret = SECRET\n", "not a setting"),
        ("[sender.site]\n", "not a setting"),
        ("senders = 5\n", "must be a table"),
        ("[senders\n", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_a_plain_sentence_without_a_secret(tmp_path, text, words) -> None:
    file, secret = tmp_path / "secrets.toml", new_secret()
    file.write_text(text.replace("SECRET", f'"{secret}"'), "utf-8")
    with pytest.raises(UsageError) as raised:
        read_senders(file)
    assert words in str(raised.value)
    assert secret not in str(raised.value)


def test_a_changed_file_is_read_after_a_while_and_a_broken_one_is_not_used(tmp_path) -> None:
    file, time = tmp_path / "secrets.toml", [0.0]
    file.write_text(f'[senders.one]\nsecrets = ["{new_secret()}"]\n', "utf-8")
    senders = Senders(file, lambda: time[0])
    file.write_text(f'[senders.another]\nsecrets = ["{new_secret()}"]\n', "utf-8")
    assert [each.name for each in senders.all()] == ["one"]
    time[0] += 3
    assert [each.name for each in senders.all()] == ["another"]
    file.write_text("[broken", "utf-8")
    time[0] += 3
    assert [each.name for each in senders.all()] == ["another"]
    assert senders.problem is not None
    file.unlink()
    time[0] += 3
    assert [each.name for each in senders.all()] == ["another"]


def test_without_a_file_nobody_signs() -> None:
    assert tuple(Senders(None).all()) == ()
    assert Senders(None).reload() is True

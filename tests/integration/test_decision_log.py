"""The decision log on an SQLite file and on a real PostgreSQL server; without that its half is skipped."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from neutral_gate.model import UsageError
from neutral_gate.service.log import (
    DecisionEntry,
    DecisionLog,
    DecisionQuery,
    KeyUsedError,
    LogBusyError,
    LogError,
    LogUnreachableError,
    OverrideEntry,
    Reviews,
    ReviewState,
    Sessions,
    Tokens,
    Users,
)

from .conftest import Server

DOC = Path(__file__).parents[2] / "docs" / "decision-log.md"
AT = datetime(2026, 4, 20, 9, tzinfo=UTC)


def entry(**changes: object) -> DecisionEntry:
    basic = {"at": AT, "verdict": "block", "sha256": "ab" * 32, "name": "news/bins.md", "kind": "news"}
    return DecisionEntry(**{**basic, **changes})  # type: ignore[arg-type]


@pytest.fixture
def url(database: str) -> str:
    return database


@pytest.fixture
def log(url: str) -> Iterator[DecisionLog]:
    log = DecisionLog(url)
    log.migrate()
    yield log
    log.close()


COLUMNS, REST = "seq, id, type, recorded, content, previous, hash", "type, recorded, content, previous"
WORDS = "Vote for Ida Marsh on Thursday"
FINDING = {
    "rule": "neutrality/vote-advocacy",
    "severity": "block",
    "message": f"“{WORDS}” asks for votes.",
    "excerpt": WORDS,
    "suggestion": f"Leave out “{WORDS}”.",
    "start": {"line": 1, "column": 1, "offset": 0},
    "end": {"line": 1, "column": 31, "offset": 30},
    "clauses": ["HW-KEY-05"],
    "evidence": {"words": WORDS},
    "suppressed": f"agreed: {WORDS}",
}
FULL = {
    "channel": "blog",
    "author": "Jo Reed",
    "source": "wordpress",
    "body": "council",
    "windows": ("local-2026", "mayor-2026"),
    "findings": (FINDING,),
    "versions": {"neutral_gate": "1", "lexicon": "sha256:1", "people": "sha256:2"},
    "idempotency_key": "msg_1",
    "text": f"{WORDS}. The bins are emptied on Friday.",
    "actor": "website",
}


def everything(url: str) -> str:
    """All that a database holds, and for SQLite every byte of its files."""
    engine = create_engine(url.replace("postgresql:", "postgresql+pg8000:"))
    with engine.connect() as connection:
        found = [repr(connection.execute(text(f"SELECT * FROM {name}")).all()) for name in ("entries", "texts")]
    engine.dispose()
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        found += [one.read_bytes().decode("latin-1") for one in path.parent.glob(f"{path.name}*")]
    return "".join(found)


def meddle(url: str, *statements: str) -> None:
    """Changes the database past its triggers, as somebody with all rights could."""
    sqlite = url.startswith("sqlite")
    engine = create_engine(url.replace("postgresql:", "postgresql+pg8000:"))
    with engine.begin() as connection:
        if sqlite:
            for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET session_replication_role = replica"))  # no trigger fires
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_what_goes_in_comes_out(log: DecisionLog) -> None:
    before = datetime.now(UTC)
    id_ = log.record_decision(entry(**FULL))
    override = log.record_override(OverrideEntry(id_, "Jo Reed", "wrong-finding", "A quotation.", "Sam Hill"))

    row = log.decision(id_)

    assert row is not None
    assert (row.seq, row.at, row.verdict, row.name, row.kind) == (1, AT, "block", "news/bins.md", "news")
    assert (row.channel, row.author, row.source, row.body) == ("blog", "Jo Reed", "wordpress", "council")
    assert (row.windows, row.versions, row.actor) == (FULL["windows"], FULL["versions"], "website")
    assert before <= row.recorded <= datetime.now(UTC)
    (made,) = row.overrides
    assert (made.seq, made.id, made.actor, made.second_person) == (2, override, "Jo Reed", "Sam Hill")
    assert log.seen("msg_1") == row
    assert log.decision("dec_none") is None
    assert log.seen("none") is None
    assert log.verify().ok


def test_text_that_no_database_can_hold_is_mended(log: DecisionLog) -> None:
    id_ = log.record_decision(entry(name="a\0b\ud800c", author="\0", windows=["\0"], idempotency_key="\0\udfff"))

    row = log.seen("\0\udfff")

    assert row is not None
    assert row.id == id_
    assert row.name == "a\ufffdb?c"
    assert log.verify().ok
    assert log.decision("\0") is None


def test_without_a_policy_no_word_of_a_draft_is_kept(url: str, log: DecisionLog) -> None:
    id_ = log.record_decision(entry(**FULL))

    row = log.decision(id_)

    assert row is not None
    assert row.text is None
    (finding,) = row.findings
    assert (finding["rule"], finding["clauses"]) == ("neutrality/vote-advocacy", ["HW-KEY-05"])
    assert finding["suppressed"] is True
    assert "Ida Marsh" not in everything(url)


def test_kept_text_is_blanked_when_its_time_is_over(url: str) -> None:
    log = DecisionLog(url, store_text=True, retention_days=30)
    log.migrate()
    id_ = log.record_decision(entry(**FULL))
    kept = log.decision(id_)
    assert kept is not None
    assert (kept.text, kept.findings) == (FULL["text"], (FINDING,))
    assert log.purge(datetime.now(UTC) + timedelta(days=29)) == 0

    assert log.purge(datetime.now(UTC) + timedelta(days=31)) == 1

    row = log.decision(id_)
    assert row is not None
    assert (row.text, row.findings[0]["rule"]) == (None, "neutrality/vote-advocacy")
    assert log.verify().ok
    assert log.purge(datetime.now(UTC) + timedelta(days=99)) == 0
    if url.startswith("sqlite"):  # PostgreSQL needs a VACUUM for that, which its own schedule does
        assert "Ida Marsh" not in everything(url)
    log.close()


def test_each_filter_narrows_the_choice(log: DecisionLog) -> None:
    plain = log.record_decision(entry(verdict="pass", name="100%_news", author="Ann", kind="page", source="page"))
    middle = datetime.now(UTC)
    full = log.record_decision(entry(**FULL))
    log.record_override(OverrideEntry(full, "Jo", "other", "Because."))

    def found(**choice: object) -> list[str]:
        return [row.id for row in log.decisions(DecisionQuery(**choice))]  # type: ignore[arg-type]

    assert found() == [full, plain]
    assert found(verdict="pass") == found(author="Ann") == found(kind="page") == found(source="page") == [plain]
    assert found(actor="website") == found(channel="blog") == found(overridden=True) == [full]
    assert found(overridden=False) == found(until=middle) == found(name="100%_N") == [plain]
    assert found(since=middle) == found(window="mayor-2026") == found(rule="neutrality/vote-advocacy") == [full]
    assert found(window="mayor") == found(rule="neutrality/%") == found(name="100__") == []
    assert log.count(DecisionQuery(verdict="pass")) == 1


def test_pages_follow_each_other_while_others_write(log: DecisionLog) -> None:
    made = [log.record_decision(entry()) for _ in range(7)]
    seen, before = [], None
    while True:
        page = log.decisions(DecisionQuery(limit=3, before=before))
        seen += [row.id for row in page]
        log.record_decision(entry())
        if page.next is None:
            break
        before = page.next
    assert seen == made[::-1]


def test_one_key_makes_one_entry(log: DecisionLog) -> None:
    with ThreadPoolExecutor(8) as threads:
        ids = set(threads.map(lambda _: log.record_decision(entry(idempotency_key="same")), range(16)))

    assert len(ids) == 1
    assert log.count() == 1
    with pytest.raises(KeyUsedError):
        log.record_decision(entry(idempotency_key="same", sha256="cd" * 32))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET verdict = 'pass'",
        "UPDATE entries SET seq = seq",
        "DELETE FROM entries",
        "DELETE FROM entries WHERE seq = 2",
        "INSERT INTO entries SELECT * FROM entries WHERE seq = 1",
        "INSERT INTO entries (seq, id, type, recorded, content, previous, hash) VALUES (9, '', '', '', '', '', '')",
        "INSERT INTO entries (seq, id, type, recorded, content, previous, hash) "
        "SELECT 3, (SELECT id FROM entries WHERE seq = 1), '', '', '', hash, '' FROM entries WHERE seq = 2",
        "UPDATE texts SET text = 'other'",
        "UPDATE texts SET text = NULL",
        "DELETE FROM texts",
    ],
)
def test_the_database_refuses_every_change(url: str, statement: str) -> None:
    log = DecisionLog(url, store_text=True)
    log.migrate()
    log.record_decision(entry(**FULL))
    log.record_decision(entry())
    before = everything(url)

    statements = [statement]
    if url.startswith("sqlite"):
        statements += [
            statement.replace("INSERT", "INSERT OR REPLACE"),
            statement.replace("UPDATE", "UPDATE OR REPLACE"),
        ]
    else:
        statements += ["TRUNCATE entries", "TRUNCATE texts"]
    for one in statements:
        with pytest.raises(LogError, match="only be added"), log.database.write() as connection:
            connection.execute(text(one))

    assert everything(url) == before
    assert log.verify().ok
    log.close()


@pytest.mark.parametrize(
    ("statements", "broken_at"),
    [
        (("UPDATE entries SET content = replace(content, 'block', 'pass') WHERE seq = 3",), 3),
        (("UPDATE entries SET hash = '0' WHERE seq = 2",), 2),
        (("UPDATE entries SET verdict = 'pass' WHERE seq = 4",), 4),
        (("UPDATE entries SET author = NULL WHERE seq = 1",), 1),
        (("UPDATE entries SET idempotency_key = 'other' WHERE seq = 1",), 1),
        (("DELETE FROM entries WHERE seq = 1",), 1),
        (("DELETE FROM entries WHERE seq = 3",), 3),
        (("DELETE FROM entries WHERE seq = 3", "UPDATE entries SET seq = 3 WHERE seq = 4"), 3),
        (("UPDATE texts SET text = 'other' WHERE decision_id = (SELECT id FROM entries WHERE seq = 4)",), 4),
        (("UPDATE texts SET findings = '[]' WHERE decision_id = (SELECT id FROM entries WHERE seq = 1)",), 1),
        (("DELETE FROM texts",), 1),
        ((f"INSERT INTO entries ({COLUMNS}) SELECT -5, 'x', {REST}, 'x' FROM entries WHERE seq = 4",), 1),
        ((f"INSERT INTO entries ({COLUMNS}) SELECT 5, 'x', {REST}, 'x' FROM entries WHERE seq = 4",), 5),
    ],
)
def test_verify_names_the_first_entry_that_is_amiss(url: str, statements: tuple[str, ...], broken_at: int) -> None:
    log = DecisionLog(url, store_text=True)
    log.migrate()
    id_ = log.record_decision(entry(**FULL))
    log.record_override(OverrideEntry(id_, "Jo", "other", "Because."))
    log.record_decision(entry())
    log.record_decision(entry(text="Bins."))
    assert log.verify().entries == 4

    meddle(url, *statements)

    found = log.verify()
    assert not found.ok
    assert found.broken_at == broken_at
    assert found.entries == broken_at - 1
    assert str(broken_at) in (found.problem or "")
    log.close()


def test_a_noted_entry_shows_that_the_end_was_cut_off(url: str, log: DecisionLog) -> None:
    for _ in range(3):
        log.record_decision(entry())
    noted = log.verify()
    assert log.verify((noted.entries, noted.head)).ok
    assert log.verify((2, "0" * 64)).broken_at == 2

    meddle(url, "DELETE FROM entries WHERE seq = 3")

    assert log.verify().ok  # without the note nothing shows
    assert log.verify((noted.entries, noted.head)).broken_at == 3
    log.record_decision(entry())
    assert log.verify((noted.entries, noted.head)).broken_at == 3


def test_an_export_is_a_table_or_json_and_can_leave_people_out(log: DecisionLog) -> None:
    log.record_decision(entry(verdict="pass", name="=HYPERLINK(1)"))
    id_ = log.record_decision(entry(**FULL))
    for reason in ("First.", "Second."):
        log.record_override(OverrideEntry(id_, "Jo Reed", "other", reason, "Sam Hill"))

    out = io.StringIO(newline="")
    assert log.export(out, "csv") == 2
    rows = list(csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))
    assert [row["entry"] for row in rows] == ["1", "2", "2"]
    assert rows[0]["name"] == "'=HYPERLINK(1)"
    assert [row["reason"] for row in rows] == ["", "First.", "Second."]
    assert (rows[1]["rules"], rows[1]["windows"]) == ("neutrality/vote-advocacy", "local-2026 mayor-2026")

    out = io.StringIO()
    assert log.export(out, "json", query=DecisionQuery(overridden=True), personal=False) == 1
    (decision,) = json.loads(out.getvalue())["decisions"]
    assert [one["reason_code"] for one in decision["overrides"]] == ["other", "other"]
    assert all(name not in out.getvalue() for name in ("Jo Reed", "Sam Hill", "First", "website", "Ida Marsh"))

    out = io.StringIO(newline="")
    assert log.export(out, "csv", until=AT, personal=False) == 0
    assert "author" not in out.getvalue()


WRITER = """
import sys
from datetime import UTC, datetime
from neutral_gate.service.log import DecisionEntry, DecisionLog, OverrideEntry
log = DecisionLog(sys.argv[1], store_text=True, patience=30)
log.migrate()
for number in range(int(sys.argv[2])):
    entry = DecisionEntry(datetime.now(UTC), "block", "ab" * 32, name=str(number), text="Bins. " * 400)
    id_ = log.record_decision(entry)
    print(id_, flush=True)
    print(log.record_override(OverrideEntry(id_, "Jo", "other", "Because.")), flush=True)
"""


def start_writer(url: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", WRITER, url, str(count)], stdout=subprocess.PIPE, text=True)


def answered(writer: subprocess.Popen[str]) -> list[str]:
    """Ids that a writer has printed; a last line that was cut off was not answered."""
    assert writer.stdout is not None
    with writer.stdout as stream:
        return [line.strip() for line in stream.read().splitlines(keepends=True) if line.endswith("\n")]


def test_writers_in_several_processes_leave_no_gap(url: str) -> None:
    writers = [start_writer(url, 15) for _ in range(4)]  # each sets up the tables too, all at once
    ids = [id_ for writer in writers for id_ in answered(writer)]

    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    log = DecisionLog(url)
    assert len(set(ids)) == 120
    found = log.verify()
    assert (found.ok, found.entries) == (True, 120)
    log.close()


KILLED = """
import os, random, signal, sys, time
from datetime import UTC, datetime
from neutral_gate.service.log import DecisionEntry, DecisionLog, OverrideEntry
import neutral_gate.service.log.migrations

def work(told):
    log = DecisionLog(sys.argv[1], store_text=True, patience=60)
    log.migrate()
    entry = DecisionEntry(datetime.now(UTC), "block", "ab" * 32, text="Bins. " * 400)
    while True:
        id_ = log.record_decision(entry)
        os.write(1, f"{id_}\\n".encode())
        os.write(1, f"{log.record_override(OverrideEntry(id_, 'Jo', 'other', 'Because.'))}\\n".encode())
        os.write(told, b".")

dice = random.Random(7)
for number in range(20):
    heard, told = os.pipe()
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            work(told)
        children.append(child)
    if number >= 5:
        os.read(heard, 1)  # they are at work
    time.sleep(dice.uniform(0, 0.15))
    for child in children:
        os.kill(child, signal.SIGKILL)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    os.close(heard)
    os.close(told)
"""
"""Starts pairs of writers from one process, which has loaded all there is to load, and kills them at some moment.

The first five pairs may still be setting up the tables; of the others at least one has answered.
"""


def test_what_was_answered_survives_a_kill_at_any_moment(url: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, url], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    ids = set(done.stdout.splitlines())

    with closing(DecisionLog(url)) as log:
        with log.database.read() as connection:
            kept = set(connection.execute(text("SELECT id FROM entries")).scalars())
        found = log.verify()
    assert len(ids) >= 30
    assert ids <= kept
    assert (found.ok, found.entries) == (True, len(kept))


def test_tables_are_set_up_once_and_a_newer_version_is_refused(url: str) -> None:
    log = DecisionLog(url)
    assert not log.ready()
    with pytest.raises(LogError, match="not set up"):
        log.decisions()
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: log.migrate(), range(4)))
    assert log.ready()

    with log.database.write() as connection:
        connection.execute(text("UPDATE log_version SET version_num = '9999'"))
    assert not log.ready()
    with pytest.raises(LogError, match="newer version"):
        log.migrate()
    log.close()


def test_a_log_that_others_hold_says_so_in_time(url: str, log: DecisionLog) -> None:
    hurried = DecisionLog(url, patience=0.3)
    with log.database.write():
        start = time.monotonic()
        with pytest.raises(LogBusyError, match="busy"):
            hurried.record_decision(entry())
        assert time.monotonic() - start < 5
        assert hurried.count() == 0  # reading goes on
    hurried.record_decision(entry())
    assert log.verify().entries == 1
    hurried.close()


def test_accounts_and_reviews_work(log: DecisionLog) -> None:
    token, secret = Tokens(log.database).add("website", ["check"])
    found = Tokens(log.database).find(secret)
    assert found is not None
    assert (found.id, found.scopes) == (token.id, {"check"})
    users, sessions, reviews = Users(log.database), Sessions(log.database), Reviews(log.database)
    users.add("Jo", "three random words", "author")
    assert users.check("JO", "three random words") is not None
    _, cookie = sessions.open("jo")
    assert sessions.find(cookie) is not None
    users.close("jo")
    assert sessions.find(cookie) is None

    id_ = log.record_decision(entry())
    deadline = datetime.now(UTC) + timedelta(hours=1)
    review = reviews.ask(OverrideEntry(id_, "jo", "other", "Because."), deadline)
    assert reviews.all(ReviewState.WAITING) == [review]
    agreed = reviews.agree(review.id, "sam")
    row = log.decision(id_)
    assert row is not None
    assert [one.id for one in row.overrides] == [agreed.override_id]
    assert log.verify().entries == 4


def test_postgresql_with_the_rights_of_the_documentation_is_enough(server: Server) -> None:
    url = server.new_database()
    owner = DecisionLog(url)
    owner.migrate()
    (grants,) = re.findall(r"^```sql\n(.*?)^```", DOC.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    with owner.database.write() as connection:
        for statement in grants.strip().split(";")[:-1]:
            connection.execute(text(statement))
    owner.close()
    log = DecisionLog(url.replace("//log@", "//gate_service@"), store_text=True, retention_days=1)
    log.migrate()
    assert log.ready()

    test_accounts_and_reviews_work(log)
    assert log.purge(datetime.now(UTC) + timedelta(days=2)) == 1
    assert log.verify().ok

    for statement in ("ALTER TABLE entries DISABLE TRIGGER ALL", "DELETE FROM entries", "DROP TABLE entries"):
        with pytest.raises(LogError, match="may not"), log.database.write() as connection:
            connection.execute(text(statement))
    assert log.verify().ok
    log.close()


def encrypted(url: str, query: str) -> bool:
    """Whether the connection is encrypted."""
    with closing(DecisionLog(f"{url}?{query}")) as log, log.database.read() as connection:
        answer = connection.execute(text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
        return bool(answer.scalar())


def test_postgresql_can_be_held_to_its_certificate(server: Server) -> None:
    if server.certificate is None:
        pytest.skip("there is no openssl to make a certificate with")
    url, root = server.new_database(), f"sslrootcert={server.certificate}"
    assert not encrypted(url, "sslmode=disable")
    assert encrypted(url, "sslmode=prefer")
    assert encrypted(url, "sslmode=require")
    assert encrypted(url, f"sslmode=verify-full&{root}")
    assert encrypted(url.replace("127.0.0.1", "localhost"), f"sslmode=verify-ca&{root}")
    wrong_name = url.replace("127.0.0.1", "localhost")
    for other, query in ((url, "sslmode=verify-full"), (wrong_name, f"sslmode=verify-full&{root}")):
        with pytest.raises(LogUnreachableError):
            encrypted(other, query)
    for query in ("sslmode=always", "sslmode=verify-full&sslrootcert=/missing.pem"):
        with pytest.raises(UsageError, match="ssl"):
            DecisionLog(f"{url}?{query}")


def test_postgresql_that_crashes_loses_nothing_that_was_answered(server: Server) -> None:
    log = DecisionLog(server.new_database(), patience=2)
    log.migrate()
    ids = {log.record_decision(entry()) for _ in range(20)}

    server.crash()

    ids.add(log.record_decision(entry()))  # the connections of before are dead, and nobody notices
    assert {row.id for row in log.decisions()} == ids
    assert log.verify().ok
    log.close()


def test_postgresql_that_is_not_there_is_a_plain_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        log = DecisionLog(f"postgresql://log@127.0.0.1:{taken.getsockname()[1]}/log")
        with pytest.raises(LogUnreachableError, match=r"cannot be (opened|reached)"):
            log.record_decision(entry())
        assert not log.ready()

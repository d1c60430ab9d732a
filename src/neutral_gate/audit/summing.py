"""What the report of an audit says, counted by DuckDB over the Parquet files, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neutral_gate._version import __version__
from neutral_gate.elections.active import binding_windows
from neutral_gate.model import Window

if TYPE_CHECKING:
    from neutral_gate.audit.engine import Settings
    from neutral_gate.audit.tables import Written
    from neutral_gate.audit.units import Span
    from neutral_gate.gate import Gate

SCHEMA_VERSION = 1
WORST = 60
"""Posts that the report shows with their words; the tables have all."""
_LISTED = 200
_KEPT = (
    "rule",
    "severity",
    "words",
    "why",
    "instead",
    "clauses",
    "exception",
    "allowed",
    "names",
    "start",
    "end",
    "page",
)
_WORST_FIRST = "(v.verdict = 'block') DESC, v.blocks DESC, v.warnings DESC, v.published DESC NULLS LAST, v.post"
_SHOWN = "v.post, v.platform, v.account, v.url, v.published, v.kind, v.verdict, v.in_window, v.windows, v.shown, "
_SHOWN += "v.repost_source, v.there_verdict, v.scheduled, v.zone_assumed, v.source, v.place"
_COUNTS = "count(*) AS posts, count(*) FILTER (verdict = 'block') AS block, count(*) FILTER (verdict = 'warn') AS warn"


class Tables:
    """The tables of an audit, to be asked in SQL.

    `verdicts` and `findings` there hold what falls into the span; `everything` holds all verdicts.

    Args:
        out: The folder of the audit.
        span: From when to when items count.
    """

    def __init__(self, out: Path, span: Span) -> None:
        import duckdb

        self._database = duckdb.connect(config={"memory_limit": "512MB", "threads": "2"})
        self._database.execute("SET TimeZone = 'Europe/London'")
        for name in ("verdicts", "findings", "problems"):
            place = str(out / f"{name}.parquet").replace("'", "''")
            self._database.execute(f"CREATE VIEW all_{name} AS SELECT * FROM read_parquet('{place}')")
        inside = ["true"]
        for moment, sign in ((span.since, ">="), (span.until, "<=")):
            if moment is not None:
                inside.append(f"(published IS NULL OR epoch_us(published) {sign} {_microseconds(moment)})")
        self._inside = " AND ".join(inside)
        for name in ("verdicts", "findings"):
            select = f"SELECT * FROM all_{name} WHERE {self._inside}"
            self._database.execute(f"CREATE VIEW {name} AS {select}")

    def ask(self, query: str) -> list[dict[str, Any]]:
        """The rows of an answer, by column; times in London."""
        return list(self._database.sql(query).to_arrow_table().to_pylist())

    def close(self) -> None:
        """Closes the database."""
        self._database.close()


def summary_of(out: Path, span: Span, settings: Settings, gate: Gate, written: Written) -> dict[str, Any]:
    """What the report says.

    Args:
        out: The folder with the tables.
        span: From when to when items count.
        settings: What the items were judged under.
        gate: The gate that judged them.
        written: What was written into the tables.
    """
    tables = Tables(out, span)
    try:
        counts = tables.ask(
            f"SELECT {_COUNTS}, count(*) FILTER (verdict = 'pass') AS pass, "
            "count(*) FILTER (published IS NULL) AS undated, "
            "count(*) FILTER (zone_assumed != '' AND published IS NOT NULL) AS zone_assumed, "
            "count(DISTINCT (platform, account)) AS accounts, "
            "count(*) FILTER (scheduled) AS scheduled, min(published) AS first, max(published) AS last FROM verdicts"
        )[0]
        days = tables.ask(
            f"SELECT {_local_day('published')} AS day, {_COUNTS} FROM verdicts "
            "WHERE published IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        low, high = span.since or counts["first"], span.until or counts["last"]
        return {
            "schema_version": SCHEMA_VERSION,
            "at": settings.at.isoformat(),
            "since": _iso(span.since),
            "until": _iso(span.until),
            "versions": dict(gate.versions),
            "notices": list(gate.notices),
            "counts": {**counts, "problems": written.problems, "repeated": written.repeated},
            "windows": _windows(gate, low, high),
            "days": [{**row, "pass": row["posts"] - row["block"] - row["warn"]} for row in days],
            "accounts": tables.ask(
                f"SELECT platform, account, {_COUNTS} FROM verdicts "
                "GROUP BY ALL ORDER BY block DESC, warn DESC, posts DESC, platform, account"
            ),
            "rules": _rules(tables, gate),
            "worst": _with_findings(
                tables,
                f"SELECT {_SHOWN} FROM verdicts v WHERE verdict != 'pass' ORDER BY {_WORST_FIRST} LIMIT {WORST}",
            ),
            "reposts": tables.ask(
                "SELECT coalesce(nullif(repost_source, ''), quote_source) AS who, "
                "count(*) FILTER (repost_source != '') AS reposts, count(*) FILTER (repost_source = '') AS quotes, "
                "count(*) FILTER (verdict = 'block') AS block, count(*) FILTER (verdict = 'warn') AS warn, "
                "count(DISTINCT account) AS accounts FROM verdicts WHERE repost_source != '' OR quote_source != '' "
                f"GROUP BY 1 ORDER BY block DESC, warn DESC, reposts + quotes DESC, who LIMIT {_LISTED}"
            ),
            "access": tables.ask(
                "SELECT v.platform, v.account, count(*) AS posts, sum(v.images)::BIGINT AS images, "
                "sum(v.no_alt)::BIGINT AS no_alt, sum(v.alt_unknown)::BIGINT AS alt_unknown, "
                "coalesce(sum(f.found), 0)::BIGINT AS found FROM verdicts v LEFT JOIN "
                "(SELECT post, count(*) AS found FROM findings WHERE rule LIKE 'access/%' AND allowed = '' "
                "GROUP BY post) f ON f.post = v.post GROUP BY ALL ORDER BY no_alt DESC, found DESC, v.platform, "
                "v.account"
            ),
            "still": _still(tables, settings),
            "scheduled": _with_findings(
                tables,
                f"SELECT {_SHOWN} FROM verdicts v WHERE scheduled AND verdict != 'pass' "
                f"ORDER BY (verdict = 'block') DESC, published, post LIMIT {_LISTED}",
            ),
            "problems": tables.ask(f"SELECT * FROM all_problems LIMIT {_LISTED}"),
            "neutral_gate": __version__,
        }
    finally:
        tables.close()


def _local_day(column: str) -> str:
    """SQL for the day in London of a moment."""
    return f"({column} AT TIME ZONE 'Europe/London')::DATE"


def _still(tables: Tables, settings: Settings) -> dict[str, Any] | None:
    """What was published before the period and is merely still there."""
    if settings.opening is None:
        return None
    mine = "there_verdict IN ('block', 'warn') AND NOT scheduled AND (verdict = 'pass' OR NOT in_window)"
    count = tables.ask(f"SELECT count(*) AS posts FROM all_verdicts WHERE {mine}")[0]["posts"]
    rows = tables.ask(
        "SELECT platform, account, url, published, kind, there_verdict, left(shown, 280) AS shown FROM all_verdicts "
        f"WHERE {mine} ORDER BY (there_verdict = 'block') DESC, published DESC, post LIMIT {_LISTED}"
    )
    return {"opening": settings.opening.isoformat(), "count": count, "posts": rows}


def _rules(tables: Tables, gate: Gate) -> list[dict[str, Any]]:
    rows = tables.ask(
        "SELECT rule, count(*) FILTER (severity = 'block') AS block, count(*) FILTER (severity = 'warn') AS warn, "
        "count(*) FILTER (severity = 'note') AS note, count(DISTINCT post) AS posts FROM findings WHERE allowed = '' "
        "GROUP BY rule ORDER BY block DESC, warn DESC, note DESC, rule"
    )
    known = gate.lexicon.rules
    return [{**row, "summary": known[row["rule"]].summary if row["rule"] in known else ""} for row in rows]


def _with_findings(tables: Tables, query: str) -> list[dict[str, Any]]:
    """The posts of a query, each with its findings in order."""
    posts = tables.ask(query)
    wanted = ", ".join(f"'{post['post']}'" for post in posts)
    by_post: dict[str, list[dict[str, Any]]] = {post["post"]: [] for post in posts}
    if posts:  # digests in hex: nothing in them can end a string
        for row in tables.ask(f"SELECT * FROM all_findings WHERE post IN ({wanted})"):
            by_post[row["post"]].append(row)
    for post in posts:
        found = sorted(by_post[post["post"]], key=_gravity)
        post["findings"] = [{key: row[key] for key in _KEPT} for row in found]
    return posts


def _gravity(row: Mapping[str, Any]) -> tuple[bool, int, int, str]:
    return row["allowed"] != "", ("block", "warn", "note").index(row["severity"]), row["start"], row["rule"]


def _windows(gate: Gate, low: datetime | None, high: datetime | None) -> list[dict[str, Any]]:
    """The periods that bind the body in full and touch the time that was looked at."""
    if low is None or high is None:
        return []
    found: list[Window] = [
        window
        for window in binding_windows(gate.windows, gate.config.body(None))
        if not window.advisory and window.start <= high and (window.closed or window.end) >= low
    ]
    return [
        {
            "id": window.id,
            "title": window.title,
            "strictness": window.strictness.value,
            "start": window.start.isoformat(),
            "end": (window.closed or window.end).isoformat(),
            "status": window.status.value,
            "source": window.source,
        }
        for window in sorted(found, key=lambda each: (each.start, each.id))
    ]


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _microseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)

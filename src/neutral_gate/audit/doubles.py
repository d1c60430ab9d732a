"""Items that several exports hold, such as an archive and the answers of an interface: each counts once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

SURE = 10
"""Signs from which on an id is the only one of its platform; shorter ones are numbers in a list, say."""
_ITEMS = """
SELECT filename AS file, file_row_number AS place, coalesce(platform, '') AS platform,
       coalesce(scheduled, false) AS planned, verdict,
       CASE WHEN length(id) >= $sure THEN id ELSE coalesce(url, '') END AS name
FROM read_parquet($files, filename = true, file_row_number = true)
WHERE problem IS NULL AND name != ''
"""
# Digests first, so that only what may stand twice is held with its words; then these are compared in full.
_REPEATED = f"""
WITH items AS ({_ITEMS}),
     twice AS (SELECT hash(platform, planned, name) AS digest FROM items GROUP BY 1 HAVING count(*) > 1),
     files AS (SELECT unnest($files) AS file, generate_subscripts($files, 1) AS number),
     ranked AS (
         SELECT file, place, row_number() OVER (
             PARTITION BY platform, planned, name
             ORDER BY CASE verdict WHEN 'block' THEN 0 WHEN 'warn' THEN 1 ELSE 2 END, number, place
         ) AS rank
         FROM items JOIN files USING (file) WHERE hash(platform, planned, name) IN (FROM twice)
     )
SELECT file, list(place) FROM ranked WHERE rank > 1 GROUP BY file
"""  # noqa: S608 - put together from words of ours


def repeated(results: Sequence[Path]) -> Mapping[Path, list[int]]:
    """The rows that are left out, since the same item stands in another row.

    Items are the same where platform and id are, or platform and address where the id is short. Of several the one with
    the gravest verdict stays, and of those the first: an export may be cut short where another one is whole.

    Args:
        results: Files of the table `results`, in order.

    Returns:
        The numbers of the rows of each file that has such rows, from 0.
    """
    import duckdb

    if not results:
        return {}
    with duckdb.connect(config={"memory_limit": "256MB", "threads": "2"}) as database:
        asked = {"sure": SURE, "files": [str(path) for path in results]}
        return {Path(file): places for file, places in database.execute(_REPEATED, asked).fetchall()}

"""One SQLite file of all tables, the same bytes wherever it is made.

In: the `Table`s of the open data and the site. Out: the bytes of a database with foreign keys, views and a description of every column. Example: open it in
Datasette, or ``sqlite3 ban-tin.sqlite "SELECT * FROM entry_overview LIMIT 3"``.

It is made in memory, table by table in a fixed order, with a fixed page size, no clock and nothing random. The odd case is what
SQLite leaves of itself: its version and its counters in the head of the file, old bytes in the unused part of a page. Both are overwritten (3.40 and 3.51 then give the same file).

There is no full-text table: it would double the file and tie its bytes to one version of FTS5. The column ``entries.folded`` serves the same end
without marks: ``WHERE folded LIKE '%chuyen doi so%'``.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .records import Column, Table

if TYPE_CHECKING:
    from .site import Site

PAGE_SIZE = 4096
WRITTEN_BY = 3_040_000
"""The version that the head names: the oldest one known to make these bytes."""

_TREE_PAGES = {2: 12, 5: 12, 10: 8, 13: 8}
"""First byte of a page of a tree → length of its head (file format, section 1.6); any other page is all content."""

VIEWS = {
    "entry_overview": ("Mỗi tin một dòng, với nơi, chủ đề và nguồn đầu tiên", """
SELECT e.id, e.date, e.title, e.summary,
  coalesce((SELECT group_concat(name, '; ') FROM (SELECT name FROM entry_provinces WHERE entry = e.id ORDER BY number)), 'Cả nước') AS provinces,
  (SELECT group_concat(name, '; ') FROM (SELECT t.name FROM entry_topics x JOIN topics t ON t.id = x.topic WHERE x.entry = e.id ORDER BY x.number)) AS topics,
  s.name AS source_name, s.url AS source_url, e.url
FROM entries e LEFT JOIN entry_sources s ON s.entry = e.id AND s.number = 1 ORDER BY e.date DESC, e.id"""),
    "figure_list": ("Mỗi số liệu một dòng, với tên nơi, chỉ tiêu và tin", """
SELECT f.entry, f.number, i.name AS indicator, p.name AS province, f.label, f.value, f.unit, f.as_of, f.target, f.qualifier, f.scope, f.quote, e.title, e.url
FROM figures f JOIN entries e ON e.id = f.entry LEFT JOIN indicators i ON i.id = f.indicator LEFT JOIN provinces p ON p.id = f.province"""),
    "carrying_out": ("Văn bản nào thực hiện văn bản nào, sau bao nhiêu ngày (khi rõ cả hai ngày)", """
SELECT l.number, l.kind, l.issuer, l.province, l.date, x.type, r.number AS earlier_number, r.issuer AS earlier_issuer, r.date AS earlier_date,
  CASE WHEN length(l.date) = 10 AND length(r.date) = 10 THEN CAST(julianday(l.date) - julianday(r.date) AS INTEGER) END AS days
FROM resolution_relations x JOIN resolutions l ON l.id = x.resolution JOIN resolutions r ON r.id = x.target"""),
    "office_holders": ("Ai ở chức vụ nào, thấy từ ngày nào đến ngày nào", """
SELECT p.name, m.label, a.name AS province, m.start_date, m.end_date, min(s.date) AS first_seen, max(s.date) AS last_seen, m.person, m.number
FROM memberships m JOIN persons p ON p.id = m.person LEFT JOIN provinces a ON a.id = m.area_id
LEFT JOIN membership_seen s ON s.person = m.person AND s.membership = m.number GROUP BY m.person, m.number"""),
}
"""View → (what it shows, its query)."""


def database(tables: Iterable[Table], site: "Site", about: dict[str, str]) -> bytes:
    """Return the SQLite file of `tables`; `about` are words about the whole, as (key, value) in the table ``about``."""
    import sqlite3  # with SQLite itself, which only a build of this file needs

    tables = list(tables)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        run = connection.execute
        for pragma in (f"page_size = {PAGE_SIZE}", "encoding = 'UTF-8'", "auto_vacuum = NONE", "secure_delete = ON", "foreign_keys = OFF", "user_version = 1"):
            run(f"PRAGMA {pragma}")
        run("BEGIN")
        for table in tables:
            run(create(table))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})', _rows(table, site))
        for name, (_, query) in VIEWS.items():
            run(f"CREATE VIEW {name} AS{query}")
        run('CREATE TABLE about ("key" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL) WITHOUT ROWID')
        connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        run('CREATE TABLE described ("table" TEXT NOT NULL, "column" TEXT NOT NULL, "words" TEXT NOT NULL, PRIMARY KEY ("table", "column")) WITHOUT ROWID')
        connection.executemany("INSERT INTO described VALUES (?, ?, ?)", described(tables))
        run("COMMIT")
        return _settled(connection.serialize())
    finally:
        connection.close()


def described(tables: Iterable[Table]) -> Iterator[tuple[str, str, str]]:
    """Yield (table, column, what it means) for every table and view, with the column "" for the table itself."""
    for table in tables:
        yield table.name, "", table.words
        for column in table.columns:
            yield table.name, column.name, column.words
    for name, (words, _) in VIEWS.items():
        yield name, "", words


def create(table: Table) -> str:
    """Return the statement that makes `table`; what a column means stands beside it as a comment, so that every tool shows it."""
    lines = [(f'"{column.name}" {column.kind.sql}{"" if column.null else " NOT NULL"}{_check(column)}', column.words) for column in table.columns]
    lines.append((f"PRIMARY KEY ({_names(table.key)})", ""))
    if len(table.parent_key) > 1:
        above = table.key[:-1]
        lines.append((f'FOREIGN KEY ({_names(above)}) REFERENCES "{table.parent}" ({_names(table.parent_key)})', ""))
    body = "\n".join(f"  {words}{',' if number < len(lines) else ''}{f' -- {comment}' if comment else ''}" for number, (words, comment) in enumerate(lines, start=1))
    return f'CREATE TABLE "{table.name}" (\n{body}\n){" WITHOUT ROWID" if table.parent else ""}'


def _check(column: Column) -> str:
    flag = f' CHECK ("{column.name}" IN (0, 1))' if column.kind.json["type"] == "boolean" else ""
    return flag + (f' REFERENCES "{column.refers}" ("id")' if column.refers else "")


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _rows(table: Table, site: "Site") -> Iterator[tuple]:
    """Return the rows with every number as SQLite keeps it (it knows no decimals)."""
    columns = zip(table.columns, site.values(table), strict=True)
    return zip(*([None if value is None else float(value) for value in values] if column.kind.sql == "REAL" else values for column, values in columns), strict=True)


def _settled(data: bytes) -> bytes:
    """Return the file without what depends on the library that made it: counters and version in its head, and leftovers in the unused part of a page."""
    made = bytearray(data)
    made[24:28] = made[92:96] = (1).to_bytes(4, "big")
    made[96:100] = WRITTEN_BY.to_bytes(4, "big")
    for start in range(0, len(made), PAGE_SIZE):
        head = start + (100 if start == 0 else 0)
        length = _TREE_PAGES.get(made[head])
        if length:
            first = head + length + 2 * int.from_bytes(made[head + 3:head + 5], "big")
            end = start + int.from_bytes(made[head + 5:head + 7], "big")
            made[first:end] = bytes(end - first)
    return bytes(made)

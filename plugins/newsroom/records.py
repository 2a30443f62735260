"""Records: one description of a thing, from which its JSON, its JSON Schema, its CSV, its Table Schema and its SQL are made.

In: a `Record`, a list of `Field`s that say how each value is read from a thing of the library. Out: ``as_object`` gives the JSON object, ``schema`` the
JSON Schema 2020-12 of it, ``tables`` the flat tables in which the same values stand, lists in tables of their own. Example: the field ``topics`` of an
entry is a list of ids in JSON and the table ``entry_topics`` with the columns entry, number, topic in CSV and SQLite.

So a field is described once, and what is published cannot differ from its description. The odd case is a list within a list (the days on which a
person was seen in a post): its table is keyed by both numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Union

from .frozen import frozen

FORMULA = frozenset("=+-@\t\r\n")
QUOTE = '"'
DRAFT = "https://json-schema.org/draft/2020-12/schema"


@frozen
class Kind:
    """A type of value in the words of JSON Schema, of Table Schema and of SQLite."""

    json: dict[str, Any]
    table: dict[str, Any]
    sql: str = "TEXT"


def matching(pattern: str) -> Kind:
    """Return the kind of texts that match `pattern`."""
    return Kind({"type": "string", "pattern": pattern}, {"type": "string", "constraints": {"pattern": pattern}})


def one_of(*values: str) -> Kind:
    """Return the kind of texts that are one of `values`."""
    return Kind({"type": "string", "enum": list(values)}, {"type": "string", "constraints": {"enum": list(values)}})


ID_PATTERN = "^[a-z0-9]+([-/][a-z0-9]+)*$"
DATE_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"
TEXT = Kind({"type": "string"}, {"type": "string"})
URL = Kind({"type": "string", "format": "uri"}, {"type": "string", "format": "uri"})
ID = matching(ID_PATTERN)
DATE = matching(DATE_PATTERN)
"""A day, a month or a year: never more precise than it is known."""
DAY = Kind({"type": "string", "format": "date"}, {"type": "date"})
COUNT = Kind({"type": "integer", "minimum": 1}, {"type": "integer", "constraints": {"minimum": 1}}, "INTEGER")
NUMBER = Kind({"type": "number"}, {"type": "number"}, "REAL")
FLAG = Kind({"type": "boolean"}, {"type": "boolean"}, "INTEGER")


@frozen
class Field:
    """One value of a record: its name, what kind it is, what it means (in Vietnamese), how it is read from a thing, given the site.

    `null` is whether it may be missing; `many` makes it a list; a `Record` as kind is a list of objects. `refers` is the table whose id it holds, `column`
    its name in a table where that differs, `table` the name of a list's own table. `place` is "json" or "sql" for what stands only there.
    """

    name: str
    kind: Union[Kind, "Record"]
    words: str
    read: Callable[[Any, Any], Any]
    null: bool = False
    many: bool = False
    refers: str = ""
    column: str = ""
    table: str = ""
    place: str = ""


@frozen(eq=False)
class Record:
    """A thing: its name in the singular, what it is (in Vietnamese), its fields, the first of which is its id where it has one."""

    name: str
    words: str
    fields: tuple[Field, ...]


@frozen
class Column:
    """One column of a table."""

    name: str
    kind: Kind
    words: str
    null: bool = False
    refers: str = ""
    place: str = ""


@frozen
class Table:
    """A flat table: its columns, those that tell its rows apart, how the values of each column are made, and the table it belongs to (with the columns that say so)."""

    name: str
    words: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    values: Callable[[Any], list[list]]
    parent: str = ""
    parent_key: tuple[str, ...] = ()


Walked = tuple[list[list], list[Any]]
"""The values of the columns that tell the parts of things apart, and the parts."""


def plain(value: Any) -> Any:
    """Return a value as JSON has it: a whole number without decimals."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def as_object(record: Record, thing: Any, site: Any) -> dict[str, Any]:
    """Return `thing` as a JSON object."""
    found = {}
    for name, read, made in _in_json(record):
        value = read(thing, site)
        found[name] = [as_object(made, part, site) for part in value] if isinstance(made, Record) else made(value)
    return found


@cache
def _in_json(record: Record) -> list[tuple[str, Callable[[Any, Any], Any], Record | Callable[[Any], Any]]]:
    """Return the fields of `record` that stand in JSON: name, how it is read, and the record of its parts or what makes the value one of JSON."""
    return [(one.name, one.read, one.kind if isinstance(one.kind, Record) else list if one.many else plain) for one in record.fields if one.place != "sql"]


def schema(record: Record) -> dict[str, Any]:
    """Return the JSON Schema of `record`; every key is always there, with null or [] for what is not known."""
    fields = [one for one in record.fields if one.place != "sql"]
    return {"title": record.name, "description": record.words, "type": "object", "properties": {one.name: {"description": one.words, **_schema_of(one)} for one in fields}, "required": [one.name for one in fields]}


def _schema_of(one: Field) -> dict[str, Any]:
    if isinstance(one.kind, Record):
        return {"type": "array", "items": schema(one.kind)}
    if one.many:
        return {"type": "array", "items": one.kind.json}
    if not one.null:
        return one.kind.json
    allowed = one.kind.json | {"type": [one.kind.json["type"], "null"]}
    return allowed | ({"enum": [*allowed["enum"], None]} if "enum" in allowed else {})


def tables(name: str, record: Record, things: Callable[[Any], Iterable[Any]]) -> list[Table]:
    """Return the table `name` with a row for each of `things(site)`, and a table for each of the lists in them."""
    identity = record.fields[0]

    def walk(site: Any) -> Walked:
        found = list(things(site))
        return [_read(identity, found, site)], found

    flat = _flat(record)
    top = Table(name, record.words, tuple(column_of(one) for one in flat), (column_of(identity).name,), lambda site: [_read(one, found, site) for found in [list(things(site))] for one in flat])
    return [top, *_tables_below(record, walk, name, (Column(record.name, identity.kind, identity.words, refers=name),), (column_of(identity).name,))]


def _read(one: Field, things: Iterable[Any], site: Any) -> list[Any]:
    read = one.read
    return [read(thing, site) for thing in things]


def _tables_below(record: Record, walk: Callable[[Any], Walked], parent: str, above: tuple[Column, ...], parent_key: tuple[str, ...]) -> Iterator[Table]:
    for one in record.fields:
        if not (one.many or isinstance(one.kind, Record)) or one.place == "json":
            continue
        inner = one.kind if isinstance(one.kind, Record) else Record(one.name, one.words, (Field(one.column or one.name, one.kind, one.words, lambda value, _: value, refers=one.refers),))
        flat = _flat(inner)
        name = one.table or f"{record.name}_{one.name}"
        number = Column("number", COUNT, "thứ tự, từ 1")

        def walk_inner(site: Any, one: Field = one) -> Walked:
            keys, things = walk(site)
            parts = [list(found) for found in _read(one, things, site)]
            counts = [len(found) for found in parts]
            repeated = [[key for key, count in zip(column, counts, strict=True) for _ in range(count)] for column in keys]
            return [*repeated, [number for count in counts for number in range(1, count + 1)]], [part for found in parts for part in found]

        def values(site: Any, walk_inner: Callable[[Any], Walked] = walk_inner, flat: list[Field] = flat) -> list[list]:
            keys, parts = walk_inner(site)
            return [*keys, *(_read(each, parts, site) for each in flat)]

        columns = (*above, number, *(column_of(each) for each in flat))
        yield Table(name, one.words, columns, (*(column.name for column in above), "number"), values, parent, parent_key)
        if isinstance(one.kind, Record):
            down = (*(Column(column.name, column.kind, column.words) for column in above), Column(inner.name, COUNT, f"number của {name}"))
            yield from _tables_below(inner, walk_inner, name, down, (*(column.name for column in above), "number"))


def table_field(column: Column) -> dict[str, Any]:
    """Return a column as Table Schema describes it."""
    constraints = ({} if column.null else {"required": True}) | column.kind.table.get("constraints", {})
    return {"name": column.name, **column.kind.table, **({"constraints": constraints} if constraints else {}), "description": column.words}


def column_of(one: Field) -> Column:
    """Return a field as the column of a table."""
    return Column(one.column or one.name, one.kind, one.words, one.null, one.refers, one.place)


def csv_text(header: Iterable[str], columns: Iterable[Sequence[Any]]) -> str:
    """Return a table of two columns or more as CSV (RFC 4180): commas, CRLF, a point before decimals, true and false, nothing for what is not known.

    A text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line's end) gets an apostrophe before it. The bytes are those of Python's `csv`;
    here they are made by columns, most of which hold nothing that must be quoted.
    """
    return "\r\n".join([",".join(header), *map(",".join, zip(*map(_cells, columns), strict=True)), ""])


def _cells(column: Sequence[Any]) -> Sequence[str]:
    """Return the cells of a column; one of plain words is what it was."""
    if set(map(type, column)) - {str}:
        column = ["" if value is None else str(value).lower() if isinstance(value, bool) else _no_formula(value) if isinstance(value, str) else str(value) for value in column]
    elif not FORMULA.isdisjoint({value[:1] for value in column}):
        column = list(map(_no_formula, column))
    if _is_special("\0".join(column)):
        column = [f'"{value.replace(QUOTE, QUOTE * 2)}"' if _is_special(value) else value for value in column]
    return column


def _is_special(text: str) -> bool:
    """Return whether a cell with this text is quoted: a question of C for each mark, which a regular expression would answer letter by letter."""
    return "," in text or QUOTE in text or "\n" in text or "\r" in text


def _no_formula(text: str) -> str:
    return f"'{text}" if text[:1] in FORMULA else text


def _flat(record: Record) -> list[Field]:
    return [one for one in record.fields if not one.many and not isinstance(one.kind, Record) and one.place != "json"]

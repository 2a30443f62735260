import csv
import io
import random
from decimal import Decimal
from types import SimpleNamespace

import jsonschema
import pytest

from plugins.newsroom.records import DATE, FLAG, FORMULA, ID, NUMBER, TEXT, Field, Record, as_object, column_of, csv_text, one_of, schema, table_field, tables

SEEN = Record("seen", "lần thấy", (Field("date", DATE, "ngày", lambda one, _: one),))
POST = Record("post", "chức vụ", (Field("role", TEXT, "tên", lambda one, _: one["role"]), Field("seen", SEEN, "các lần thấy", lambda one, _: one["seen"])))
PERSON = Record("person", "người", (
    Field("id", ID, "mã", lambda one, _: one["id"]),
    Field("name", TEXT, "tên", lambda one, site: f"{site.prefix}{one['name']}"),
    Field("kind", one_of("a", "b"), "loại", lambda one, _: one.get("kind"), null=True),
    Field("share", NUMBER, "phần", lambda one, _: one.get("share"), null=True),
    Field("active", FLAG, "còn làm", lambda one, _: True),
    Field("topics", ID, "chủ đề", lambda one, _: one.get("topics", []), many=True, refers="topics", column="topic"),
    Field("posts", POST, "chức vụ", lambda one, _: one.get("posts", []), table="posts"),
    Field("folded", TEXT, "không dấu", lambda one, _: one["name"].lower(), place="sql"),
))
SITE = SimpleNamespace(prefix="Ông ")
PEOPLE = [{"id": "a", "name": "An", "share": Decimal("1.5"), "topics": ["x", "y"], "posts": [{"role": "Giám đốc", "seen": ["2025", "2025-03"]}, {"role": "Ủy viên", "seen": []}]},
          {"id": "b", "name": "Bình", "kind": "b", "share": Decimal("2.0")}]
TABLES = {table.name: table for table in tables("people", PERSON, lambda site: PEOPLE)}


def test_an_object_has_every_key_but_those_of_sql():
    assert as_object(PERSON, PEOPLE[1], SITE) == {"id": "b", "name": "Ông Bình", "kind": "b", "share": 2, "active": True, "topics": [], "posts": []}


def test_what_a_record_gives_fits_its_own_schema():
    for person in PEOPLE:
        jsonschema.validate(as_object(PERSON, person, SITE), schema(PERSON))


@pytest.mark.parametrize("change", [{"id": "Có dấu"}, {"kind": "c"}, {"share": "1,5"}, {"active": 1}, {"topics": None}, {"posts": [{"role": "x"}]}, {"name": None}])
def test_the_schema_refuses_what_is_wrong(change):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_object(PERSON, PEOPLE[0], SITE) | change, schema(PERSON))


def test_lists_stand_in_tables_of_their_own_keyed_by_what_they_belong_to():
    assert list(TABLES) == ["people", "person_topics", "posts", "post_seen"]
    assert [(column.name, column.refers) for column in TABLES["person_topics"].columns] == [("person", "people"), ("number", ""), ("topic", "topics")]
    assert TABLES["post_seen"].key == ("person", "post", "number")
    assert TABLES["person_topics"].values(SITE) == [["a", "a"], [1, 2], ["x", "y"]]
    assert TABLES["post_seen"].values(SITE) == [["a", "a"], [1, 1], [1, 2], ["2025", "2025-03"]]
    assert TABLES["posts"].values(SITE) == [["a", "a"], [1, 2], ["Giám đốc", "Ủy viên"]]


def test_rows_have_as_many_cells_as_columns():
    for table in TABLES.values():
        assert len(table.values(SITE)) == len(table.columns)


def test_a_column_is_described_in_table_schema():
    assert table_field(column_of(PERSON.fields[0])) == {"name": "id", "type": "string", "constraints": {"required": True, "pattern": "^[a-z0-9]+([-/][a-z0-9]+)*$"}, "description": "mã"}
    assert table_field(column_of(PERSON.fields[2])) == {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"]}, "description": "loại"}


@pytest.mark.parametrize(("value", "cell"), [("=1+1", "'=1+1"), ("+84", "'+84"), ("-5 độ", "'-5 độ"), ("@ai", "'@ai"), ("\tx", "'\tx"), ("a=b", "a=b"), (Decimal("-1.5"), "-1.5"), (None, ""), (True, "true"), ('"a", b', '"a", b'), ("hai\ndòng", "hai\ndòng")])
def test_csv_is_the_standard_and_no_text_is_a_formula(value, cell):
    text = csv_text(["x", "y"], [[value], ["z"]])
    assert text.endswith("\r\n")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["x", "y"], [cell, "z"]]


def test_csv_by_columns_has_the_bytes_of_the_standard_library():
    chance = random.Random(4180)
    words = ["", "a", "à", '"', ",", "\r\n", "\n", "\r", " ", "'", ";", "x y", "\t", "=", "\0", None, True, False, 0, -3, Decimal("1.50"), 2.5]
    for _ in range(300):
        columns = [[chance.choice(words) if chance.random() < 0.5 else "".join(chance.choices([one for one in words if isinstance(one, str)], k=3)) for _ in range(6)] for _ in range(3)]
        into = io.StringIO()
        writer = csv.writer(into)
        writer.writerow("xyz")
        writer.writerows([[f"'{one}" if isinstance(one, str) and one[:1] in FORMULA else str(one).lower() if isinstance(one, bool) else one for one in row] for row in zip(*columns, strict=True)])
        assert csv_text("xyz", columns) == into.getvalue()

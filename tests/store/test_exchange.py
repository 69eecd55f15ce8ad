"""Files in and out: what is read from each format, what is rejected, and that an export imports as itself."""

import csv
import json
from datetime import datetime

import openpyxl
import pytest

from rencai.errors import InputInvalid
from rencai.exchange.importing import import_lines
from rencai.exchange.read import open_lines
from rencai.exchange.rejects import RejectsFile
from rencai.exchange.table import quoted, unquoted
from rencai.exchange.view import exported, masked, unsaved
from rencai.exchange.write import as_csv, as_ndjson
from rencai.intake import Intake, RejectReason
from rencai.intake.rehearsal import Rehearsal
from rencai.records.columns import columns
from rencai.records.job_posting import JobPosting
from rencai.records.kinds import KINDS
from rencai.records.meta import META
from rencai.records.normalise import normalise
from rencai.records.policy_notice import PolicyNotice
from rencai.store.engine import reading
from rencai.store.read import counts, scan
from support_records import AT

ROWS = [
    {
        "source_id": "1",
        "title": "电工",
        "salary_text": "8000-10000元/月",
        "description": '一，\n"二"\r\n三',
        "url": "https://e.org/1",
    },
    {"source_id": "2", "title": "=SUM(A1)", "employer": "'=甲厂", "published_text": "-3天", "description": "@a"},
    {"source_id": "+3", "title": "焊工　", "location_text": "北京市海淀区", "expires_text": "2026-12-31"},
]
SEEN = {"seen": AT.isoformat()}


def read(path, model=JobPosting):
    with open_lines(path, model) as found:
        return list(found.lines)


def raws(path, model=JobPosting):
    return [line.raw for line in read(path, model)]


def take(engine, path, model=JobPosting, source="board", cls=Intake):
    rejected = []
    intake = cls(engine, source, "import")
    with open_lines(path, model) as found:
        summary = import_lines(
            intake,
            model.kind.name,
            found.lines,
            lambda line, reason, _detail: rejected.append((line.number, reason)),
            lambda _count: None,
        )
    return summary.as_json(), rejected, summary


def objects(engine, kind="job_posting"):
    return [exported(stored) for page in scan(engine, kind=kind) for stored in page]


def write_ndjson(path, rows=ROWS):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def write_csv(path, rows=ROWS, encoding="utf-8", delimiter=","):
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xlsx(path, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    names = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append(names)
    for row in rows:
        sheet.append([row.get(name) for name in names])
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_however_it_is_encoded_and_separated(tmp_path, encoding, delimiter):
    rows = [{"source_id": "1", "title": "电工〔2024〕", "description": '一，\n二；"三"\t四,五'}] * 30
    assert raws(write_csv(tmp_path / "a.csv", rows, encoding, delimiter)) == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_ndjson_is_read_however_it_is_encoded(tmp_path, encoding):
    path = tmp_path / "a.ndjson"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding)
    assert raws(path) == ROWS


@pytest.mark.parametrize("fault", [b"\x00", b"\x00\xd8\x00"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_that_ends_within_a_character_is_read_to_that_line(tmp_path, encoding, fault):
    path = tmp_path / "a.csv"
    path.write_bytes(("source_id,title\n" + "1,welder\n" * 30 + "2,cook").encode(encoding) + fault)
    assert raws(path)[:30] == [{"source_id": "1", "title": "welder"}] * 30


def test_a_file_of_a_mark_and_half_a_character_has_no_heading(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputInvalid):
        raws(path)


def test_the_format_is_what_a_file_begins_with(tmp_path):
    assert raws(write_ndjson(tmp_path / "a.csv")) == ROWS
    book = write_xlsx(tmp_path / "a.xlsx", [{"source_id": "1", "title": "a"}])
    assert raws(book.rename(tmp_path / "a.dat")) == [{"source_id": "1", "title": "a"}]


def test_cells_of_a_spreadsheet_are_the_text_that_a_person_reads(tmp_path):
    cells = {
        "source_id": 12345.0,
        "title": "电工",
        "salary_text": 8000,
        "experience_text": 1.5,
        "headcount_text": None,
        # A spreadsheet knows no time zones.
        "published_text": datetime(2026, 10, 1),  # noqa: DTZ001
        "expires_text": datetime(2026, 12, 1, 8, 30),  # noqa: DTZ001
        "url": "#N/A",
        "employer": "'=甲厂",
    }
    assert raws(write_xlsx(tmp_path / "a.xlsx", [cells])) == [
        {
            "source_id": "12345",
            "title": "电工",
            "salary_text": "8000",
            "experience_text": "1.5",
            "published_text": "2026-10-01",
            "expires_text": "2026-12-01T08:30:00",
            "employer": "=甲厂",
        }
    ]


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers(tmp_path):
    book = write_xlsx(tmp_path / "a.xlsx", [{"source_id": "1", "title": "a"}, {}, {"source_id": "2", "title": "b"}])
    assert [line.number for line in read(book)] == [2, 4]
    table = tmp_path / "a.csv"
    table.write_text("\n\nsource_id,title\n1,a\n\n,\n2,b\n")
    assert [(line.number, line.raw["source_id"]) for line in read(table)] == [(4, "1"), (7, "2")]


@pytest.mark.parametrize("name", ["a.xlsx", "b.xlsx"])
def test_what_is_no_spreadsheet_says_what_to_do(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04 broken" if name == "a.xlsx" else b"\xd0\xcf\x11\xe0")
    with pytest.raises(InputInvalid, match="save it as"):
        read(path)


@pytest.mark.parametrize(
    ("heading", "message"),
    [("a,b\n1,2\n", "lacks source_id and title"), ("", "nothing"), ("source_id,title,title\n", "title twice")],
)
def test_a_table_needs_a_heading(tmp_path, heading, message):
    path = tmp_path / "a.csv"
    path.write_text(heading)
    with pytest.raises(InputInvalid, match=message):
        read(path)


def test_a_quote_that_is_never_closed_spoils_its_own_row_alone(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('source_id,title,description\n1,a,good\n2,b,"open\n3,c,good\n4,d,"two\nlines"\n5,e,good\n')
    lines = read(path)
    assert [(line.number, line.reason) for line in lines if line.raw is None] == [(3, RejectReason.WRONG_COLUMNS)]
    assert [line.raw["source_id"] for line in lines if line.raw] == ["1", "3", "4", "5"]
    assert lines[3].raw["description"] == "two\nlines"


def test_a_quote_inside_a_cell_is_meant_as_it_is(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('source_id,title\n1,5" 管\n2,"5" 管"\n3,c\n')
    assert [line.raw and line.raw["title"] for line in read(path)] == ['5" 管', '5 管"', "c"]


def test_more_cells_than_headings_are_a_bad_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("source_id,title\n1,a,b\n2,b,,\n")
    assert [(line.number, line.reason) for line in read(path)] == [(2, RejectReason.WRONG_COLUMNS), (3, None)]


def test_a_bad_line_is_reported_with_its_number_and_the_good_ones_go_in(tmp_path, engine):
    path = tmp_path / "a.ndjson"
    good = [json.dumps({"source_id": str(n), "title": f"电工{n}"}, ensure_ascii=False).encode() for n in range(8)]
    bad = [b"no json", b"[1]", b'{"title": "a"}', b'{"source_id": "9", "title": ["a"]}', b"\xff\xfe\xfd", b"1" * 5]
    lines = [line for pair in zip(good, bad, strict=False) for line in pair]
    path.write_bytes(b"\n".join([*lines, b"", *good[len(bad) :]]))
    summary, rejected, _ = take(engine, path)
    assert summary == {"added": 8, "changed": 0, "unchanged": 0, "rejected": 6}
    assert rejected == [
        (2, "not_json"),
        (4, "not_an_object"),
        (6, "no_source_id"),
        (8, "wrong_type"),
        (10, "undecodable"),
        (12, "not_an_object"),
    ]


def test_unknown_fields_are_named_and_parsed_ones_ignored(tmp_path, engine):
    row = {"source_id": "1", "title": "电工", "farbe": "rot", "salary": {"min": 1}, "id": "x", "canonical": True}
    summary = take(engine, write_ndjson(tmp_path / "a.ndjson", [row]))[2]
    assert summary.unknown == {"farbe": 1}
    assert objects(engine)[0]["salary"] is None


def test_a_rehearsal_says_what_would_happen_and_writes_nothing(tmp_path, engine):
    path = write_ndjson(tmp_path / "a.ndjson", [*ROWS, ROWS[0], ROWS[0] | {"title": "新"}, {"title": "a"}])
    would = take(engine, path, cls=Rehearsal)[0]
    with reading(engine) as conn:
        assert counts(conn) == {}
    assert would == take(engine, path)[0] == {"added": 3, "changed": 1, "unchanged": 1, "rejected": 1}
    # The file itself changes record 1 back and forth.
    assert take(engine, path, cls=Rehearsal)[0] == take(engine, path)[0]


@pytest.mark.parametrize("form", ["ndjson", "csv", "xlsx"])
def test_rejected_lines_import_again_once_corrected(tmp_path, engine, form):
    rows = [{"source_id": "1", "title": "a"}, {"source_id": "", "title": "b"}, {"source_id": "3", "title": ""}]
    path = tmp_path / f"a.{form}"
    {"ndjson": write_ndjson, "csv": write_csv, "xlsx": write_xlsx}[form](path, rows)
    again = tmp_path / "rejected"
    with open_lines(path, JobPosting) as found, RejectsFile(again, found) as file:
        intake = Intake(engine, "board", "import")
        import_lines(intake, "job_posting", found.lines, lambda line, *_: file.add(line), lambda _count: None)
    summary, rejected, _ = take(engine, again)
    assert summary == {"added": 0, "changed": 0, "unchanged": 0, "rejected": 2}
    assert {reason for _, reason in rejected} == {RejectReason.NO_SOURCE_ID, RejectReason.NO_TITLE}


@pytest.mark.parametrize("form", ["ndjson", "csv"])
def test_an_export_imports_as_itself(tmp_path, engine, form):
    take(engine, write_ndjson(tmp_path / "a.ndjson", [row | SEEN for row in ROWS]))
    before = objects(engine)
    path = tmp_path / f"export.{form}"
    lines = as_csv(before, JobPosting) if form == "csv" else as_ndjson(before)
    path.write_text("".join(lines), "utf-8", newline="")
    summary, rejected, details = take(engine, path)
    assert (summary, rejected) == ({"added": 0, "changed": 0, "unchanged": 3, "rejected": 0}, [])
    assert not details.unknown
    # Into another source: all but the identity is equal.
    take(engine, path, source="copy")
    named = {"id", "source", "cluster_id", "canonical", "updated_at"}
    copies = [one for one in objects(engine) if one["source"] == "copy"]
    strip = [{name: value for name, value in one.items() if name not in named} for one in (*before, *copies)]
    by_id = sorted(strip, key=lambda one: one["source_id"])
    assert by_id[0::2] == by_id[1::2]


def test_lists_come_back_from_csv(tmp_path, engine):
    notice = {"source_id": "1", "title": "通知", "attachments": [{"name": "附件1", "url": "https://e.org/1.xls"}]}
    take(engine, write_ndjson(tmp_path / "a.ndjson", [notice | SEEN]), PolicyNotice)
    path = tmp_path / "export.csv"
    path.write_text("".join(as_csv(objects(engine, "policy_notice"), PolicyNotice)), "utf-8", newline="")
    assert take(engine, path, PolicyNotice)[0]["unchanged"] == 1


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@a", "\tx", "'=a", "''-b", "'a", "a=b", "", "电工", "'"])
def test_no_cell_is_a_formula_and_each_comes_back(text):
    assert unquoted(quoted(text)) == text
    assert not quoted(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_an_export_has_every_field_with_the_parts_of_its_values(engine, tmp_path):
    take(engine, write_ndjson(tmp_path / "a.ndjson"))
    one = next(one for one in objects(engine) if one["source_id"] == "1")
    assert set(one) == {*META, *(column.name for column in columns(JobPosting))}
    assert set(one["salary"]) >= {"min", "max", "unit", "months", "negotiable", "monthly_min", "monthly_max"}
    assert (one["salary"]["min"], one["salary"]["negotiable"]) == (8000, False)
    assert one["district"] is None


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind.name)
def test_an_unsaved_record_has_the_shape_of_an_export(model):
    raw = {"source": "s", "source_id": "1", "title": "标题", "category": "补贴", "seen": AT}
    shown = unsaved(normalise(model, raw).record)
    assert set(shown) == {*META, *(column.name for column in columns(model))}
    assert json.loads(json.dumps(shown, allow_nan=False)) == shown


def test_personal_data_is_masked_in_what_is_public_only(tmp_path, engine):
    text = "联系人：张先生，电话13812345678，邮箱zhang@example.com"
    row = {"source_id": "13812345678", "title": "电工", "description": text}
    take(engine, write_ndjson(tmp_path / "a.ndjson", [row]))
    one = objects(engine)[0]
    public = masked(one)
    assert one["description"] == text
    assert "13812345678" not in public["description"]
    assert "zhang@" not in public["description"]
    assert (public["source_id"], public["id"]) == (one["source_id"], one["id"])


def test_what_is_covered_in_plain_text_leaves_its_lines_and_signs(tmp_path, engine):
    row = {"source_id": "1", "title": "电工", "description": "年龄<45岁\n电话13812345678\n工资>6000 & 包住"}
    take(engine, write_ndjson(tmp_path / "a.ndjson", [row]))
    assert masked(objects(engine)[0])["description"] == "年龄<45岁\n电话138****5678\n工资>6000 & 包住"


def test_a_line_of_any_length_is_never_held_whole(tmp_path, monkeypatch):
    from rencai.exchange import lines

    monkeypatch.setattr(lines, "LONGEST", 1000)
    path = tmp_path / "a.ndjson"
    long = json.dumps({"source_id": "2", "title": "x" * 5000})
    path.write_text('{"source_id": "1", "title": "a"}\n' + long + '\n{"source_id": "3", "title": "c"}\n')
    found = read(path)
    assert [(line.number, line.reason) for line in found] == [(1, None), (2, RejectReason.TOO_LONG), (3, None)]
    assert len(found[1].text) <= 1001

"""In force or not, and from when to when."""

from datetime import UTC, date, datetime

import pytest

from rencai.records.parsers.validity import read_effective, read_repealed, read_validity
from rencai.records.values import Unreadable, Validity

SEEN = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "title", "validity"),
    [
        ("有效", "", Validity.IN_FORCE),
        ("现行有效", "", Validity.IN_FORCE),
        ("是", "", Validity.IN_FORCE),
        ("失效", "", Validity.LAPSED),
        ("已废止", "", Validity.REPEALED),
        ("废止", "", Validity.REPEALED),
        ("部分失效", "", Validity.PARTLY_LAPSED),
        ("已修改", "", Validity.AMENDED),
        ("无效", "", Validity.LAPSED),
        ("部分条款失效", "", Validity.PARTLY_LAPSED),
        ("部分条款已废止", "", Validity.PARTLY_LAPSED),
        ("条款失效", "", Validity.PARTLY_LAPSED),
        ("条款级失效", "", Validity.PARTLY_LAPSED),
        ("有效期已届满", "", Validity.LAPSED),
        ("已废除", "", Validity.REPEALED),
        ("继续执行", "", Validity.IN_FORCE),
        ("已于2020年5月1日失效", "", Validity.LAPSED),
        ("部分修改", "", Validity.AMENDED),
        ("尚未废止", "", Validity.IN_FORCE),
        ("未失效", "", Validity.IN_FORCE),
        ("施行中", "", Validity.IN_FORCE),
        ("在执行", "", Validity.IN_FORCE),
        ("Valid", "", Validity.IN_FORCE),
        ("Invalid", "", Validity.LAPSED),
        ("Repealed", "", Validity.REPEALED),
        ("有效（2027年底到期）", "", Validity.IN_FORCE),
        ("Not valid", "", Validity.LAPSED),
        ("不再有效", "", Validity.LAPSED),
        ("已停止施行", "", Validity.LAPSED),
        ("已到期", "", Validity.LAPSED),
        ("全文废止", "", Validity.REPEALED),
        ("", "", None),
        ("—", "", None),
        ("作废", "", Validity.REPEALED),
        ("是否有效：否", "", Validity.LAPSED),
        ("是否废止：否", "", Validity.IN_FORCE),
        ("否", "", Validity.LAPSED),
        ("已过有效期", "", Validity.LAPSED),
        ("有效（有效期至2025年12月31日）", "", Validity.IN_FORCE),
        ("", "关于某事的通知（已废止）", Validity.REPEALED),
        ("", "【失效】关于某事的通知", Validity.LAPSED),
        ("", "关于废止若干文件的通知", None),
    ],
)
def test_validity(text: str, title: str, validity: Validity | None) -> None:
    assert read_validity(text, title) is validity


@pytest.mark.parametrize("text", ["待定", "不在执行", "Not expired"])
def test_an_unknown_word_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable, match="unknown_word"):
        read_validity(text)


@pytest.mark.parametrize(
    "text",
    [
        "尚未生效",
        "即将失效",
        "修订中",
        "拟废止",
        "拟失效",
        "待修订",
        "废止/失效",
        "有效/失效",
        "有效期至2025年12月31日",
        "未查到有效文件",
        "Not yet in force",
        "Valid until 2025-12-31",
    ],
)
def test_what_is_not_decided_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable, match="not_decided"):
        read_validity(text)


@pytest.mark.parametrize(
    ("field", "body", "written", "day"),
    [
        ("2024-07-01", "", "", date(2024, 7, 1)),
        ("自2024年7月1日起施行", "", "", date(2024, 7, 1)),
        ("自印发之日起执行", "", "2024年5月6日", date(2024, 5, 6)),
        ("", "本办法自2024年7月1日起施行。", "", date(2024, 7, 1)),
        ("", "本通知自印发之日起执行。", "2024-05-06", date(2024, 5, 6)),
        ("", "本规定自发布之日起30日后施行。", "2024-05-06", date(2024, 6, 5)),
        ("", "《旧办法》自2015年1月1日起施行以来，成效明显。本办法自2024年8月1日起实施。", "", date(2024, 8, 1)),
        ("", "《旧办法》自2015年1月1日起施行。", "", None),
        ("", "《旧办法》（某政发〔2014〕3号），自2015年1月1日实施，成效明显。", "", None),
        ("", "本条例自二〇二二年五月一日起施行。", "", date(2022, 5, 1)),
        ("", "“自印发之日起施行，有效期3年”", "2024-05-06", date(2024, 5, 6)),
        ("", "本办法从2024年7月1日起执行。", "", date(2024, 7, 1)),
        ("", "本细则于2024年7月1日起正式施行。", "", date(2024, 7, 1)),
        ("", "本办法自2024年7月1日实施。", "", date(2024, 7, 1)),
        ("", "（2024年7月1日起施行，有效期至2029年6月30日）", "", date(2024, 7, 1)),
        ("", "2024-07-01起执行，有效期至2026-06-30。", "", date(2024, 7, 1)),
        ("", "本《通知》自印发之日起开始执行。", "2024-05-06", date(2024, 5, 6)),
        ("", "自2024年7月1日起施行的《旧办法》继续有效。", "", None),
        ("", "本办法自印发之日起满30日后施行。", "2024-05-06", date(2024, 6, 5)),
        ("", "本通告自公布之日起满三个月后实施。", "2024-05-06", date(2024, 8, 6)),
        ("", "本规程自印发10日后施行。", "2024-05-06", date(2024, 5, 16)),
        ("", "本通知自即日起施行。", "2024-05-06", date(2024, 5, 6)),
        ("", "以上规定从本通知下发之日起执行。", "2024-05-06", date(2024, 5, 6)),
        ("", "本办法自发布之日起有效期三年。", "2024-05-06", date(2024, 5, 6)),
        ("", "现公布《某办法》，自2024年7月1日起施行。", "", date(2024, 7, 1)),
        ("", "本办法自2024年7月1日起在全市范围内试行。", "", date(2024, 7, 1)),
        ("", "本办法于2024年7月1日施行。", "", date(2024, 7, 1)),
        ("", "有效期自2024年7月1日起至2026年6月30日止，自2024年7月1日起，本区执行新的收费标准。", "", None),
        ("", "本办法自2024年7月1日起施行，其中第九条自2025年1月1日起施行。", "", date(2024, 7, 1)),
        ("", "原办法自2015年1月1日起施行，已不适应需要。", "", None),
        ("", "自2024年1月1日起执行新的收费标准。", "", None),
        ("", "该《规定》自发布之日起执行。", "2024-05-06", date(2024, 5, 6)),
        ("", "依照《某法》，本公告自发布之日起施行。", "2024-05-06", date(2024, 5, 6)),
        ("", "《旧办法》于2015年1月1日起施行。", "", None),
        ("", "《新条例》将于2025年1月1日起施行。", "", None),
        ("", "专利权自公告之日起生效。", "2024-05-06", None),
        ("", "本协议自双方签署之日起生效。", "2024-05-06", None),
        ("", "该线路自2024年7月1日起实施调整。", "", None),
        ("", "资格证书自颁发之日起有效期三年。", "2024-05-06", None),
        ("", "没有说明。", "2024-05-06", None),
        ("", "", "", None),
    ],
)
def test_effective(field: str, body: str, written: str, day: date | None) -> None:
    assert read_effective(field, body, "", written, SEEN) == day


@pytest.mark.parametrize("field", ["自发布之日起", "公布之日", "发布之日起施行"])
def test_the_day_of_publication_stands_for_that_of_writing(field: str) -> None:
    assert read_effective(field, "", "", "", SEEN, "2024-05-08") == date(2024, 5, 8)
    assert read_effective(field, "", "", "2024-05-06", SEEN, "2024-05-08") == date(2024, 5, 6)


@pytest.mark.parametrize("body", ["本办法自印发之日起施行。", "本办法自发布之日起施行，有效期三年。"])
def test_a_start_without_the_day_it_counts_from_is_unreadable(body: str) -> None:
    for read in (lambda: read_effective("", body, "", "", SEEN), lambda: read_effective(body, "", "", "", SEEN)):
        with pytest.raises(Unreadable, match="no_day_of_issue"):
            read()


@pytest.mark.parametrize(
    ("field", "validity", "body", "day"),
    [
        ("2023-03-01", "", "", date(2023, 3, 1)),
        ("", "已于2023年3月1日废止", "", date(2023, 3, 1)),
        ("", "", "本办法自2024年1月1日起施行，有效期至2028年12月31日。", date(2028, 12, 31)),
        ("", "", "试行期自2024年1月1日至2025年12月31日。", date(2025, 12, 31)),
        ("", "有效", "《旧办法》同时废止。", None),
        ("", "", "本办法自2024年1月1日起施行，有效期5年。", date(2028, 12, 31)),
        ("", "", "本通知自2024年6月1日起执行，有效期为三年。《旧通知》同时废止。", date(2027, 5, 31)),
        ("2024-01-01至2026-12-31", "", "", date(2026, 12, 31)),
        ("36个月", "", "本办法自2024年1月1日起施行。", date(2026, 12, 31)),
        ("", "有效期至2026年12月31日", "", date(2026, 12, 31)),
        ("", "", "本办法自2024年1月1日起施行，由市局负责解释，有效期五年。", date(2028, 12, 31)),
        ("", "", "本办法有效期为3年，自2024年1月1日起施行。", date(2026, 12, 31)),
        ("", "", "本办法自2024年1月1日起试行两年。", date(2025, 12, 31)),
        ("", "", "本办法自2024年1月1日起施行，试行期六个月。", date(2024, 6, 30)),
        ("", "", "本办法自2024年1月1日起5年内有效。", date(2028, 12, 31)),
        ("", "", "本办法自2024年1月1日起施行，2026年12月31日自动失效。", date(2026, 12, 31)),
        ("", "", "本办法自2024年1月1日起施行，2026年12月31日前有效。", date(2026, 12, 31)),
        ("", "", "本通知自2025年1月1日起废止。", date(2025, 1, 1)),
        ("", "", "本公告自2023年1月1日起至2027年12月31日止执行。", date(2027, 12, 31)),
        ("", "", "本政策自2023年1月1日至12月31日有效。", date(2023, 12, 31)),
        ("", "", "上述优惠政策执行期限延长至2027年12月31日。", date(2027, 12, 31)),
        ("", "", "本措施暂定执行至2025年底。", date(2025, 12, 31)),
        ("", "", "本办法有效期三年（2024年1月1日至2026年12月31日）。", date(2026, 12, 31)),
        ("", "", "自2024年1月1日起，《旧办法》停止执行。", None),
        ("", "", "原办法自2025年1月1日起废止。", None),
        ("", "", "《旧办法》有效期延长至2027年12月31日。", None),
        ("", "", "安全生产许可证有效期至2027年12月31日。", None),
        ("", "", "合格者发给证书，有效期三年。名单另行公布。本办法自2024年1月1日起施行。", None),
        ("", "", "中标单位：某公司，资质有效期至2026年12月31日。", None),
        ("", "", "许可证有效期为5年。本办法自2024年1月1日起施行。", None),
        ("", "", "有效期：2023年3月1日至2026年2月28日。", date(2026, 2, 28)),
        ("", "", "2024-07-01起执行，有效期至2026-06-30。", date(2026, 6, 30)),
        ("", "", "政策实施期限为2023年1月1日至2025年12月31日。", date(2025, 12, 31)),
        ("", "", "执行期限自2023年5月1日至2024年4月30日。", date(2024, 4, 30)),
        ("", "", "本措施自2022年5月1日起实施，至2022年12月31日止。", date(2022, 12, 31)),
        ("", "", "本办法自2023年9月1日施行，有效期为五年，至2028年8月31日止。", date(2028, 8, 31)),
        ("", "", "申报期限为2023年1月1日至2023年3月31日。", None),
        ("有效期三年", "", "本办法自2024年1月1日起施行。", date(2026, 12, 31)),
        ("", "", "", None),
    ],
)
def test_repealed(field: str, validity: str, body: str, day: date | None) -> None:
    assert read_repealed(field, validity, body, "", SEEN) == day


def test_parts_that_end_on_several_days_are_unreadable() -> None:
    body = "优惠政策执行至2025年12月31日；上述补贴政策执行至2026年12月31日。"
    with pytest.raises(Unreadable, match="several_days"):
        read_repealed("", "", body, "", SEEN)


def test_a_term_from_the_day_of_issue_counts_from_the_day_of_writing() -> None:
    body = "本意见自印发之日起施行，有效期两年。"
    assert read_repealed("", "", body, "", SEEN, "", "2024-03-01") == date(2026, 2, 28)

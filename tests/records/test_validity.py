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
        ("部分修改", "", Validity.AMENDED),
        ("尚未废止", "", Validity.IN_FORCE),
        ("未失效", "", Validity.IN_FORCE),
        ("不再有效", "", Validity.LAPSED),
        ("已停止施行", "", Validity.LAPSED),
        ("已到期", "", Validity.LAPSED),
        ("全文废止", "", Validity.REPEALED),
        ("", "", None),
        ("—", "", None),
        ("", "关于某事的通知（已废止）", Validity.REPEALED),
        ("", "【失效】关于某事的通知", Validity.LAPSED),
        ("", "关于废止若干文件的通知", None),
    ],
)
def test_validity(text: str, title: str, validity: Validity | None) -> None:
    assert read_validity(text, title) is validity


def test_an_unknown_word_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="unknown_word"):
        read_validity("待定")


@pytest.mark.parametrize("text", ["尚未生效", "拟废止", "待修订", "废止/失效", "有效/失效", "有效期至2025年12月31日"])
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
        ("", "本办法从2024年7月1日起执行。", "", date(2024, 7, 1)),
        ("", "本细则于2024年7月1日起正式施行。", "", date(2024, 7, 1)),
        ("", "本办法自2024年7月1日实施。", "", date(2024, 7, 1)),
        ("", "（2024年7月1日起施行，有效期至2029年6月30日）", "", date(2024, 7, 1)),
        ("", "2024-07-01起执行，有效期至2026-06-30。", "", date(2024, 7, 1)),
        ("", "本《通知》自印发之日起开始执行。", "2024-05-06", date(2024, 5, 6)),
        ("", "自2024年7月1日起施行的《旧办法》继续有效。", "", None),
        ("", "没有说明。", "2024-05-06", None),
        ("", "", "", None),
    ],
)
def test_effective(field: str, body: str, written: str, day: date | None) -> None:
    assert read_effective(field, body, "", written, SEEN) == day


@pytest.mark.parametrize(
    ("field", "validity", "body", "day"),
    [
        ("2023-03-01", "", "", date(2023, 3, 1)),
        ("", "已于2023年3月1日废止", "", date(2023, 3, 1)),
        ("", "", "本办法自2024年1月1日起施行，有效期至2028年12月31日。", date(2028, 12, 31)),
        ("", "", "试行期自2024年1月1日至2025年12月31日。", None),
        ("", "有效", "《旧办法》同时废止。", None),
        ("", "", "本办法自2024年1月1日起施行，有效期5年。", date(2028, 12, 31)),
        ("", "", "本通知自2024年6月1日起执行，有效期为三年。《旧通知》同时废止。", date(2027, 5, 31)),
        ("", "", "本意见自发布之日起施行，有效期三年。", None),
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


def test_a_term_from_the_day_of_issue_counts_from_the_day_of_writing() -> None:
    body = "本意见自印发之日起施行，有效期两年。"
    assert read_repealed("", "", body, "", SEEN, "", "2024-03-01") == date(2026, 2, 28)

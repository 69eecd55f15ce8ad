"""发文字号: in fields, in titles, at the head of a text, in running text."""

import csv
from pathlib import Path

import pytest

from rencai.records.parsers.document_code import code
from rencai.records.parsers.document_number import (
    numbers_in,
    read_cites,
    read_document_number,
    read_index_number,
    read_replaces,
)
from rencai.records.values import Unreadable

TABLE = Path(__file__).parent / "tables" / "document_number.tsv"
POLICY = Path(__file__).parents[2] / "sample" / "rencai_sample" / "content" / "京办发-2007-14.txt"


def _rows() -> list[tuple[str, list[str]]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(row["text"], (row["numbers"] or "").split()) for row in csv.DictReader(file, delimiter="\t")]


@pytest.mark.parametrize(("text", "numbers"), _rows(), ids=[text for text, _ in _rows()])
def test_numbers_of_a_text(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(("text", "numbers"), [row for row in _rows() if row[1]])
def test_a_field_gives_its_first_number(text: str, numbers: list[str]) -> None:
    assert read_document_number(text) == numbers[0]


@pytest.mark.parametrize("lead", ["根据", "转发", "并同时废止", "北京市总工会", "参照执行", "由", "附件一"])
@pytest.mark.parametrize("own", ["京人社能发", "财社", "沪人社规", "教职成", "工信部联通装", "海政发"])
def test_words_before_a_code_are_cut(lead: str, own: str) -> None:
    assert code(lead + own) == own


@pytest.mark.parametrize("words", ["根据", "按照", "关于", "贯彻落实", "财政部", "北京市", "根据本市", "朝阳区"])
def test_words_that_are_no_code_are_none(words: str) -> None:
    assert code(words) is None


@pytest.mark.parametrize("text", ["", "无", "——", " 暂无 ", "/"])
def test_a_field_that_says_nothing_is_no_number(text: str) -> None:
    assert read_document_number(text) is None


@pytest.mark.parametrize("text", ["第44号", "京公网安备", "2024", "见附件", "市政府公报2024年第5号"])
def test_a_field_without_a_number_cannot_be_read(text: str) -> None:
    with pytest.raises(Unreadable):
        read_document_number(text)


@pytest.mark.parametrize("text", ["京人社发2024年12号", "京人社发〔2024〕12", "京人社发2024〕12号"])
def test_a_field_may_lack_brackets_or_hao(text: str) -> None:
    assert read_document_number(text) == "京人社发〔2024〕12号"


def test_the_head_line_of_a_text_is_its_number() -> None:
    body = (
        "关于印发办法的通知\n京人社能发〔2024〕15号\n各区人力资源和社会保障局：\n根据京政发〔2018〕30号，现印发给你们。"
    )
    assert read_document_number("", "关于印发办法的通知", body) == "京人社能发〔2024〕15号"
    assert read_cites("", "关于印发办法的通知", body) == ("京政发〔2018〕30号",)


@pytest.mark.parametrize(
    "line",
    [
        "（京人社能发〔2024〕15号）",
        "文号：京人社能发〔2024〕15号",
        "京人社能发〔2024〕15号　　签发人：某某",
        "发文字号 京人社能发〔2024〕15号",
    ],
)
def test_forms_of_a_head_line(line: str) -> None:
    assert read_document_number("", "通知", f"{line}\n各区：\n请执行。") == "京人社能发〔2024〕15号"


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("中华人民共和国教育部令（第45号）", "教育部令第45号"),
        ("教育部令第45号", "教育部令第45号"),
        ("教育部令第45号解读", None),
    ],
)
def test_a_title_may_be_an_order_and_its_number(title: str, number: str | None) -> None:
    assert read_document_number(title=title) == number


def test_an_order_has_its_number_below_its_title() -> None:
    assert (
        read_document_number("", "", "中华人民共和国国务院令\n第700号\n《人力资源市场暂行条例》已经通过，现予公布。")
        == "国务院令第700号"
    )


def test_an_announcement_has_its_number_below_its_title() -> None:
    body = "国家税务总局公告\n2024年第6号\n现将有关事项公告如下。"
    assert read_document_number("", "关于优化服务的公告", body) == "国家税务总局公告2024年第6号"


def test_a_citation_in_running_text_is_not_the_own_number() -> None:
    body = "各单位：\n根据《关于加强培训的通知》（京人社能发〔2024〕15号）的要求，现通知如下。\n京财社〔2020〕1号"
    assert read_document_number("", "关于报名的通知", body) is None
    assert read_cites("", "关于报名的通知", body) == ("京人社能发〔2024〕15号", "京财社〔2020〕1号")


def test_brackets_at_the_end_of_a_title() -> None:
    assert read_document_number("", "关于印发办法的通知（京人社能发〔2024〕15号）") == "京人社能发〔2024〕15号"
    assert read_document_number("", "解读《办法》（京人社能发〔2024〕15号）") is None
    assert read_document_number("", "关于贯彻人社部发〔2018〕74号文件的通知") is None


def test_cites_are_unique_in_order_and_without_the_own() -> None:
    body = "京人社发〔2024〕1号\n根据国发〔2018〕39号、财社〔2017〕164号和国发〔2018〕39号，京人社发〔2024〕1号执行。"
    assert read_cites("", "", body) == ("国发〔2018〕39号", "财社〔2017〕164号")


def test_markup_is_read_like_text() -> None:
    markup = "<p>京人社发〔2024〕1号</p><p>根据《通知》（国发<span>〔2018〕</span>39号）</p>"
    assert read_document_number("", "", "", markup) == "京人社发〔2024〕1号"
    assert read_cites("", "", "", markup) == ("国发〔2018〕39号",)


def test_the_policy_has_two_numbers() -> None:
    text = POLICY.read_text(encoding="utf-8")
    assert read_document_number("", "", text) == "京办发〔2007〕14号"
    assert read_cites("", "", text) == ("中办发〔2006〕15号",)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("000014349/2017-00110", "000014349/2017-00110"),
        ("索 引 号：11B000/RS01-2024-00012", "11B000/RS01-2024-00012"),
        ("无", None),
        ("", None),
    ],
)
def test_index_number(text: str, number: str | None) -> None:
    assert read_index_number(text) == number


@pytest.mark.parametrize(
    ("title", "body", "replaced"),
    [
        (
            "",
            "本办法自2024年1月1日起施行。《北京市旧办法》（京人社能发〔2022〕11号）同时废止。",
            ("京人社能发〔2022〕11号",),
        ),
        (
            "",
            "本规定自公布之日起施行，1986年发布的《北京市技工学校管理规定》同时废止。",
            ("《北京市技工学校管理规定》",),
        ),
        ("", "京人社发〔2012〕1号和京人社发〔2013〕2号同时废止。", ("京人社发〔2012〕1号", "京人社发〔2013〕2号")),
        ("", "原《关于印发〈补贴办法〉的通知》（京劳社培发〔2006〕120号）即行废止。", ("京劳社培发〔2006〕120号",)),
        (
            "",
            "下列文件同时废止：\n1.《甲办法》\n2.《乙规定》（京人社发〔2010〕3号）\n特此通知。",
            ("《甲办法》", "京人社发〔2010〕3号"),
        ),
        ("关于废止《北京市暂行规定》的决定", "现公布。", ("《北京市暂行规定》",)),
        ("", "《北京市条例》第三条同时废止。", ()),
        ("", "各单位不得同时废止现行制度。", ()),
        ("", "本办法自2024年1月1日起施行。", ()),
        ("", "《关于加强培训的通知》（京劳社培发〔2006〕9号）自2024年5月1日起停止执行。", ("京劳社培发〔2006〕9号",)),
        ("", "我局决定废止《关于报名的通知》（京人社发〔2012〕4号）。", ("京人社发〔2012〕4号",)),
        ("", "本办法自2024年5月1日起施行。", ()),
    ],
)
def test_what_a_document_replaces(title: str, body: str, replaced: tuple[str, ...]) -> None:
    assert read_replaces(title, body) == replaced

"""Issuing authorities and topics."""

import pytest

from rencai.records.parsers.issuers import read_issuers
from rencai.records.parsers.topics import read_topics


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("北京市人力资源和社会保障局", ("北京市人力资源和社会保障局",)),
        ("中共北京市委办公厅 北京市人民政府办公厅", ("中共北京市委办公厅", "北京市人民政府办公厅")),
        (
            "北京市人力资源和社会保障局;北京市财政局；北京市总工会",
            ("北京市人力资源和社会保障局", "北京市财政局", "北京市总工会"),
        ),
        ("市教委、市财政局", ("市教委", "市财政局")),
        ("北 京 市 财 政 局", ("北京市财政局",)),
        ("发文机关：国务院办公厅", ("国务院办公厅",)),
        ("来源： 职业能力建设处", ("职业能力建设处",)),
        ("[发文机构] 北京市教育委员会", ("北京市教育委员会",)),
        ("人力资源社会保障部 财政部 国家税务总局", ("人力资源社会保障部", "财政部", "国家税务总局")),
        ("北京市财政局、北京市财政局", ("北京市财政局",)),
        ("无", ()),
        ("", ()),
    ],
)
def test_issuers(text: str, names: tuple[str, ...]) -> None:
    assert read_issuers(text) == names


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("劳动、人事、监察/劳动就业", ("劳动、人事、监察", "劳动就业")),
        ("综合政务\\政务公开", ("综合政务", "政务公开")),
        ("[主题分类] 劳动、人事、监察/劳动就业", ("劳动、人事、监察", "劳动就业")),
        ("技能人才;职业培训", ("技能人才", "职业培训")),
        ("其他", ()),
        ("", ()),
    ],
)
def test_topics(text: str, topics: tuple[str, ...]) -> None:
    assert read_topics(text) == topics

"""Candidates: who is compared with a new vacancy, and who is not."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from rencai.intake import Intake
from rencai.intake.cluster import Clusterer, Newcomer, keys
from rencai.records.canonical import content_hash, payload, record_id
from rencai.records.job_posting import JobPosting
from rencai.records.normalise import normalise
from rencai.store.clusters import CAP
from rencai.store.engine import reading
from rencai.store.put import Draft
from rencai.store.read import get

TEXT = "负责门店日常销售与收银，接待顾客，整理货架，保持店面整洁；完成店长交办的其他工作，能适应早晚班轮换。"


def vacancy(source_id: str, **fields: str) -> dict[str, str]:
    common = {"title": "店员", "salary_text": "5000-6000元/月", "location_text": "朝阳区望京", "description": TEXT}
    return {**common, "employer": "北京好邻居连锁便利店有限公司", **fields, "source_id": source_id}


def take(engine: Engine, source: str, *raws: Mapping[str, str]) -> None:
    Intake(engine, source, "import", rest=0).take("job_posting", raws)


def cluster_of(engine: Engine, source: str, source_id: str) -> str:
    with reading(engine) as conn:
        one = get(conn, record_id(source, source_id))
    assert one is not None
    return one.cluster_id


def test_one_shop_among_more_than_a_key_finds_is_found_again(engine: Engine) -> None:
    shops = [vacancy(str(number), location_text=f"朝阳区{name}路1{number}号") for number, name in enumerate(STREETS)]
    assert len(shops) > 2 * CAP
    take(engine, "board", *shops)
    take(engine, "other", {**shops[-1], "title": "【急招】店员"})
    last = str(len(shops) - 1)
    assert cluster_of(engine, "other", last) == cluster_of(engine, "board", last)
    assert len({cluster_of(engine, "board", str(number)) for number in range(len(shops))}) == len(shops)


def test_no_one_is_read_who_shares_the_text_and_is_another_employer(engine: Engine) -> None:
    take(engine, "board", *(vacancy(name, employer=f"北京{name}商贸有限公司") for name in ("华润", "物美", "永辉")))
    compared = []

    def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
        compared.append((one, other))
        return False

    with reading(engine) as conn:
        for employer in ("北京京客隆商贸有限公司", "物美"):
            Clusterer(same).plan(conn, [newcomer(vacancy("1", employer=employer))])
    assert [other["employer"] for _, other in compared] == ["北京物美商贸有限公司"]


def test_an_advert_is_found_by_its_employer_s_new_name(engine: Engine) -> None:
    take(engine, "board", vacancy("1", employer="北京华润商贸有限公司", location_text=""))
    take(engine, "board", vacancy("1", employer="某知名连锁便利店", location_text=""))
    take(engine, "other", vacancy("2", employer="北京好邻居连锁便利店有限公司", location_text=""))
    assert cluster_of(engine, "other", "2") == cluster_of(engine, "board", "1")


def newcomer(raw: Mapping[str, str]) -> Newcomer:
    record = normalise(JobPosting, {**raw, "source": "other"}).record
    assert record is not None
    stored = payload(record)
    draft = Draft(record, stored, content_hash(JobPosting, stored))
    return Newcomer(draft, keys(draft))


STREETS = [first + second for first in "东西南北春夏秋" for second in "湖山林泉桥"]

"""The judged set: documents of the sample network, queries, and the rules that judge them. No engine is asked here.

Grades: 3 is what was meant, 2 also answers, 1 touches it. Ids are those that the sample network's crawl gives, so
`rencai relevance tests/search/judged.jsonl` measures a running demo. Run this module to write that file again.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from rencai.records.canonical import content_hash, payload, record_id
from rencai.records.kinds import kind_named
from rencai.records.normalise import normalise
from rencai.search.relevance import RELEVANT
from rencai.store.read import StoredRecord
from rencai_sample.content_files import CONTENT
from rencai_sample.courses import board_courses
from rencai_sample.regulations import regulations
from rencai_sample.vacancies import board_vacancies
from support_search import SEEN

JUDGED = Path(__file__).parents[1] / "search" / "judged.jsonl"


@dataclass(frozen=True)
class Paper:
    """One document: what it is made of, and what the rules look at."""

    kind: str
    source: str
    source_id: str
    title: str
    raw: dict[str, str]
    text: str = ""
    code: str = ""
    district: str = ""

    @property
    def key(self) -> str:
        return f"{self.source}:{self.source_id}"


@cache
def papers() -> tuple[Paper, ...]:
    """All documents."""
    return (*_laws(), *_mooc(), *_vacancies(), *_courses())


def _laws() -> Iterator[Paper]:
    for law in regulations():
        body = "\n".join((*law.header, *law.blocks))
        raw = {
            "title": law.title,
            "body_text": body,
            "issuer_text": law.issuer,
            "validity_text": law.validity,
            "published_text": law.day.isoformat(),
        }
        yield Paper("policy_notice", "sample-government", str(law.serial), law.title, raw, body)


def _mooc() -> Iterator[Paper]:
    path = CONTENT / "courses" / "icourse163_mooc_2017.csv"
    for row in csv.DictReader(path.read_text("utf-8-sig").splitlines()):
        found = re.search(r"/course/(.+)$", row["课程链接"] or "")
        if found and row["课程名称"]:
            raw = {"title": row["课程名称"], "provider": row["开课单位"] or "", "description": row["课程分类"] or ""}
            yield Paper("training_course", "sample-mooc", found[1], row["课程名称"], raw, row["开课单位"] or "")


def _vacancies() -> Iterator[Paper]:
    for one in board_vacancies():
        raw = {
            "title": one.title,
            "employer": one.employer.name,
            "description": "\n".join(one.tasks),
            "requirements": "\n".join(one.demands),
            "salary_text": one.salary,
            "location_text": one.address,
            "skill_level_text": one.level,
            "education_text": one.education,
            "benefits_text": ",".join(one.benefits),
            "published_text": one.published.isoformat(),
        }
        yield Paper("job_posting", "sample-board", one.id, one.title, raw, code=one.code, district=one.district)


def _courses() -> Iterator[Paper]:
    for one in board_courses():
        raw = {
            "title": one.name,
            "provider": one.provider,
            "description": "\n".join(one.topics),
            "occupation_text": one.occupation,
            "skill_level_text": one.level,
            "price_text": one.price,
            "location_text": one.address,
            "timetable_text": one.timetable,
        }
        yield Paper("training_course", "sample-board", one.id, one.name, raw, code=one.code, district=one.district)


def stored_papers() -> list[StoredRecord]:
    """The documents as the store would give them."""
    return list(filter(None, map(_stored, papers())))


def _stored(paper: Paper) -> StoredRecord | None:
    model = kind_named(paper.kind)
    raw = {**paper.raw, "source": paper.source, "source_id": paper.source_id, "seen": SEEN}
    record = normalise(model, raw).record
    if record is None:
        return None
    values = payload(record)
    return StoredRecord(
        id=record_id(paper.source, paper.source_id),
        kind=paper.kind,
        source=paper.source,
        source_id=paper.source_id,
        status="live",
        payload=values,
        hash=content_hash(model, values),
        version=1,
        cause="import",
        cluster_id="",
        canonical=True,
        first_seen=SEEN,
        last_seen=SEEN,
        refreshed=None,
        updated_at=SEEN,
        ended_at=None,
        end_reason=None,
        flags=(),
    )


Rule = Callable[[Paper], int]


def _named(name: str) -> Rule:
    """A law by its name without realm and brackets; one that carries out the law touches it."""

    def grade(paper: Paper) -> int:
        bare = re.sub(r"^(中华人民共和国|北京市)|[《》]", "", paper.title)
        if paper.source != "sample-government":
            return 0
        return 3 if bare == name else 1 if name in re.sub("中华人民共和国|[《》]", "", paper.title) else 0

    return grade


def _titled(first: str, second: str = "", kind: str = "") -> Rule:
    """By what the title says."""

    def grade(paper: Paper) -> int:
        if kind and paper.kind != kind:
            return 0
        if re.search(first, paper.title, re.IGNORECASE):
            return 3
        return 2 if second and re.search(second, paper.title, re.IGNORECASE) else 0

    return grade


def _trade(code: str, district: str = "", kind: str = "job_posting") -> Rule:
    """By the occupation a vacancy or course was composed for, which no parser read."""

    def grade(paper: Paper) -> int:
        if paper.kind != kind or not re.fullmatch(code, paper.code):
            return 0
        return 3 if paper.district == district or not district else 1

    return grade


def _about(topic: str, title: str) -> Rule:
    """A law about a topic: its title says so, or its text does again and again."""

    def grade(paper: Paper) -> int:
        if paper.source != "sample-government":
            return 0
        if re.search(title, paper.title):
            return 3 if topic in paper.title else 2
        return 1 if paper.text.count(topic) >= 8 else 0

    return grade


def _given(topic: str, provider: str) -> Rule:
    """A course on a topic by one provider."""

    def grade(paper: Paper) -> int:
        return 3 if paper.source == "sample-mooc" and re.search(topic, paper.title) and provider in paper.text else 0

    return grade


NAMES = (
    "职业教育法",
    "劳动合同法",
    "就业促进法",
    "社会保险法",
    "劳动争议调解仲裁法",
    "工伤保险条例",
    "失业保险条例",
    "养犬管理规定",
    "控制吸烟条例",
    "优化营商环境条例",
    "就业援助规定",
    "人才市场管理条例",
    "居家养老服务条例",
    "志愿服务促进条例",
    "节水条例",
    "劳动保障监察条例",
    "职业病防治法",
    "残疾人就业条例",
    "保障农民工工资支付条例",
    "公务员法",
    "信访条例",
    "数字经济促进条例",
)
TRADES = {
    "焊工": "6-18-02-04",
    "电焊": "6-18-02-04",
    "车工": "6-18-01-01",
    "车床师傅": "6-18-01-01",
    "CNC": "6-18-01-0[127]",
    "电工": "6-31-01-03",
    "电梯": "6-29-03-03",
    "叉车司机": "6-30-05-01",
    "修车": "4-12-01-01",
    "汽修": "4-12-01-01",
    "探伤": "6-31-03-04",
    "厨师": "4-03-02-0[1-5]",
    "铣床": "6-18-01-02",
    "机修": "6-31-01-02",
}
PLACES = (
    ("西城", "焊工", "6-18-02-04", "西城区"),
    ("海淀区", "电工", "6-31-01-03", "海淀区"),
    ("亦庄", "装配", "6-2.-..-..", "经开区"),
    ("顺义", "叉车", "6-30-05-01", "顺义区"),
    ("丰台", "电梯维修", "6-29-03-03", "丰台区"),
    ("朝阳", "焊工", "6-18-02-04", "朝阳区"),
    ("大兴", "汽车维修", "4-12-01-01", "大兴区"),
    ("昌平", "钳工", "6-(?:31-01-02|20-01-01|18-04-0.)", "昌平区"),
)
SCRIPTS: tuple[tuple[str, Rule], ...] = (
    ("勞動合同法", _named("劳动合同法")),
    ("職業教育灋", _named("职业教育法")),
    ("養犬管理規定", _named("养犬管理规定")),
    ("電焊工", _trade("6-18-02-04")),
    ("電工", _trade("6-31-01-03")),
    ("ｃｎｃ", _trade("6-18-01-0[127]")),
    ("hangong", _trade("6-18-02-04")),
    ("diangong", _trade("6-31-01-03")),
    ("CHACHESIJI", _trade("6-30-05-01")),
    ("資料結構", _titled("数据结构")),
    ("ＰＹＴＨＯＮ", _titled("python", kind="training_course")),
    ("微積分", _titled("微积分", "高等数学")),
    ("軟體工程", _titled("软件工程", kind="training_course")),
    ("失業保險", _about("失业保险", "失业")),
    ("Ｃ＋＋", _titled(r"c\+\+", kind="training_course")),
)
TOPICS = {
    "工资支付": "工资",
    "工伤": "工伤",
    "失业": "失业",
    "残疾人就业": "残疾人",
    "职业病": "职业病",
    "养老": "养老|老年",
    "安全生产": "安全生产",
    "女职工": "女职工|妇女",
    "民办教育": "民办教育",
    "物业": "物业",
    "垃圾": "垃圾",
    "食品安全": "食品",
    "消防": "消防",
    "停车": "停车",
    "知识产权": "知识产权|专利",
    "科技成果转化": "科技成果|科学技术",
    "集体合同": "集体合同",
    "未成年人": "未成年人",
    "学前教育": "学前教育",
}
SUBJECTS = {
    "高等数学": ("高等数学", "微积分"),
    "线性代数": ("线性代数", ""),
    "数据结构": ("数据结构", ""),
    "大学物理": ("大学物理", ""),
    "python课程": ("python", ""),
    "C语言": ("C语言", "程序设计"),
    "会计课程": ("会计", ""),
    "人工智能课程": ("人工智能", "机器学习"),
    "操作系统": ("操作系统", ""),
    "计算机网络": ("计算机网络", ""),
    "模电": ("模拟电子", ""),
    "毛概": ("毛泽东思想", ""),
    "市场营销": ("市场营销", "营销"),
    "心理学": ("心理学", "心理"),
    "电工培训": ("电工职业技能", "电工"),
    "焊工培训班": ("焊工", ""),
}
PROVIDERS = (("北京大学", "程序设计"), ("南京大学", "数据结构"), ("武汉大学", "经济学"), ("浙江大学", "概率论"))
QUESTIONS: tuple[tuple[str, str, str], ...] = (
    # Query, titles that answer it, titles that also do: judged by hand, from the texts.
    ("公司拖欠工资怎么办", "工资支付|^保障农民工", "劳动法$|劳动合同法$|劳动保障监察|拒不支付劳动报酬|调解仲裁"),
    ("被辞退有没有补偿", "劳动合同法$", "劳动合同法实施|劳动法$|劳动争议"),
    ("上班路上出车祸算工伤吗", "^工伤保险条例|工伤保险行政案件", "社会保险法$"),
    ("失业金怎么领", "^失业保险条例", "社会保险法$"),
    ("怀孕了公司能开除我吗", "女职工劳动保护", "劳动合同法$|妇女权益|劳动法$"),
    ("年假没休完怎么办", "带薪年休假", "劳动法$"),
    ("没签劳动合同怎么办", "劳动合同法$", "劳动合同法实施|劳动争议|劳动保障监察"),
    ("劳动仲裁要多久", "劳动争议调解仲裁法", "劳动争议"),
    ("公司不给交社保去哪里投诉", "社会保险法$|劳动保障监察", "社会保险费征缴|社会保险经办"),
    ("五险一金不交可以吗", "社会保险法$|住房公积金", "社会保险费征缴"),
    ("公积金怎么提取买房", "住房公积金管理条例", ""),
    ("残疾人找工作有什么优惠", "残疾人就业条例", "残疾人保障法|就业促进法|就业援助"),
    ("家里没人就业怎么申请帮助", "就业援助规定", "就业促进法"),
    ("邻居养狗扰民怎么处理", "养犬管理", "噪声"),
    ("小区停车位归谁管", "机动车停车|物业管理", ""),
    ("夫妻吵架被打了怎么办", "反家庭暴力", "妇女权益"),
    ("接到诈骗电话怎么办", "反电信网络诈骗", ""),
    ("单位化学品有毒怎么防护", "有毒物品作业", "职业病防治法"),
    ("孩子在学校受伤谁负责", "中小学生人身伤害", "未成年人保护"),
    ("技校毕业能参加职业培训吗", "职业教育法", "就业促进法"),
)


def judged() -> Iterator[dict[str, object]]:
    """Every query with its grades, as lines of the judged file."""
    yield from (_line("short name", name, _named(name)) for name in NAMES)
    yield from (_line("trade", text, _trade(code)) for text, code in TRADES.items())
    yield from (_line("place and trade", f"{place} {text}", _trade(code, name)) for place, text, code, name in PLACES)
    yield from (_line("other script", text, rule) for text, rule in SCRIPTS)
    yield from (_line("topic", text, _about(text, title), "policy_notice") for text, title in TOPICS.items())
    yield from (_line("course", text, _titled(*titles, "training_course")) for text, titles in SUBJECTS.items())
    yield from (_line("course", f"{who} {what}", _given(what, who)) for who, what in PROVIDERS)
    yield from (_line("question", text, _titled(first, second, "policy_notice")) for text, first, second in QUESTIONS)


def _line(group: str, text: str, rule: Rule, kind: str = "") -> dict[str, object]:
    grades = {paper.key: grade for paper in papers() if (grade := rule(paper))}
    return {"query": text, "group": group, **({"kind": kind} if kind else {}), "judgements": grades}


def as_text() -> str:
    """The judged file; queries that no document answers are left out."""
    lines = ((line, cast("dict[str, int]", line["judgements"])) for line in judged())
    answered = (line for line, grades in lines if max(grades.values(), default=0) >= RELEVANT)
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in answered)


if __name__ == "__main__":
    JUDGED.write_text(as_text(), "utf-8")

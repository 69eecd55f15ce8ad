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

from rencai.records.canonical import payload
from rencai.records.kinds import kind_named
from rencai.records.normalise import normalise
from rencai.search.relevance import RELEVANT
from rencai.store.read import StoredRecord
from rencai_sample.content_files import CONTENT
from rencai_sample.courses import board_courses
from rencai_sample.regulations import regulations
from rencai_sample.vacancies import board_vacancies
from support_search import SEEN, live

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
    return live(paper.source, paper.source_id, paper.kind, payload(record))


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
    "居民委员会组织法实施办法",
    "档案法实施条例",
    "物业管理条例",
    "集体合同条例",
    "退役军人保障法",
    "招标投标条例",
)
SHORT_NAMES = {
    # What people leave out, and the name they mean.
    "劳动仲裁法": "劳动争议调解仲裁法",
    "社保法": "社会保险法",
    "农民工工资条例": "保障农民工工资支付条例",
    "公积金条例": "住房公积金管理条例",
    "未保法": "未成年人保护法",
    "带薪休假办法": "企业职工带薪年休假实施办法",
    "职业病法": "职业病防治法",
    "女职工规定": "女职工劳动保护特别规定",
    "反诈法": "反电信网络诈骗法",
    "停车条例": "机动车停车条例",
    "营商环境条例": "优化营商环境条例",
    "养老服务条例": "居家养老服务条例",
    "人力资源条例": "人力资源市场暂行条例",
    "垃圾管理条例": "生活垃圾管理条例",
}
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
    "库管": "4-02-06-01",
    "送快递": "4-02-07-08",
    "磨床": "6-18-01-04",
    "模具": "6-18-04-01",
    "烧锅炉": "6-28-01-11",
    "修空调": "6-29-03-05",
    "消防中控": "4-07-05-03",
    "月嫂": "4-10-01-06",
    "做蛋糕": "4-03-02-04",
    "面点": "4-03-02-02",
    "理发师": "4-10-03-02",
    "导游": "4-07-04-01",
    "护工": "4-10-01-05",
    "开公交": "4-02-02-01",
    "机器人": "6-31-07-01",
    "3d打印": "6-18-01-13",
    "标注员": "4-04-05-05",
    "装宽带": "4-04-02-02",
    "贴砖": "6-29-04-01",
    "水暖": "6-29-03-04",
    "讲解员": "4-13-01-03",
    "幼儿园保育": "4-10-01-03",
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
    ("海淀", "厨师", "4-03-02-0[1-5]", "海淀区"),
    ("昌平", "月嫂", "4-10-01-06", "昌平区"),
    ("丰台区", "快递员", "4-02-07-08", "丰台区"),
    ("怀柔区", "导游", "4-07-04-01", "怀柔区"),
    ("门头沟", "锅炉工", "6-28-01-11", "门头沟区"),
    ("经开区", "线切割", "6-18-01-08", "经开区"),
    ("西城区", "消防中控", "4-07-05-03", "西城区"),
    ("延庆", "空调维修", "6-29-03-05", "延庆区"),
    ("平谷", "发型师", "4-10-03-02", "平谷区"),
    ("房山", "养老护理员", "4-10-01-05", "房山区"),
    ("密云", "保育员", "4-10-01-03", "密云区"),
    ("顺义", "公交司机", "4-02-02-01", "顺义区"),
    ("石景山", "库管", "4-02-06-01", "石景山区"),
    ("通州", "数控铣工", "6-18-01-02", "通州区"),
    ("海淀", "磨床", "6-18-01-04", "海淀区"),
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
    ("社會保險法", _named("社会保险法")),
    ("物業管理條例", _named("物业管理条例")),
    ("養老護理員", _trade("4-10-01-05")),
    ("kuaidiyuan", _trade("4-02-07-08")),
    ("dhg", _trade("6-18-02-04")),
    ("ldhtf", _named("劳动合同法")),
    ("ＳＭＴ", _trade("6-25-04-07")),
    ("導遊", _trade("4-07-04-01")),
    ("離散數學", _titled("离散数学")),
    ("操作係統", _titled("操作系统")),
    ("Matlab", _titled("matlab", kind="training_course")),
    ("住房公積金", _about("住房公积金", "公积金")),
    ("職業病防治", _about("职业病防治", "职业病")),
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
    "劳动争议": "劳动争议",
    "社会保险": "社会保险|失业保险|工伤保险",
    "最低工资": "工资",
    "就业援助": "就业",
    "养犬": "养犬",
    "噪声污染": "噪声",
    "节约用水": "节水",
    "志愿服务": "志愿",
    "控烟": "吸烟",
    "道路交通安全": "道路交通",
    "政府信息公开": "信息公开",
    "见义勇为": "见义勇为",
    "带薪年休假": "年休假",
    "职业教育": "职业教育",
    "家庭教育": "家庭教育",
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
    "概率论": ("概率论", "概率"),
    "有机化学": ("有机化学", ""),
    "微观经济学": ("微观经济学", ""),
    "宏观经济": ("宏观经济", ""),
    "大学英语": ("大学英语", "英语"),
    "数电": ("数字电子", "数字电路"),
    "机器学习": ("机器学习", ""),
    "材料力学": ("材料力学", ""),
    "叉车培训": ("叉车", ""),
    "汽车维修培训": ("汽车维修", "汽车"),
    "养老护理员培训": ("养老护理员", "失智老人"),
    "茶文化": ("茶", ""),
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
    ("试用期最长多久", "劳动合同法$", "劳动合同法实施|劳动法$"),
    ("加班费怎么算", "工资支付|劳动法$", "劳动合同法$|工资折算"),
    ("女职工产假有几天", "女职工劳动保护", "人口与计划生育|妇女权益|劳动法$"),
    ("老板让我签自愿放弃社保的协议有效吗", "社会保险法$", "劳动合同法$|社会保险费征缴|劳动保障监察"),
    ("工伤等级怎么鉴定", "^工伤保险条例", "工伤保险行政案件|职业病防治法|社会保险法$"),
    ("农民工讨薪去哪里投诉", "保障农民工工资", "劳动保障监察|工资支付|拒不支付劳动报酬"),
    ("开饭馆要办什么许可", "食品安全条例|小规模食品", ""),
    ("公共场所抽烟会罚款吗", "控制吸烟", ""),
    ("垃圾不分类会被罚吗", "生活垃圾管理", "市容环境卫生"),
    ("烟花爆竹可以在哪里放", "烟花爆竹", ""),
    ("老人在家养老有什么服务", "居家养老", "老年人权益"),
    ("退伍军人找工作有优待吗", "退役军人保障法", "军人保险法|就业促进法"),
    ("被家里人打了可以申请保护令吗", "反家庭暴力", "妇女权益"),
    ("小额贷款公司归谁监管", "地方金融监督", ""),
    ("见义勇为受伤了医药费谁出", "见义勇为", ""),
    ("预付卡商家跑路了怎么办", "单用途预付卡", "消费者权益"),
    ("献血以后用血要钱吗", "献血条例", ""),
    ("请不起律师怎么打官司", "法律援助", ""),
    ("物业不让业主换怎么办", "物业管理条例", ""),
    ("残疾孩子可以上普通学校吗", "残疾人教育条例", "残疾人保障法|义务教育法"),
)


def judged() -> Iterator[dict[str, object]]:
    """Every query with its grades, as lines of the judged file."""
    yield from (_line("short name", name, _named(name)) for name in NAMES)
    yield from (_line("short name", short, _named(name)) for short, name in SHORT_NAMES.items())
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

"""Skill level asked by an advert, or led to by a course (初级工 … 首席技师)."""

import re
from collections.abc import Iterable, Iterator

from rencai.records.parsers.clauses import without_offers, without_wishes
from rencai.records.parsers.level_trades import certified, named
from rencai.records.parsers.text import compact, demands, traditional
from rencai.records.values import SkillLevel, Unreadable

_BY_DIGIT = {
    **dict(zip("54321", (SkillLevel.JUNIOR, SkillLevel.INTERMEDIATE, SkillLevel.SENIOR, SkillLevel.TECHNICIAN,
                         SkillLevel.SENIOR_TECHNICIAN), strict=True)),
    **dict(zip("五四三二一", (SkillLevel.JUNIOR, SkillLevel.INTERMEDIATE, SkillLevel.SENIOR, SkillLevel.TECHNICIAN,
                           SkillLevel.SENIOR_TECHNICIAN), strict=True)),
}  # fmt: skip
_BY_RANK = {"初": SkillLevel.JUNIOR, "中": SkillLevel.INTERMEDIATE, "高": SkillLevel.SENIOR}
_NOTHING_ASKED = re.compile(
    r"(?:技能等级|等级)?[:：]?(?:不限|无|无要求|无等级要求|不做要求|不要求|没有要求|不需要|无需|不作要求|无特殊要求|无硬性要求|均可|其他|-+|/|暂无|none)"
    r"(?:等级|技能等级)?(?:要求)?[。.]?"
)

# 高级工 but not 高级工程师, 高级工艺师, 高级工长 …
_TRADES = (
    "维修电|高压电|低压电|电|焊|钳|数控车|车|铣|磨|镗|木|瓦|管|模具|汽修|汽车维修|机修|钣金|锅炉|制冷|架子|起重|技术"
)
_NO_TRADE = "(?<![员职施社化加手美特民义理总分竣完开动])"
_NO_WORKER = "(?![程艺业会务商资作长地厂区科时期学]|班(?!长|组))"
_WORKER = rf"(?:技|{_TRADES})?工{_NO_WORKER}"
_OTHER_WORKER = rf"(?!及|或|以上|职称|技术)[一-鿿]{{1,5}}?{_NO_TRADE}工{_NO_WORKER}"
_SKILL = r"(?:职业)?技能(?!培训|大赛|竞赛)(?:等级|人员|人才|水平|岗位?)?"
_DIGIT = r"[一二三四五1-5]"
_ABOVE = r"(?:\(含\)|含)?(?:及|或)?(?:其)?以上(?:\(含[^()]{0,4}\))?的?"
_WORKER_OF_ANY_TRADE = rf"[一-鿿]{{0,10}}?{_NO_TRADE}工种?"
_GRADED = r"(?:操作|上岗|作业)*(?:职业|国家)*(?:资格|技能(?!培训)|等级)"
_CERTIFIED = rf"(?:{_GRADED}|(?:操作|上岗|作业)*证(?!券|明))"
_NO_OTHER_TITLE = (
    "(?<!工程师)(?<!建造师)(?<!会计师)(?<!造价师)(?<!经济师)(?<!统计师)(?<!结构师)(?<!建筑师)"
    "(?<!律师)(?<!教师)(?<!医师)(?<!药师)(?<!护师)(?<!设计师)(?<!大师)"
)
_MENTION = re.compile(
    r"(?P<chief>首席(?:高级)?技师)"
    r"|(?P<special>特级技师)"
    r"|(?P<senior_technician>高级(?:工人|职业)?技师)"
    r"|(?P<technician>(?<![级任管理农])(?<!预备)技师(?!学院|学校|[)）]?班|傅|范))"
    rf"|(?<!提)(?P<rank>[初中高])级(?:{_WORKER}|{_OTHER_WORKER}|{_SKILL}|职业资格|(?=[(（/]{_DIGIT}级))"
    rf"|(?<![其当])(?P<listed>[初中])(?=(?:级?[、/和或至到-]?[中高]){{1,2}}级(?:{_WORKER}|{_SKILL}|(?:国家)?职业资格))"
    r"|(?P<ladder>[初中高])级(?=(?:[、/和或至到-][中高]级){0,2}[、/和或至到-]技师)"
    r"|(?:(?:职业资格|技能等级)(?:等级|证书?)?[:(]|技术等级[:(]?)(?P<named>[初中高])级(?!职称|技师)"
    # 中级以上电工证 may as well be a professional title: not without 资格, 技能 or 等级.
    rf"|(?P<floor>[初中高])级{_ABOVE}(?:(?:职业|技术)?(?:技能(?!培训)|等级证)|(?:国家)?职业资格|技术?工(?:人)?|{_WORKER_OF_ANY_TRADE}{_GRADED})"
    rf"|(?P<certified>[初中高])级(?:(?![及或含]?以上)|(?<=[初高]级){_ABOVE}){_WORKER_OF_ANY_TRADE}{_CERTIFIED}"
    r"|(?P<graded>[初中高])级(?!及|或|以上)[一-鿿]{1,8}?职业技能等级证"
    rf"|(?P<worker_digit>{_DIGIT})级(?:{_ABOVE})?{_WORKER_OF_ANY_TRADE}{_CERTIFIED}"
    rf"|(?<=[工员师]){_NO_OTHER_TITLE}(?P<held>[初中高])级(?:(?:及|或)?以上)?证"
    r"|(?P<talent>高技能(?:人才|人员))"
    r"|(?P<apprentice>学徒工?(?!制|期|[0-9]))"
    rf"|(?:职业资格|{_SKILL}|技能等级|(?<!计算机)(?<!考试)等级)(?:证书?|认定)?(?:达到|不低于|至少|要求|为|[:：(（])*(?:国家)?(?:职业资格)?(?P<digit>{_DIGIT})级"
    rf"|(?P<leading>{_DIGIT})级(?:及|或)?(?:以上)?(?:国家)?(?:职业资格|{_SKILL}|[/、(（]?(?=[初中高]级(?:工|技能|[)）/]|$)|技师|高级技师))"
    rf"|(?:(?<=[工员师]){_NO_OTHER_TITLE}|(?<=工人)|(?<=[工员师]\)))[(（/、]?(?P<trailing>{_DIGIT})(?:[、/]?{_DIGIT})?级(?![医甲建消英注])"
)
# 高级工（二级）: which of the two is meant?
_PAIR = re.compile(
    rf"(?P<name>初级技?工|中级技?工|高级技?工|高级技师|技师)[(（/](?P<digit>{_DIGIT})级|(?P<digit_first>{_DIGIT})级[(（/](?P<name_after>初级技?工|中级技?工|高级技?工|高级技师|技师)"
)
_ROMANS = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_ROMAN = re.compile("(?<![A-Za-z])(?:I{1,3}|IV|V)(?=级)|(?<=等级)[:：]?(?:I{1,3}|IV|V)(?![A-Za-z级])")
_HELD_AFTER = re.compile("^.{0,6}(?:资格|证|等级|以上)|^[(（]?二级|^[/、和或及]高级技师.{0,2}(?:资格|证)")
# 维修电工三级 as a clause of its own.
_ALONE = re.compile(r"(?:^|[,。;、\n])[一-鿿]{1,7}(?<![员职人民])工$")
_CLAUSE = 10
_CLAUSE_ENDS = re.compile(r"$|[,。;、\n]")
_BY_NUMBER = frozenset({"digit", "leading", "trailing", "worker_digit"})
_DIGIT_RUN = re.compile(rf"{_DIGIT}(?:级?[、/和或至到-]?{_DIGIT}){{1,4}}级")
# 15级 is a grade of some other ladder.
_OF_TWO_DIGITS = re.compile("[0-9]{2}")
_PROFESSIONAL = re.compile(r"职称|工程师|会计师|经济师|建造师|主管技师|主任技师|讲师|教授|助理级")
_AMBIGUOUS = re.compile(r"高技(?!能|工|师|术)|[初中高]级(?:及|或)?(?:以上)?|[五四三二一]级|八级工|技工|熟练")
_WORTH_READING = re.compile(
    r"技\s?[师工能]|(?<![语机话t])[一二三四五1-5]\s?级|[初中高]\s?级|职业资格|[初中]\s?[、/和或]"
)
_UPPER_BOUND = re.compile(r"(?:[级工师]|证书?|资格)\)?(?:及|或)?其?以下")
_BARE_DIGIT = re.compile(
    rf"(?:国家|职业|技能|等级|资格|证书|不低于|至少|最低|[:：])*(?P<digit>{_DIGIT})级(?:(?:及|或)?以上|及其以上)?(?:证书?|水平)?"
)
# In an advert's title 技师 is a trade (汽车维修技师), a level only after a trade that ends in 工 or in brackets.
_TITLE_TECHNICIAN = re.compile(
    r"^(?:高级)?技师(?=[(（及/、]|$)|(?:(?<![加施化手])工|[(（]|[一二]级[/、]?)(?:高级)?技师|技师[(（]?[一二]级"
)
# 电工（中级）
_RANK_BEHIND_WORKER = re.compile(rf"{_NO_TRADE}工[(（](?P<rank>[初中高])级?[)）]")
# 现有职工30人,其中高级技工6人
_PEOPLE = re.compile("[0-9]{1,4}余?[人名]")
_STAFF = re.compile(
    r"(?:职工|员工|现有|拥有|引进|(?:公司|企业|单位|集团|工厂|学院|学校|中心)(?:共?有|聘有|配有))[^。;\n]*$"
)
_SENTENCE = 60
# 高技能人才(技师以上) says itself which of them.
_NAMED_BESIDE = re.compile(r"[(（](?:高级)?(?:技师|技?工)")
_MEDICAL = re.compile(
    r"(?:技士[或及、/]?|影像|检验|放射|超声|病理|药剂|康复|主管|主任|口腔|心电|护理|输血|麻醉|放疗|介入|医学|医技|视光|听力)$"
)
# 作业员-初级工-中级工-技师 is how somebody may rise.
_CAREER = re.compile("(?:[一-鿿]{1,8}[-→>—]+){2,}[一-鿿]{1,8}")
_RUNGS = re.compile("[初中高]级技?工|技师|普工|技工|学徒|班?组长|主管|管理岗")
_FEWEST_RUNGS = 3


def read_skill_level(skill_level_text: str, requirements: str = "", title: str = "") -> SkillLevel | None:
    """The lowest level asked, from its own field, else from what requirements and title say in so many words.

    A professional title (职称) is no skill level, and 中级 alone could be either.
    """
    text = _ROMAN.sub(_arabic_grade, compact(skill_level_text)[:300].translate(traditional()))
    if text:
        return _from_field(text)
    asked = _from_prose(requirements[:4000])
    return asked if asked is not None else _from_title(compact(title)[:200])


def _arabic_grade(match: re.Match[str]) -> str:
    """等级:III as 等级3级, III级 as 3级."""
    digit = _ROMANS[match[0].strip(":：")]
    return digit if match.string.startswith("级", match.end()) else f"{digit}级"


def read_course_level(skill_level_text: str, title: str = "") -> SkillLevel | None:
    """The level a course leads to; 茶艺师（中级） is one in a course's title."""
    text = compact(skill_level_text)[:300]
    if text and not _NOTHING_ASKED.fullmatch(text):
        ranked = re.fullmatch(r"(?P<rank>[初中高])级班?", text)
        return _BY_RANK[ranked["rank"]] if ranked else _from_field(text)
    text = compact(title)[:200]
    found = list(_mentions(text, in_prose=False))
    return _lowest(iter([*found, *_ranked(named(text))]))


def _from_prose(text: str) -> SkillLevel | None:
    if not _WORTH_READING.search(text):
        return None
    asked = _CAREER.sub(_no_career, without_offers(without_wishes(demands(text))))
    return _lowest(iter([*_mentions(asked, in_prose=True), *_ranked(certified(asked))]))


def _no_career(chain: re.Match[str]) -> str:
    return "" if len(_RUNGS.findall(chain[0])) >= _FEWEST_RUNGS else chain[0]


def _from_field(text: str) -> SkillLevel | None:
    if _NOTHING_ASKED.fullmatch(text.lower()):
        return None
    bare = _BARE_DIGIT.fullmatch(text)
    if bare:
        return _BY_DIGIT[bare["digit"]]
    if _DIGIT_RUN.fullmatch(text) and not _OF_TWO_DIGITS.search(text):
        return _lowest(_BY_DIGIT[digit] for digit in re.findall(_DIGIT, text))
    asked = without_wishes(text)
    if not asked.strip(",，。;；、"):
        return None
    found = _lowest(iter([*_mentions(asked, in_prose=False), *_ranked([*named(asked), *certified(asked)])]))
    if found is None:
        raise Unreadable(_why_not(text))
    if _UPPER_BOUND.search(asked):
        raise Unreadable("upper_bound")
    if any(_contradicts(pair) for pair in _PAIR.finditer(asked)):
        raise Unreadable("contradiction")
    return found


def _ranked(marks: Iterable[str]) -> Iterator[SkillLevel]:
    return (_BY_RANK.get(mark) or _BY_DIGIT[mark] for mark in marks)


def _contradicts(pair: re.Match[str]) -> bool:
    name = (pair["name"] or pair["name_after"]).replace("技工", "工")
    return _BY_DIGIT[pair["digit"] or pair["digit_first"]] != name


def _why_not(text: str) -> str:
    if _PROFESSIONAL.search(text):
        return "professional_title"
    return "ambiguous" if _AMBIGUOUS.search(text) else "unknown_level"


def _mentions(text: str, *, in_prose: bool) -> Iterator[SkillLevel]:
    for match in _MENTION.finditer(text):
        if in_prose and not _is_demand(text, match):
            continue
        if match.lastgroup == "talent" and _NAMED_BESIDE.match(text, match.end()):
            continue
        if match.lastgroup == "technician" and _MEDICAL.search(text, max(0, match.start() - 4), match.start()):
            continue
        level = _level_of(match)
        if level is not None:
            yield level
        yield from _listed_behind(text, match)


def _listed_behind(text: str, match: re.Match[str]) -> Iterator[SkillLevel]:
    """The other levels of a list of digits: 四级、三级."""
    name = match.lastgroup or ""
    run = _DIGIT_RUN.match(text, match.start(name)) if name in _BY_NUMBER else None
    if run:
        yield from (_BY_DIGIT[digit] for digit in re.findall(_DIGIT, run[0]))


def _is_demand(text: str, match: re.Match[str]) -> bool:
    """In prose 技师 and 学徒 are people and a digit may belong to an exam: a certificate or a floor is a demand."""
    name = match.lastgroup
    if _PEOPLE.match(text, match.end()) and _STAFF.search(text, max(0, match.start() - _SENTENCE), match.start()):
        return False
    if name == "trailing":
        alone = _ALONE.search(text, max(0, match.start() - _CLAUSE), match.start())
        if alone and _CLAUSE_ENDS.match(text, match.end()):
            return True
        worker = re.search("(?<![员职人民])工$", text[max(0, match.start() - 2) : match.start()])
        after = text[match.end() : match.end() + 6]
        return "证" in after or ("以上" in after and worker is not None)
    if name in ("apprentice", "talent"):
        return False
    if name != "technician":
        return True
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 12]
    return bool(
        re.search("资格|证|等级|(?<![员职])工[、及或]$|高级技师[、和或及/]$", before) or _HELD_AFTER.search(after)
    )


def _level_of(match: re.Match[str]) -> SkillLevel | None:
    name = match.lastgroup or ""
    fixed = {
        "chief": SkillLevel.CHIEF_TECHNICIAN, "special": SkillLevel.SPECIAL_TECHNICIAN, "talent": SkillLevel.SENIOR,
        "senior_technician": SkillLevel.SENIOR_TECHNICIAN, "technician": SkillLevel.TECHNICIAN,
        "apprentice": SkillLevel.APPRENTICE,
    }  # fmt: skip
    if name in fixed:
        return fixed[name]
    return (
        _BY_RANK[match[name]]
        if name in ("rank", "listed", "floor", "certified", "graded", "named", "held", "ladder")
        else _BY_DIGIT.get(match[name])
    )


def _from_title(text: str) -> SkillLevel | None:
    found = []
    for match in _MENTION.finditer(text):
        if match.lastgroup in ("technician", "senior_technician") and not _TITLE_TECHNICIAN.search(text):
            continue
        level = _level_of(match)
        if level is not None:
            found.append(level)
    if behind := _RANK_BEHIND_WORKER.search(text):
        found.append(_BY_RANK[behind["rank"]])
    return _lowest(iter(found))


def _lowest(levels: Iterator[SkillLevel]) -> SkillLevel | None:
    return min(levels, key=lambda level: level.rank, default=None)

"""Label and value pairs of a page, whatever marks them up: cells, `dl`, lists, or one line of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rencai_crawler.pages.lines import EDGE, Element, Line, squeeze, text_in

NOTICE: Mapping[str, tuple[str, ...]] = {
    "index_number_text": ("索引号", "信息索引号", "索引编号"),
    "document_number_text": ("发文字号", "文号", "发文文号", "文件编号", "文件字号", "公文字号", "发文号", "文件号"),
    "issuer_text": (
        "发文机关", "发文机构", "发布机构", "发文单位", "发布单位", "制发机关", "制发机构", "发布机关", "公开主体", "公开机构", "发文部门", "发布部门", "公开责任部门",
        "信息公开机构", "颁布机构", "颁布单位", "印发机关", "制定机关", "起草单位", "责任部门",
    ),
    "source": ("来源", "信息来源", "文章来源", "稿件来源", "新闻来源", "内容来源", "稿源", "来源单位", "消息来源", "信息提供", "供稿单位", "供稿", "发布来源"),
    "by": ("发布人", "发布者", "作者", "发布单位名称"),
    "written_text": ("成文日期", "成文时间", "发文日期", "发文时间", "生成日期", "生成时间", "印发日期", "印发时间", "签发日期", "制发日期", "签署日期"),
    "published_text": (
        "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "公布时间", "发表时间", "发表日期", "发稿时间", "发布于", "上传时间", "上传日期", "信息时间", "录入时间",
        "创建时间", "刊登日期", "刊发时间", "日期", "时间", "更新时间", "更新日期", "颁布日期", "颁布时间", "发文时间", "添加时间", "发布",
    ),
    "effective_text": ("实施日期", "生效日期", "施行日期", "执行日期", "实施时间", "生效时间", "施行时间"),
    "repealed_text": ("废止日期", "失效日期", "失效时间", "废止时间", "终止日期"),
    "validity_text": ("有效性", "时效性", "是否有效", "文件状态", "效力状态", "文件有效性", "时效状态", "效力", "时效"),
    "topic_text": ("主题分类", "主题词", "信息分类", "主题", "分类", "主题类别", "信息类别"),
    "title": ("标题", "名称", "信息名称", "文件名称", "文件标题", "公文名称"),
}
"""Labels of a notice's head: 索引号/发文字号 table, catalogue entry, or the line below the title."""

JOB: Mapping[str, tuple[str, ...]] = {
    "employer": (
        "公司", "公司名称", "企业名称", "招聘单位", "用人单位", "单位名称", "招聘企业", "招聘公司", "招工单位", "招工企业", "雇主", "所属公司", "所属单位", "企业", "单位",
        "招聘单位名称", "公司全称", "发布企业", "发布公司", "招聘方", "店名", "用工单位", "发布单位", "工厂", "工厂名称",
    ),
    "employer_code": ("统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码"),
    "salary_text": (
        "工资", "薪资", "薪酬", "月薪", "待遇", "工资待遇", "薪资待遇", "薪资范围", "薪水", "工资范围", "薪酬待遇", "薪酬范围", "月工资", "参考月薪", "职位月薪", "月收入", "岗位工资",
        "提供月薪", "薪资水平", "综合工资", "工资水平", "薪金", "薪资标准", "工价", "年薪", "日薪", "时薪", "职位薪资", "基本薪资", "薪资福利",
    ),
    "location_text": (
        "地区", "工作地点", "工作地址", "地点", "工作地区", "工作城市", "上班地点", "工作区域", "地址", "所在地", "所在地区", "工作地", "上班地址", "区域", "城市", "招聘地区", "工作位置",
        "用工地点", "工作所在地", "岗位地点", "公司地址", "工作单位地址", "招工地区", "单位地址", "所在城市", "所在区域", "就业地点",
    ),
    "published_text": ("发布时间", "发布日期", "更新时间", "刷新时间", "更新日期", "刷新日期", "日期", "时间", "发布于", "登记日期", "登记时间", "招聘时间", "发布"),
    "expires_text": ("截止日期", "截止时间", "有效期", "有效期至", "有效日期", "招聘截止", "失效日期", "结束时间", "报名截止", "过期时间", "招聘有效期", "有效时间", "到期时间", "截止至"),
    "headcount_text": ("招聘人数", "人数", "招工人数", "需求人数", "招聘名额", "招聘数量", "招工数量", "拟招人数", "招聘数", "招录人数"),
    "education_text": ("学历", "学历要求", "文化程度", "最低学历", "教育程度", "要求学历", "学历学位"),
    "experience_text": ("经验", "工作经验", "工作年限", "经验要求", "要求经验", "从业年限", "工龄要求", "年限要求"),
    "employment_type_text": ("工作性质", "职位性质", "用工形式", "工作类型", "招聘类型", "用工性质", "用工类型", "岗位性质", "工作方式", "就业形式", "工作形式", "招工类型"),
    "benefits_text": ("福利", "福利待遇", "职位福利", "员工福利", "公司福利", "福利保障", "职位诱惑", "职位亮点", "岗位福利", "其他福利", "企业福利"),
    "occupation_text": ("职位类别", "工种", "职业", "岗位类别", "职位分类", "所属职能", "招聘工种", "职能类别", "职位类型", "岗位类型", "招工工种", "职业名称", "工种名称", "职位职能", "岗位工种", "所属工种", "所属类别"),
    "skill_level_text": ("技能等级", "职业资格", "技能等级要求", "资格等级", "职称要求", "技能要求等级", "技术等级", "职业技能等级", "等级要求", "职称"),
    "title": ("职位名称", "岗位名称", "招聘职位", "招聘岗位", "职位", "岗位", "应聘职位", "招工岗位", "招聘标题", "需求岗位"),
    "source_id": ("职位编号", "岗位编号", "岗位代码", "职位编码", "招聘编号", "信息编号"),
}
"""Labels of a vacancy."""

NOISE = (
    "浏览次数", "浏览量", "浏览", "点击数", "点击次数", "点击量", "点击", "阅读次数", "阅读量", "阅读数", "阅读", "访问次数", "访问量", "字号", "字体", "作者", "责任编辑", "责编", "编辑", "审核", "打印", "分享",
    "分享到", "文件来源", "公开方式", "公开形式", "公开范围", "公开时限", "公开类别", "联合发文单位", "关键词", "关键字", "内容概述", "信息索取号", "有效期限", "语种", "服务对象", "体裁分类", "体裁", "公文种类", "组配分类", "摘要",
    "文件类型", "公开程序", "公开对象", "获取方式", "联系人", "联系电话", "电话", "手机", "联系方式", "邮箱", "微信", "QQ", "年龄", "年龄要求", "性别", "性别要求", "行业", "所属行业", "公司规模", "企业规模", "规模",
    "公司性质", "企业性质", "单位性质", "公司行业", "招聘部门", "所属部门", "部门", "到岗时间", "专业", "专业要求", "语言要求", "外语要求", "婚姻状况", "婚姻", "上班时间", "工作时间", "面试地点", "乘车路线", "查看次数", "浏览人数",
    "申请人数", "汇报对象", "下属人数", "职位标签", "标签", "简历语言", "食宿", "食宿情况", "住宿", "包吃住", "吃住", "结算方式", "结算", "政治面貌", "户籍", "户口", "注册资本", "成立日期", "法定代表人", "经营范围", "营业期限",
    "Tags", "来信人", "阅览", "浏览数", "热度", "人气", "审核人", "录入人", "发布人", "发布者", "信息员", "记者", "监督电话", "下载",
)
"""Labels whose values nobody asks for: they end the value before them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled value; `line` is the place of its label among the lines."""

    field: str
    value: str
    line: int
    label: str


_LONGEST = 1200
_BARE_LABEL = 24


class Vocabulary:
    """The labels of a mapping, as patterns that allow blanks between their characters (索 引 号)."""

    def __init__(self, fields: Mapping[str, Iterable[str]]) -> None:
        self._fields = {label: field for field, labels in reversed(fields.items()) for label in labels}
        every = sorted({*self._fields, *NOISE}, key=len, reverse=True)
        spaced = "|".join(r"[\s\x1f]*".join(map(re.escape, label)) for label in every)
        self._inside = re.compile(rf"(?:^|(?<=[^\u4e00-\u9fffA-Za-z]))[\[【（(]?[\s\x1f]*({spaced})[\s\x1f]*[\]】）)]?[\s\x1f]*[:：][\s\x1f]*")
        self._bracketed = re.compile(rf"[\s\x1f]*[\[【]\s*({spaced})\s*[\]】][\s\x1f]*[:：]?[\s\x1f]*")
        self._alone = re.compile(rf"[\[【（(]?[\s\x1f·•]*({spaced})[\s\x1f]*[\]】）)]?[\s\x1f]*[:：]?[\s\x1f]*")

    def field(self, label: str) -> str:
        """The field a label stands for; empty for labels of no interest."""
        return self._fields.get(re.sub(r"[\s\x1f]+", "", label), "")

    def alone(self, marked: str) -> str | None:
        """The label, where a text is nothing else."""
        match = self._alone.fullmatch(marked)
        return re.sub(r"[\s\x1f]+", "", match[1]) if match else None

    def inside(self, marked: str) -> list[tuple[str, str, int]]:
        """(label, value, start) of each `label：value` in a text."""
        found = list(self._inside.finditer(marked)) or list(self._bracketed.finditer(marked))
        ends = [*(match.start() for match in found[1:]), len(marked)][: len(found)]
        return [
            (re.sub(r"[\s\x1f]+", "", match[1]), marked[match.end():end], match.start())
            for match, end in zip(found, ends, strict=True)
        ]

    def side_by_side(self, marked: str) -> tuple[str, str] | None:
        """Label and value that only an element's edge keeps apart: `<span>工资</span><span>5000</span>`."""
        first, _, rest = marked.strip(f" \n\t{EDGE}").partition(EDGE)
        label = self.alone(first)
        value = _value(rest)
        return (label, value) if label and value else None


@lru_cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of `notice` or `job`."""
    return Vocabulary({"notice": NOTICE, "job": JOB}[name])


def pairs(found: Sequence[Line], words: Vocabulary) -> list[Pair]:
    """Every labelled value among the lines, in order; labels of no interest have an empty field."""
    given: list[Pair] = []
    taken_as_value: set[int] = set()
    for place, line in enumerate(found):
        if place in taken_as_value or len(line.text) > _LONGEST:
            continue
        if len(line.text) > _BARE_LABEL and ":" not in line.text and "：" not in line.text and EDGE not in line.marked and "】" not in line.text and "]" not in line.text:
            continue
        alone = words.alone(line.marked)
        if alone is not None:
            value, at = _beside(found, place, words)
            taken_as_value.update(at)
            given.append(Pair(words.field(alone), value, place, alone))
            continue
        inside = words.inside(line.marked)
        for label, value, _ in inside:
            given.append(Pair(words.field(label), _value(value), place, label))
        beside = None if inside else words.side_by_side(line.marked)
        if beside:
            given.append(Pair(words.field(beside[0]), beside[1], place, beside[0]))
    return given


def first_values(given: Iterable[Pair]) -> dict[str, str]:
    """The first value that is not empty, by field."""
    values: dict[str, str] = {}
    for pair in given:
        if pair.field and pair.value and pair.field not in values:
            values[pair.field] = pair.value
    return values


def _beside(found: Sequence[Line], place: int, words: Vocabulary) -> tuple[str, set[int]]:
    """The value of a label that fills its line: the next cell, or the next line."""
    cell = _cell(found[place].block)
    if cell is not None:
        return _of_cell(cell, words), set()
    after = place + 1
    if after >= len(found) or found[after].block.tag in ("h1", "h2", "h3"):
        return "", set()  # a label without a value, last of its list: what follows is the page's title
    if words.alone(found[after].marked) is None and not words.inside(found[after].marked):
        return _value(found[after].text), {after}
    return "", set()


def _may_follow(label: Element, value: Element) -> bool:
    """Whether a line may be the value of the label above it: in the same element, or in the one beside it."""
    if label is value:
        return True
    if label.tag == "li" or value.tag in ("h1", "h2", "h3"):
        return False
    return any(value is each or value.getparent() is each for each in label.itersiblings())


def _cell(block: Element) -> Element | None:
    """The `td`, `th` or `dt` that holds a line and nothing else of a table."""
    while block is not None and block.tag not in ("td", "th", "dt", "table", "dl", "ul", "body"):
        block = block.getparent()
    return block if block is not None and block.tag in ("td", "th", "dt") else None


def _of_cell(cell: Element, words: Vocabulary) -> str:
    beside = cell.getnext()
    if cell.tag != "dt" and (beside is None or words.alone(text_in(beside)) is not None):
        below = _below(cell, words)
        if below is not None:
            return _value(text_in(below))
    if beside is None or beside.tag not in ("td", "th", "dd"):
        return ""
    text = text_in(beside)
    return "" if words.alone(text) is not None else _value(text)


def _below(cell: Element, words: Vocabulary) -> Element | None:
    """The cell under a heading cell, in a table whose first row is all labels."""
    row = cell.getparent()
    cells = [each for each in row if each.tag in ("td", "th")]
    under = row.getnext()
    if under is None and row.getparent() is not None and row.getparent().tag == "thead":
        body = row.getparent().getnext()
        under = next(iter(body), None) if body is not None else None
    if under is None or len(cells) < 2 or not all(words.alone(text_in(each)) is not None for each in cells):
        return None
    values = [each for each in under if each.tag in ("td", "th")]
    return values[cells.index(cell)] if len(values) == len(cells) else None


_VALUE_ENDS = re.compile(r"[\s|｜丨/\[【（(;；,，·•]+$|^[\s|｜丨:：,，;；]+")


def _value(text: str) -> str:
    return _VALUE_ENDS.sub("", squeeze(text.replace(EDGE, "")))

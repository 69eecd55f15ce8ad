"""Who offers a vacancy, where no label says it: the line of a company's name, or the part of `<title>` that is one."""

import re
from collections.abc import Sequence
from itertools import groupby

from rencai_crawler.pages import furniture
from rencai_crawler.pages.lines import EDGE, Line, squeeze
from rencai_crawler.pages.page import Page

EMPLOYER = re.compile(
    r"(?![的了和与及])[\u4e00-\u9fffA-Za-z0-9（）()·&.\-—]{3,40}(?:有限(?:责任)?公司|股份公司|公司|集团|工厂|厂|酒店|医院|学校|学院|"
    r"中心|事务所|工作室|经营部|商行|门店|幼儿园|银行|研究院|研究所|大学|饭店|餐厅|[\u4e00-\u9fff]店|"
    r"合作社)(?:[（(][\u4e00-\u9fff]{2,10}[)）]|[\u4e00-\u9fff]{2,10}(?:公司|店|厂区?|分行|支行|分院|校区|部|中心))?"
)
NO_EMPLOYER = re.compile(
    r"首页|搜索|您|登录|注册|版权|招聘网|人才网|招工网|更多|查看|所有职位|公司介绍|公司简介|公司信息|公司规模|公司主页"
)
_ABOUT_COMPANY = re.compile(r"(?:公司|企业|单位)(?:介绍|简介|信息|基本信息|概况)|关于(?:公司|我们)|公司基本信息")
_HIRES = re.compile(r"(?:互联网|最新)?(?:招聘(?:信息|网)?|诚聘|急聘|招工)$")
_APART = re.compile(r"[|｜_\-–—,，【】「」\s]+")
_NO_BRAND = re.compile(
    r"招聘|求职|职位|岗位|找工作|信息|加入我们|招贤|诚聘|英才|首页|关于|联系|欢迎|详情|^(?:人才|英才|校园|社会)$|^(?:北京|上海|天津|重庆|广州|深圳|[\u4e00-\u9fff]{2,4}[省市区县])$|^\d"
)
_COUNTED = re.compile(r"\d+\s*[家个万多]*(?:公司|企业|集团|学校|医院)")
"""419919公司, of a footer."""
_SORT_OF_SCHOOL = re.compile("(?:(?:国际化?|民办|公办|双语|培训|职业|技工|特殊|旗下|合作)+)?学校")
_PARTS = re.compile(rf"[{EDGE}|｜丨]")
_LONGEST_BRAND = 20
_BRAND_HIRES = re.compile(r"(\S{2,20}?)(?:[\u4e00-\u9fff]{2}部)?(?:互联网)?招聘")
_SORT_OF_HIRING = re.compile(
    "最新|热门|热招|全部|相关|推荐|^(?:本|该)?(?:站|公司|企业|单位|集团)$|诚|急|高薪|[春秋夏]季|网络|公开|我要|更多|公务员"
)
_CERTIFIED = re.compile(r"(\S{2,20})\s+\S{2,10}认证(?:企业|公司)")
_LEAST_ROW = 4


def is_employer(text: str) -> bool:
    """Whether a text is the name of a company or an institution, and nothing else."""
    if not EMPLOYER.fullmatch(text) or NO_EMPLOYER.search(text) or text.endswith("招聘"):
        return False
    return not (_COUNTED.match(text) or _SORT_OF_SCHOOL.fullmatch(text))


def employer_line(head: Sequence[Line]) -> str:
    """The first line, or part of one, that is a company's name; a row of links is no line."""
    for line in head:
        parts = [text for part in _PARTS.split(line.marked) if (text := squeeze(part))]
        if line.in_link and sum(map(is_employer, parts)) > 1:
            continue
        whole = [] if line.in_link and len(parts) > 1 else [line.text]
        found = next((text for text in (*whole, *parts) if is_employer(text)), "")
        if found:
            return found
    return ""


def employer_in_title(page: Page, title: str, every: Sequence[Line]) -> str:
    """The part of `<title>` that is a company's name, or a brand that the page shows as well.

    数控车工_北京某某有限公司_招聘网; the last part is the site's name.
    """
    whole = squeeze(page.tree.xpath("string(//title)")).replace(title, "|")
    parts = [_HIRES.sub("", part) for part in _APART.split(whole) if part]
    named = next((part for part in parts if is_employer(part)), "")
    brand = named or next((part for part in parts[:-1] if _is_brand(part, every)), "")
    return named or _in_full(brand, every)


def _in_full(brand: str, every: Sequence[Line]) -> str:
    """The company's name of which a brand is a part, where the page has it: 示例 in 北京示例科技有限公司."""
    if not brand:
        return ""
    return next((line.text for line in every if brand in line.text and is_employer(line.text)), brand)


def _is_brand(part: str, every: Sequence[Line]) -> bool:
    if not 2 <= len(part) <= _LONGEST_BRAND or _NO_BRAND.search(part):
        return False
    return any(line.text.startswith(part) and len(line.text) <= len(part) + 14 for line in every)


def employer_below(every: Sequence[Line], start: int) -> str:
    """A company's name right below a heading such as 公司介绍; failing that, one below the duties, beside them."""
    for place, line in enumerate(every[:-1]):
        if _ABOUT_COMPANY.fullmatch(line.text) and is_employer(every[place + 1].text):
            return every[place + 1].text
    below = every[start:]
    end = next((place for place, line in enumerate(below) if furniture.begins_neighbours(line.text)), len(below))
    return employer_line(_without_rows(below[:end]))


def employer_brand(every: Sequence[Line], title: str) -> str:
    """A brand that the page marks as one: 示例科技招聘 right above the title, or 示例科技 某网认证企业."""
    for place, line in enumerate(every):
        if line.text == title and place and (hires := _BRAND_HIRES.fullmatch(every[place - 1].text)):
            return "" if _NO_BRAND.search(hires[1]) or _SORT_OF_HIRING.search(hires[1]) else hires[1]
    found = (_CERTIFIED.fullmatch(line.text) for line in every if line.text.endswith(("认证企业", "认证公司")))
    return next((match[1] for match in found if match), "")


def _without_rows(told: Sequence[Line]) -> list[Line]:
    """Without rows of links, in which partners and sister companies are named."""
    kept: list[Line] = []
    for is_link, group in groupby(told, lambda line: line.in_link):
        row = list(group)
        kept += [] if is_link and len(row) >= _LEAST_ROW else row
    return kept

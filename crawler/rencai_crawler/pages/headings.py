"""Headings of an advert: of its duties, its demands, and of what else stands on the page of a vacancy."""

import re

_DUTIES = (
    "职位描述|岗位职责|工作内容|工作职责|职位详情|岗位描述|职责描述|职位介绍|招聘详情|岗位说明|职位信息|"
    "职位说明|岗位详情|岗位介绍|工作描述|职位职责|职责描述|主要职责|岗位工作内容|岗位内容|职位内容|工作说明|职责范围|招聘内容|"
    "招聘说明|岗位信息|招工详情|招聘信息详情|工作详情|职位详细信息"
    "|职位描述/要求|岗位职责及要求|职位描述及要求|职位描述与要求|岗位职责/要求|职位详细描述|职位要求与描述|"
    "招聘简介|职位简介|岗位简介|职责|工作任务|岗位任务|招聘岗位描述|(?:详细|具体)(?:描述|说明|介绍|内容)|岗位职责和任职要求|岗位职责与任职要求"
    "|[做干]什么|Job Description|Responsibilities"
    "|(?:主要|核心|具体|日常|详细)?(?:岗位|职位|工作|职务|招工|用工){1,2}(?:职责|内容|描述|说明|任务|概述|概要)"
    "(?:(?:及|与|和|/|、|&)(?:岗位|职位|任职|工作)?(?:要求|资格|职责|条件|描述|内容|任务))?"
    "|[你您](?:将|会|要|需要?)?(?:负责|做|参与|承担|从事|的(?:工作)?职责|的(?:日常)?工作|的任务)(?:的?(?:工作|内容|事情?)|什么)?"
    "|关于(?:这份|该|此)?(?:岗位|职位|工作)|(?:The )?Role|About the (?:Role|Job)|What you(?:'|’| wi)ll do"
)
"""The last are composed: of a post, what it is about, and what is asked beside."""
_DEMANDS = (
    "任职要求|岗位要求|任职资格|任职条件|招聘条件|应聘要求|应聘条件|职位要求|招聘要求|资格要求|录用条件|"
    "报名条件|岗位条件|招工要求|要求|基本要求|基础要求|招聘对象及条件|任职资格要求|用人要求|资格条件|人员要求|职位资格|"
    "能力要求|技能要求|任职能力|任职标准|Requirements|Qualifications"
    "|(?!工作条件)(?:岗位|职位|工作|任职|招聘|招工|用工|其[他它]|应聘|入职|录用|聘用|用人|上岗|人员|人才|详细|资质|素质|技能|能力){1,2}"
    "(?:要求|条件|资格|标准|需求)(?:(?:及|与|和|/|、|&)(?:其[他它]|任职|岗位|应聘)?(?:要求|条件|资格|标准|能力))?"
    "|About You|Who You Are|What (?:we(?:'|’| a)re looking for|you(?:'|’| wi)ll (?:bring|need))"
    "|(?:我们(?:希望|期待|期望|需要|想找|在找|寻找|想要)(?:的?(?:[你您]|人|伙伴))?|(?:希望|期待|期望)[你您])(?:具备|拥有|是|有)?|[你您](?:需要|应该?|必须)(?:具备|拥有|是|有|什么)"
)
_DEMANDS_ON_A_LINE = "具体要求|职业要求"
"""Heads demands only where nothing follows: notices of all sorts say 具体要求：… of something else."""
_WHOSE = "公司|企业|单位|学校|医院|机构|集团|酒店|门店|工厂|商家|品牌"
_OTHERS = (
    rf"(?:{_WHOSE})(?:介绍|简介|概况)|"
    "关于我们|公司信息|企业信息|工商信息|联系方式|"
    "联系我们|联系信息|应聘方式|应聘方法|(?:简历)?投递方式|申请方式|申请方法|报名方式|如何申请|如何应聘|公司地址|工作地址|上班地址|地图|查看地图|公司环境|公司相册|公司照片|"
    "相关职位|推荐职位|职位推荐|相似职位|该公司其他职位|其他职位|其它职位|该公司其它职位|热招职位"
    "|关于(?!.{0,8}(?:岗位|职位|工作|薪|[你您]))[\u4e00-\u9fff]{2,8}|公司其他职位|在招职位|企业其他职位|温馨提示|安全提示|求职提示|友情提示|防骗提示|防骗提醒|防骗指南|"
    "求职安全|特别提示|免责声明|举报|我要举报|职位评论|面试评价|公司评价|求职者|(?:立即|马上|我要|在线|点击)?(?:申请|应聘|投递|报名|沟通)(?:该?职位|该?岗位|简历)|(?:立即|马上|我要|在线|点击)(?:申请|应聘|投递|报名|沟通)|"
    "职位标签|分享|最新招聘|最新招工|热门招聘|附近招聘|招聘会|竞争力分析|HR信息|发布者|BOSS|"
    "看过该职位的人还看了|公司主页|公司位置|公司地图|地理位置|店铺形象|公司形象|公司问答|招聘进度|管理信息|面试场次|面试地址|面试流程|职位发布者|企业风采|位置导航|交通路线|本站提醒|郑重提示|特别提醒|安全提醒"
)
_COLON = r"\s*[:：]?\s*"
_OPENS = r"[\W_\d一二三四五六七八九十]*"
"""Marks and numbers before a heading, whichever a site has: ◆, 一、, an emoji."""
_CLOSES = r"[\s】\]）)>》]{0,6}"
_ENGLISH = (
    r"(?:[\s/|｜·（(-]*(?:Job|Positions?|Posts?|Work|Responsibilit(?:y|ies)|Requirements?|Descriptions?|Dut(?:y|ies)|"
    r"Qualifications?|Content|and|of|the|&|\s)+)?"
)
"""The same in English behind it: 岗位职责 Job responsibilities."""
MAY_HEAD = re.compile(
    "职责|要求|简介|能力|条件|资格|描述|内容|详情|介绍|说明|信息|任务|标准|需求|概[述要]|负责|什么|关于|[你您]|"
    "我们|[jJ][oO][bB]|[rR][eE][sSqQ]|[qQ][uU][aA]|[rR][oO][lL][eE]|[yY][oO][uU]|looking for"
)
"""In every heading of duties or demands; most lines have none of it, which is found at once."""
DUTIES_ALONE = re.compile(rf"{_OPENS}(?:{_DUTIES}){_ENGLISH}{_CLOSES}{_COLON}{_CLOSES}", re.IGNORECASE)
_BULLET = r"\s+(?=[•●▪◆·]|[1一]\s?[、.．])"


def _ahead(names: str) -> str:
    """A heading with text behind it on its line: 岗位职责：负责…, 【岗位职责】负责…"""
    marked = rf"[\[【]\s*(?:{names})\s*[\]】]\s*(?=[^\s:：])"
    return rf"{_OPENS}(?:{names}){_CLOSES}(?:\s*[:：]\s*(?=\S)|{_BULLET})|{marked}"


DUTIES_AHEAD = re.compile(_ahead(_DUTIES), re.IGNORECASE)
DEMANDS_ALONE = re.compile(
    rf"{_OPENS}(?:{_DEMANDS}|{_DEMANDS_ON_A_LINE}){_ENGLISH}{_CLOSES}{_COLON}{_CLOSES}", re.IGNORECASE
)
DEMANDS_AHEAD = re.compile(_ahead(_DEMANDS), re.IGNORECASE)
OTHER_ALONE = re.compile(rf"{_OPENS}(?:{_OTHERS}){_CLOSES}{_COLON}.{{0,12}}")
ABOUT_COMPANY = re.compile(rf"{_OPENS}(?:{_WHOSE})(?:介绍|简介|概况)|{_OPENS}关于我们")
WITHIN = re.compile(
    rf"{_OPENS}(?:(?:员工|岗位|公司|其他)?(?:薪[资酬]|工资|福利|待遇|保障){{1,2}}|工作时间|工作地点|上班时间|"
    rf"我们提供|年龄要求|食宿|其他|加分项|加分条件|优先条件){_CLOSES}\s*[:：]|"
    r"[\[【]\s*(?:薪[资酬]|福利|待遇|工作时间|工作地点|上班时间|食宿|加分)[\u4e00-\u9fff]{0,6}\s*[\]】]"
)
_WIDE = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,3}\s*[:：]")
_LONGEST_HEADING, _LONGEST_NAME = 30, 10


def spelled(text: str) -> str:
    """A line whose heading is set wide without the blanks: 要 求：."""
    wide = _WIDE.match(text)
    return "".join(wide[0].split()) + text[wide.end() :] if wide else text


def heads_demands(text: str) -> bool:
    """Whether a heading is that of the demands and not of the duties."""
    return bool(DEMANDS_ALONE.fullmatch(text) or DEMANDS_AHEAD.match(text))


def is_heading(text: str) -> bool:
    """Whether a line heads a part of an advert's text."""
    return len(text) <= _LONGEST_HEADING and bool(
        DUTIES_ALONE.fullmatch(text) or DEMANDS_ALONE.fullmatch(text) or WITHIN.match(text)
    )


def heads_section(text: str) -> bool:
    """Whether a line is the heading of a part of an advert, and so no value of a label."""
    return len(text) <= _LONGEST_NAME and bool(OTHER_ALONE.fullmatch(text) or is_bare_heading(text))


def is_bare_heading(text: str) -> bool:
    """Whether a line heads a part of an advert's text and holds nothing of that part."""
    within = WITHIN.match(text)
    return is_heading(text) and (within is None or within.end() == len(text))

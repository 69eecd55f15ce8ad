"""Texts that name a column, a site or an institution, and those that name a document."""

import re

_COLUMN = re.compile(
    r"(?:新闻|工作|政务|图片|通知|公告|公示|信息|招聘|招考|人事|政策|媒体|行业|学院|学校|部门|基层|最新|综合|企业|公司|本站|"
    r"单位|法规库|时政|社会|文章|内容|职位|岗位|查看|人才|动态|中心|资讯|基本|要闻|文件|法规|快讯|报道|聚焦|校园|会员|党建|详情|详细|显示|正文|页面?|公开|"
    r"首页|平台){1,4}|\d{1,3}"
)
_BODY = re.compile(
    r"[\u4e00-\u9fff（）()·]{2,24}(?:研究[所院]|大学|学院|学校|医院|公司|集团|中心|协会|学会|银行|图书馆|博物馆|委员会|厅|局|小学|中学|幼儿园|法院|检察院)"
)
ORGAN = re.compile(
    r"[\u4e00-\u9fff（）()·、]{2,40}(?:局|厅|部|委员会|委|政府|办公室|办公厅|中心|院|总队|支队|学校|学院|大学|公司|"
    r"集团|协会|联合会|联盟|总工会|工会|处|署|厂|所|馆|社|会|组|科|站|团|医院|法院|检察院|幼儿园|中学|小学|指挥部|管委会|"
    r"办|(?<![关体联派])系)"
)
_ORGAN_ENDS = frozenset("局厅部会委府室心院队校学司团盟署处厂所馆社组科站园办系")
DOCUMENT = re.compile(
    r"^关于|的?(?:通知|公告|公示|通告|意见|办法|决定|规定|方案|细则|批复|报告|启事|简章|说明|名单|预告|条例|"
    r"章程)(?:[（(].{1,12}[)）])?$"
)
NUMBER = re.compile(
    r"[（(]?[\u4e00-\u9fff]{2,16}(?:[（(][\u4e00-\u9fff]{1,4}[）)])?\s?[〔\[（(【]\s?(?:19|20)\d{2}\s?年?\s?[〕\]）)】]"
    r"\s?(?:第\s?)?\d{1,4}\s?号[）)]?"
)
"""A document's number on a line of its own: 示人社发〔2024〕8号."""
_CLAUSES = re.compile("[，！？；]")
NO_TITLE = frozenset({
    "正文", "内容", "详情", "详细信息", "信息公开", "通知公告", "首页", "新闻详情", "职位详情", "招聘信息",
    "详细内容", "文章详情", "无标题文档", "无标题", "document", "no title specified", "untitled", "untitled document",
})  # fmt: skip


def is_organ(text: str) -> bool:
    """Whether a text is the name of an organisation; most end otherwise, which is found at once."""
    return text[-1:] in _ORGAN_ENDS and ORGAN.fullmatch(text) is not None


def is_column(text: str) -> bool:
    """Whether a text names a column or a kind of page, and no document: 通知公告, 职位详情."""
    return text.lower() in NO_TITLE or bool(_COLUMN.fullmatch(text))


def is_site(text: str) -> bool:
    """Whether a text is a site's name."""
    if _CLAUSES.search(text):
        return False
    return bool(re.search(r"(?:网|网站|门户|政府|委员会|局|频道|官网|平台|首页|在线)$", text)) and not re.search(
        r"的|关于|通知|公告|招聘", text
    )


def is_institution(text: str) -> bool:
    """Whether a text is the name of an institution or a company, as `<title>` of all its pages."""
    return bool(_BODY.fullmatch(text)) and not re.search("的|关于|通知|公告|招聘", text)

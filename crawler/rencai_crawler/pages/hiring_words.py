"""Words without which nothing on a page is a vacancy."""

import re

from rencai_crawler.pages.page import Page

_WORDS = (
    "薪", "投递", "诚聘", "急聘", "急招", "诚招", "招工", "招人", "招募", "在招", "加入我们", "招贤纳士",
    "用工信息", "工作机会", "职业机会", "职位空缺", "希望你", "希望您", "期待你", "期待您",
    "career", "Career", "join us", "Join us",
)  # fmt: skip
_SIGNS = {
    head: re.compile(head + rest)
    for head, rest in {
        "工": r"(?:\s*[资价]|(?<=[招用]工)(?:说明|要求|单位)|作(?:内容|职责))",
        "待": r"\s*遇",
        "位": r"(?<=[职岗]位)(?:描述|职责|要求|详情|简介|介绍|内容|信息|条件|说明(?!书))",
        "任职": "(?:要求|资格|条件|能力|标准)",
        "聘": "(?<=招聘)(?!网)|(?<=应聘)(?:要求|条件|资格)",
        "申请": "(?:职位|岗位)",
        "职责": r"\s*[:：】]",
        "你": "(?:[将会要]|需要?|的(?:工作|职责))",
        "您": "(?:[将会要]|需要?|的(?:工作|职责))",
    }.items()
}
"""Each by its first characters, which are found at once: a pattern of all is tried at each place of a page."""


def may_hire(page: Page) -> bool:
    """Whether a page has any word without which nothing on it is a vacancy."""
    text = page.text
    words = any(word in text for word in _WORDS)
    return words or any(head in text and sign.search(text) for head, sign in _SIGNS.items())

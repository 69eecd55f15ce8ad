"""Names of the parts of an advert or a notice that are about no vacancy: 四、联系方式, （一）报名方式, 薪资待遇."""

import re

_LONGEST = 24
_BEFORE = (
    r"(?:第?[一二三四五六七八九十\d]{1,3}(?:部分|\s*[、.．)）:：])\s*|[（(][一二三四五六七八九十\d]{1,3}[)）]\s*|"
    r"[【\[《<〔■●◆★▪►·•▶◇□※#*>\s]+)*"
)
_BEHIND = r"[】\]》>〕\s]*[:：]?\s*"
_SUBJECTS = (
    "联系|报名|应聘|投递|投简历|简历|申请|招聘|招考|招录|面试|笔试|考试|考核|体检|政审|资格审查|聘用|录用|录取|入职|上班|工作|办公|"
    "薪资|薪酬|薪水|工资|福利|待遇|公司|企业|单位|学校|集团|其他|其它|注意|有关|相关|监督|咨询|交通|乘车|食宿|证书"
)
_FORMS = (
    "方式|方法|办法|途径|渠道|流程|程序|步骤|环节|须知|说明|安排|时间|日期|期限|地点|地址|材料|资料|事项|事宜|待遇|福利|"
    "简介|介绍|概况|概述|文化|优势|环境|条件|对象|范围|原则|电话|邮箱|路线|政策|要求|我们"
)
_ALONE = "联系人|资格审查|报名|面试|笔试|体检|考核|公示|咨询|福利|待遇|其他|其它|备注|说明|附件|附则"
_ENGLISH = "Contact(?: Us)?|About Us|How to Apply|Benefits"
_JOINED = "[及与和、/&]"
_SECTION = re.compile(
    rf"{_BEFORE}(?:(?:{_SUBJECTS})(?:{_SUBJECTS}|{_FORMS}|{_JOINED}|人){{0,5}}(?:{_FORMS})|{_ALONE}|{_ENGLISH}){_BEHIND}",
    re.IGNORECASE,
)
"""Composed: of what someone does or gets, and of how, when, where or what is needed; no job is called so."""


def names_section(text: str) -> bool:
    """Whether a line is the name of such a part, with or without its number, and nothing else."""
    return len(text) <= _LONGEST and _SECTION.fullmatch(text) is not None

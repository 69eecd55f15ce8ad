"""Sorts of places where one works: of which one is not another (地铁安检员, 机场安检员), and which say little."""

import re

_SORTS = (
    "门诊|病[区房]|楼宇|仓库|库房|团餐|地铁|轨道交通|餐厅|饭馆|食堂|超市|商场|实验室|医院|学校|校园|幼儿园|工厂|厂区|车间|机关|小区|社区|住宅"
    "|写字楼|大厦|道路|公路|机场|景区|车站|码头|工地|养老院|银行|街道|园区|4s店"
    "|(?:火锅|烧烤|面包|蛋糕|奶茶|咖啡|服装|眼镜|便利)店"
)
# Who works there is another than who does the like elsewhere: 急诊护士 is no 护士.
_TELLING = "急诊|手术室|体检|公交|高校|酒店|宾馆"
ANY_WORKPLACE = (
    "临床|餐饮|[总本]部|门店?|(?:烤鸭|花|书|茶|面|酒|饭|商|超|药)店|集团|公司|企业|单位|物业|校区|项目部?|施工|现场|政府|连锁|品牌|专业|正式|全职"
    "|驻场"
)
"""A pattern of those that say little of where it is."""
WORKPLACES = f"{_SORTS}|{ANY_WORKPLACE}"
"""A pattern of those beside which the work is the same as elsewhere."""
_SITE = re.compile(f"{_SORTS}|{_TELLING}")
_ALSO = {
    "库房": "仓库",
    "社区": "小区",
    "住宅": "小区",
    "大厦": "写字楼",
    "楼宇": "写字楼",
    "机关": "写字楼",
    "厂区": "工厂",
    "车间": "工厂",
    "饭馆": "餐厅",
    "校园": "学校",
    "宾馆": "酒店",
    "公路": "道路",
    "轨道交通": "地铁",
}


def worksites(title: str) -> frozenset[str]:
    """The sorts of places that a title names, each by one name."""
    return frozenset(_ALSO.get(site, site) for site in _SITE.findall(title))

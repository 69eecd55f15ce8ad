"""Where the classification has one occupation for the staff and another for who leads, plans or teaches."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from rencai.records.parsers.occupation_index import Hit
from rencai.records.parsers.occupation_names import code_named, departments, fields, last_places, table
from rencai.records.parsers.occupation_title import parts

_LEADS = re.compile(r"(?:部|部门|团队|区域)?(?:副?总?经理|副?主管|副?总监|副总|负责人|部长|总$)")
_HEAD = re.compile(
    "(?:工程师|技术员|设计师|经理|主管|总监|专员|助理|顾问|代表|客服|医生|护士|老师|管理员|(?:操作|维修|安装)[员工]|[员师工长])$"
)
_SHARED = re.compile(f"{_HEAD.pattern}|(?:维修|安装|修理|保养|销售|设计)$")
_LED_BY = {
    "4-01-02-01": "2-06-07-02",  # 营销员 → 市场营销专业人员
    "4-01-01-00": "2-06-07-15",  # 采购员 → 招标采购专业人员
    "4-07-03-04": "2-06-08-01",  # 企业人力资源管理师 → 人力资源管理专业人员
    "4-04-05-03": "4-07-02-03",  # 呼叫中心服务员 → 客户服务管理员
    "4-06-01-01": "2-06-07-10",  # 物业管理师 → 物业经营管理专业人员
    "4-02-07-08": "4-02-07-11",  # 快递员 → 快递站点管理师
    "4-02-06-03": "2-02-30-02",  # 物流服务师 → 物流工程技术人员
    "6-31-03-05": "2-02-29-03",  # 质检员 → 质量管理工程技术人员
}
_SALES = {"汽车销售", "服装销售", "珠宝销售", "家具销售", "手机销售", "医药销售", "药品销售", "医疗器械销售"}
_ANY_ENGINEER = re.compile(
    "工程师|技术员|工艺[员师]|研发|研究员|技术人员|技术岗|工程专员|工程部?(?:经理|主管|助理|总监|主任|管理)|系统(?:架构|开发)|架构设计"
    "|技术部?(?:经理|主管|总监|负责人|主任|部长)"
)
_ENGINEER = re.compile(r"(?:工艺|技术|应用|研发|开发|设计|测试|分析|调试|高级|初级|中级|资深|助理)*工程师")
_GENERAL = {"工艺", "制程", "生产", "制造", "施工"}
_DEVELOPS = re.compile("[^/、,，|\\s]{0,2}(?:研发|开发)")
# Whoever tests software is no engineer of it.
_TESTER = "4-04-05-02"
_SOFTWARE = {
    "2-02-07-07",
    "2-02-10-03",
    "2-02-10-04",
    "2-02-10-08",
    "2-02-28-03",
    "2-02-30-09",
    "2-02-38-01",
    "2-02-38-03",
    "2-02-38-04",
    "2-02-38-08",
}
# Who sets the process up, where it is more than one machine's: 铸造技术员.
_SETS_UP = re.compile("(?:工艺|技术)*(?:技术员|工艺[员师])")
_PROCESSES = ("6-14", "6-18-02", "6-18-03")
# 物流普工 does none of the work that the names of offices are for.
_AT_DESKS = ("2-", "3-", "4-01", "4-02-06-03", "4-05", "4-06", "4-07")
_BY_HAND = re.compile("(?:车间|生产|现场|一线|仓库)*(?:普工|操作[工员]|工人|作业员|小工|钳工|杂工|临时工|辅助工)")
# 石材司机 drives what others make; machines are driven by whose names say so.
_MAKES = re.compile("6-(?!16|28|29|30|31)")
_DRIVES = re.compile("[厂车间]*(?:司机|驾驶员)")
_ASSISTS = re.compile("特助|(?:特别|行政)?助理|秘书")
# Who plans the work that the trade of the prefix does.
_ENGINEERS = {
    "6-18-02-04": "2-02-07-09", "6-18-02": "2-02-07-13", "6-18-03": "2-02-07-08", "6-18-04-01": "2-02-07-06",
    "6-18": "2-02-07-02", "6-20": "2-02-07-02", "6-22": "2-02-07-11", "6-31-01-03": "2-02-11-00",
    "6-31-01-04": "2-02-07-03", "6-31-01": "2-02-07-04", "6-31-03": "2-02-31-01", "6-31-07": "2-02-38-10",
    "6-25-02": "2-02-09-01", "6-25-01": "2-02-09-02", "6-25": "2-02-09-00", "6-24": "2-02-11-01",
    "6-29-03-05": "2-02-18-06", "6-29-03-02": "2-02-11-00", "6-29": "2-02-18-02", "6-14": "2-02-36-05",
    "6-11": "2-02-06-03", "6-12": "2-02-32-01", "6-28-01": "2-02-12-01", "6-28-03": "2-02-18-04",
    "6-26": "2-02-07-03", "6-08": "2-02-33-00", "6-07": "2-02-36-01", "6-16-02": "2-02-04-01",
    "4-07-05-03": "2-02-28-02", "4-07-05-04": "2-02-28-01", "4-09-07-01": "2-02-27-02",
}  # fmt: skip
# 电梯维保工程师 is what the one who does it is called.
_FITTED = "6-29-03"
_HANDS_ON = re.compile("(?:维修|维保|检修|安装)$")
# Who sells, or looks after buyers, has an occupation of his own in some trades.
_SELLERS = {"4-01-02-00", "4-01-02-01", "4-07-02-03"}
_SELLER = "4-01-02-01"
_SELLS = re.compile(r"销售(?:人员|员|代表|顾问|专员|精英|助理)?(?=[\s/、,，+()]|$)")
_SELLER_NAMED = re.compile("销售(?:工程师|代表|顾问|专员|人员|员|精英|助理)")
# Whose names may go before 销售 without being a ware.
_TRADING = ("1-", "2-06-07", "2-06-08", "2-06-09", "2-06-10", "2-06-11", "3-", "4-01", "4-05", "4-06", "4-07")
_AFTER_SALES = re.compile("服务|售后|(?<!销售)客服|支持|应用|fae|售前|电话(?!销售)")
_ESTATE_AGENCY = re.compile("链家|lianjia|我爱我家|乐有家|德佑|贝壳|麦田房产|房产|房地产|置业|楼盘")
_WARES = (
    (re.compile("楼盘|售楼|一手房|二手房|新房|房源|租房"), "4-06-02-01"),
    (re.compile("车险|寿险|财险|产险|(?:健康|重疾|意外|团|农)险|保险"), "4-05-03-01"),
    (re.compile("催收"), "4-05-01-02"),
    (re.compile("信用卡"), "4-05-01-04"),
    (re.compile("贷款|借款|信贷|汽车金融|车贷|房贷|助贷|普惠|消金"), "4-05-01-02"),
    (re.compile("理财"), "2-06-11-04"),
    (re.compile("银行"), "4-05-01-03"),
    (re.compile("基金|金融"), "2-06-11-04"),
    (re.compile("医药(?!代表)|药品|药店|医疗器械|otc"), "4-01-05-02"),
    (re.compile("二手车"), "4-01-03-04"),
    (re.compile("烟草|卷烟"), "4-01-05-04"),
    (re.compile("租车|(?:汽车|设备)租赁"), "4-07-01-01"),
    (
        re.compile(
            "外贸|海外|[日韩德法俄]语|西班牙语|葡萄牙语|阿拉伯语|小语种|跨境|外销(?!售)|国际(?=业务|销售)|出口(?!处)|ebay"
        ),
        "2-06-07-01",
    ),
    (re.compile("奔驰|宝马|奥迪|特斯拉|汽车(?!配件|用品|零部件|电子)|4s店|新能源车"), "4-01-02-03"),
    (re.compile("生鲜|鲜奶|羊奶|展厅|门店|专柜|珠宝|奢侈品|家具"), "4-01-02-03"),
)
_PLACE = re.compile(
    r"(?:早教|旅游|景区|餐饮|物业|房产|家政|养老|银行|保险|证券|电商|医美|健身房?|瑜伽|快递|物流|药房|.{1,5}[店院馆园站场厅城厂])$"
)
_WORKER = re.compile(
    "(?:[员工师]|客服|导购|前台|保安|保洁|收银|销售|司机|会计|出纳|文员|打包|分拣|包装|行政|人事|助理|专员|顾问)$"
)
_DRIVERS = (
    (
        re.compile("货车|货运|厢货|箱货|半挂|挂车|送货|拉货|装卸货|配送|渣土|冷链|[ab]2(?:驾|本|照)"),
        "4-02-02-02",
    ),
    (
        re.compile("公交|大巴|中巴|客车|班车|网约车|出租车|专车|轿车|商务车|公务车|领导|老板|接送(?:员工|客户|客人|学生|嘉宾)|a1(?:驾|本|照)"),
        "4-02-02-01",
    ),
)  # fmt: skip
_FITTERS = (
    (re.compile("装配|组装"), "6-20-01-01"),
    (re.compile("维修|检修|保养"), "6-31-01-02"),
    (re.compile("模具|修模"), "6-18-04-01"),
)
# At a place of one trade, whoever is only called by rank does it: 足道招聘技师.
_RANKED = re.compile("(?:技师|师傅|学徒工?|助理|领班|[大中小]工)(?=[\\s/、,，(（+]|$)")
_OF_ONE_TRADE = (
    (re.compile("足道|足浴|足疗|按摩|推拿|养生馆|spa"), "4-10-04-02"),
    (re.compile("汽修|汽车服务|汽车维修|修理厂|养车"), "4-12-01-01"),
    (re.compile("美发|发型|造型|理发"), "4-10-03-02"),
    (re.compile("美甲"), "4-10-03-03"),
    (re.compile("美容院|美容馆|美容会所"), "4-10-03-01"),
    (re.compile("洗浴|浴场|汗蒸"), "4-10-03-04"),
    (re.compile("ktv|歌厅"), "4-14-05-04"),
    (re.compile("烘焙|蛋糕店|面包店"), "4-03-02-04"),
)
_BY_DUTIES = (("司机", _DRIVERS), ("驾驶员", _DRIVERS), ("钳工", _FITTERS))
_TEACHING = re.compile(r"老师|教师|主讲|讲师|助教|教员|班主任|辅导|授课")
_TEACHERS = {"2-08-99-00", "2-08-02-00", "2-08-02-01", "2-08-02-03", "2-08-02-04"}
# Whoever teaches what engineers do: 机器人教师.
_TAUGHT = ("2-02", "2-05", "2-06", "2-09", "4-04", "4-05")
# Master craftsmen are 老师 too (钢构老师): of trades only who is a 教师 teaches.
_TRADES = ("4-08", "4-12", "6-")
_TEACHES = re.compile("[^/、,，|;；·&:：()（）]*(?:老师|教师|教员)(?=[/、,，|;；·&:：()（）]|$)")
_TEACHES_TRADE = re.compile("[^/、,，|;；·&:：()（）]*(?:教师|教员)(?=[/、,，|;；·&:：()（）]|$)")
_OTHER_TEACHER = "2-08-99-00"
_PHYSICIANS = {"2-05-01-00", "2-05-02-00"}
_PHYSICIAN = re.compile("(?:执业|主治|住院|主任|助理|[初中高]级)*医[师生]")
_SCHOOLS = (
    (re.compile("高职|职业(?:技术)?(?:学院|大学)"), "2-08-01-02"),
    (re.compile("高校|大学(?!生)|学院(?!路)"), "2-08-01-01"),
    (re.compile("幼儿园|幼儿|早教"), "2-08-03-00"),
    (re.compile("特教|特殊|自闭|孤独症|感统"), "2-08-04-00"),
    (re.compile("(?<!兼)职高|中职|中专|技校|职校|职业学?[院校]|技工"), "2-08-02-02"),
    (re.compile("初高中|中小学|初、高中|小初高"), "2-08-02-00"),
    (re.compile("高中|高考|高[一二三]"), "2-08-02-01"),
    (re.compile("初中|中考|初[一二三]"), "2-08-02-03"),
    (re.compile("小学(?!员)"), "2-08-02-04"),
    (re.compile("考研|公考|雅思|托福|口语|外教|少儿|在线|成人"), "2-08-99-00"),
    (re.compile("数学|语文|英语|物理|化学|生物|历史|地理|政治|科学|理科|文科|信息技术"), "2-08-02-00"),
)


def selling(hit: Hit, title: str, advert: str) -> str | None:
    """The occupation of who sells what `title` is about; an employer's name in `advert` says so of houses only."""
    seller = _seller(hit, title)
    if seller is None and (hit.code not in _SELLERS or _AFTER_SALES.search(hit.alias)):
        return None
    if _ESTATE_AGENCY.search(advert):
        return "4-06-02-01"
    return next((trade for wares, trade in _WARES if wares.search(title)), seller)


def _seller(hit: Hit, title: str) -> str | None:
    if hit.alias.startswith("销售") and _sells_the_list(title):
        return hit.code
    return _SELLER if _sells_the_hit(hit, title) else None


def _sells_the_list(title: str) -> bool:
    """A piece sells what the ones before it name: 空调/地暖/销售工程师."""
    pieces = parts(title)
    wares = list(takewhile(lambda piece: not _SELLER_NAMED.match(piece), pieces))
    return 0 < len(wares) < len(pieces) and not any(_HEAD.search(ware) or _WORKER.search(ware) for ware in wares)


def _sells_the_hit(hit: Hit, title: str) -> bool:
    """What was found is the ware: 中央空调销售 is no fitter of air conditioning."""
    sold = _SELLS.match(title, hit.end) is not None or _sells_the_list(title)
    return sold and not hit.code.startswith(_TRADING)


def engineering(text: str) -> str | None:
    """The occupation of an engineer by the last word for a field that stands in `text`."""
    heads = list(_ANY_ENGINEER.finditer(text))
    if not heads:
        return None
    before = text[: heads[-1].start()]
    found = [one for one in last_places(before, fields().items()) if _apart(before, *one[:2])]
    return _most_particular(before, found)


def _most_particular(text: str, found: Sequence[tuple[int, int, str]]) -> str | None:
    """The code of the field said last, rather than of building or making in general: 电机制造工程师."""
    particular = [one for one in found if text[one[0] - one[1] : one[0]] not in _GENERAL]
    return max(particular or found)[2] if found else None


def _apart(text: str, end: int, length: int) -> bool:
    """A Latin word is no part of a longer one."""
    start = end - length
    around = text[:start][-1:] + text[end:][:1]
    return not text[start:end].isascii() or re.search("[a-z]", around) is None


def of_field(hit: Hit, text: str) -> str | None:
    """The occupation of an engineer whose name leaves the field open, by the field that `text` names."""
    code = engineering(text)
    return hit.code if hit.code == _TESTER and (code is None or code in _SOFTWARE) else code


def tested(hit: Hit, text: str) -> str | None:
    """The engineers' occupation of who tests what is no software: 电芯性能测试."""
    code = engineering(f"{text[: hit.end]}工程师") if hit.code == _TESTER else None
    return None if code in _SOFTWARE else code


def developing(hit: Hit, text: str) -> str | None:
    """The engineers' occupation of who develops what others make or work with: 激光器研发."""
    develops = _DEVELOPS.match(text, hit.end) if hit.code.startswith("6-") else None
    return engineering(f"{text[: develops.end()]}工程师") if develops else None


def of_department(hit: Hit, text: str) -> str | None:
    """The occupation of a physician whose field no name says, by the last department in `text`: 麻醉手术中心医师."""
    head = _PHYSICIAN.search(text) if hit.code in _PHYSICIANS else None
    before = text[: head.start()] if head else ""
    found = last_places(before, departments().items())
    return max(found)[2] if found else None


def without_place(pieces: Sequence[str]) -> Sequence[str]:
    """The pieces after a first one that says where the second one's work is: 幼儿园 保洁."""
    return pieces[1:] if len(pieces) > 1 and _PLACE.match(pieces[0]) and _WORKER.search(pieces[1]) else pieces


def without_process(core: str) -> str:
    """Who is called after a process and a blank without working it: 模具设计员 for 注塑 模具设计员."""
    process, blank, worker = core.partition(" ")
    about = blank and (code_named(process) or "").startswith("6-") and not _WORKER.search(process)
    return worker.strip() if about and len(parts(worker)) == 1 else ""


def by_duties(names: Sequence[str], duties: str) -> str | None:
    """The occupation of a name of many (司机) where the duties speak for one of them and for no other."""
    kinds = next((kinds for name, kinds in _BY_DUTIES if any(one.startswith(name) for one in names)), ())
    found = {code for pattern, code in kinds if pattern.search(duties)}
    return found.pop() if len(found) == 1 else None


def by_trade_of_place(text: str) -> str | None:
    """The trade of the place that `text` names, of who is only called by rank."""
    ranked = _RANKED.search(text)
    return next((code for place, code in _OF_ONE_TRADE if ranked and place.search(text[: ranked.start()])), None)


def teaching(hit: Hit, text: str) -> str | None:
    """The occupation of who teaches at the school, or for the age, that `text` names."""
    if hit.code not in _TEACHERS or not _TEACHING.search(text):
        return None
    return _school(text)


def _school(text: str) -> str | None:
    return next((code for pattern, code in _SCHOOLS if pattern.search(text)), None)


def by_hand(hit: Hit, text: str) -> bool:
    """Whether `text` goes on to a worker or a driver of whom the hit only names the field, or the ware."""
    drives = _MAKES.match(hit.code) is not None and _DRIVES.match(text, hit.end) is not None
    return drives or (hit.code.startswith(_AT_DESKS) and _BY_HAND.match(text, hit.end) is not None)


def in_place(code: str, text: str) -> str:
    """The code of a name as what else `text` says makes it: 喷漆 in a garage is 汽车维修工."""
    return next((other for said, other in _elsewhere().get(code, ()) if said.search(text)), code)


@lru_cache(maxsize=1)
def _elsewhere() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """What another place, ware or capacity makes of a code, the first that is said."""
    found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for codes, said, other in table("occupation_places.tsv"):
        for code in codes.split(" "):
            found.setdefault(code, []).append((re.compile(said), other))
    return found


def shared_head(pieces: Sequence[str]) -> str:
    """The first piece with the head that the last one has for all of them: 市场/销售经理 → 市场经理."""
    head = _SHARED.search(pieces[-1]) if len(pieces) > 1 and not _SHARED.search(pieces[0]) else None
    return pieces[0] + head[0] if head else ""


def _teaches(hit: Hit, text: str) -> bool:
    """Whether `text` goes on to who teaches the trade: 机器人教师, 汽车维修专业教师."""
    taught = hit.code.startswith(_TAUGHT) and _TEACHES.match(text, hit.end) is not None
    return taught or (hit.code.startswith(_TRADES) and _TEACHES_TRADE.match(text, hit.end) is not None)


def _engineers(hit: Hit, text: str) -> bool:
    """Whether `text` goes on to the engineer of the trade, or who sets its process up."""
    sets_up = hit.code.startswith(_PROCESSES) and _SETS_UP.match(text, hit.end) is not None
    by_hand = hit.code.startswith(_FITTED) and _HANDS_ON.search(hit.alias) is not None
    return sets_up or (_ENGINEER.match(text, hit.end) is not None and not by_hand)


def in_capacity(hit: Hit, text: str) -> str:
    """The code of a hit as `text` goes on: 销售 leads to 营销员, 销售经理 to 市场营销专业人员."""
    school = teaching(hit, text)
    if school is not None:
        return school
    if _teaches(hit, text):
        return _school(text) or _OTHER_TEACHER
    if hit.code.startswith("1-") and _ASSISTS.match(text, hit.end):
        return "3-01-02-02"
    if _engineers(hit, text):
        return next((code for prefix, code in _ENGINEERS.items() if hit.code.startswith(prefix)), hit.code)
    leader = "2-06-07-02" if hit.alias in _SALES else _LED_BY.get(hit.code)
    if leader is not None and "管家" not in hit.alias and _LEADS.match(text, hit.end):
        return leader
    return hit.code

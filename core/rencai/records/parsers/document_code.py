"""机关代字: the letters of an authority before a document's year, cut free of the words before them."""

import re

PROVINCES = "京沪津渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新蒙内兵"
BEIJING_DISTRICTS = "东西朝海丰石门房通顺昌兴怀平密延"

_AGENCY = (
    "政|府|委|党|办|发|人社|人|劳社|劳|社|财|教|发改|计|经信|经|工信|科|民|公|司|规|自然|国土|建|住|交|水|农|商|文旅|文|卫健|卫计|卫|审|国资|国税|地税|税"
    "|市监|质监|质|工商|药监|食药|安监|安|应急|体|统|林|园林|金|信|城管|医保|残|工会|总工|工|团|妇|组|宣|纪|职|就|技|退役|知|环|生态|民宗|外|台|侨|法|检|编|机管"
    "|价|物价|旅|粮|广电|新出|人防|地|测|气|邮|通|电|能|铁|民航|海|关|仲|保|防|疾控|养|培|才|引|高|专|评|考|试"
)
_TAIL = "[政发字函办令文规秘通社能职鉴就调事工资保险监综建税法审批预算金行企农科教会评编培养管人专技考市住房质安计统办督报知议案组干部党团秘公告备裁复决综合]"
_CENTRAL = (
    "中办发|中办字|中办|中发|中组发|中宣发|中组部|中纪|中央|国办发明电|国办发|国办函|国办秘函|国办字|国办公开办函|国发明电|国发|国函|国办|国字|国令|国人部发|国人"
    "|人社部发|人社厅发|人社厅函|人社部函|人社鉴发|人社职司便函|人社部规|人社部|人社厅|人社|劳社部发|劳社厅发|劳社部函|劳社厅函|劳社部|劳社厅|劳社|劳部发|劳办发|劳人"
    "|人发|财社|财税|财综|财行|财建|财教|财办社|财办|财预|财库|财会|财企|财资|财金|财农|财法|财规|财综字|财税字|教发|教高|教职成|教师|教学|教社科|教人|教技|教办|教财|教政法|教基"
    "|发改|建质|建市|建人|建办|建房|建城|建村|建标|建保|建金|工信部|工信厅|民发|民函|民办发|国卫|卫|文旅|文|交|商|农|水|税总|国税|国税函|国资|国资发|国市监|国药监|市监|应急|安监总"
    "|公通字|公信安|公|司发|司|法释|法发|法|法函|高检发|高检|总工办发|总工发|总工|厅字|工发|团|中青|妇字|妇|国科|国科发|科发|国知发|国知|国档|国管|国铁|民航|银发|银保监|证监|保监|审|统|国统|国能|国粮"
    "|退役军人|医保|国医保|医保发|医保办|残联发|残联|中残|体|国档发|林|海关|署|环|环办|国环|气发|震|国烟|烟|国邮|邮|广电|新广|新出|国新|网信|中网办|国信办|扶贫|国开办|乡|振兴|院"
)
# Ministries whose departments sign with names of their own: 工信部联通装, 国市监特设发, 自然资规.
_MINISTRIES = "工信部联|工信厅联|工信部|工信厅|国市监|市监|发改办|发改|交办|交运|水办|国卫办|国卫|国中医药|农办|商办|环办|建办|教办|文旅|国能发|国能|国知发|国药监|国自然资|自然资|安监总厅|安监总|应急厅|应急|民航|税总|国管"
_KNOWN = re.compile(
    rf"(?:[{PROVINCES}]{{1,2}}|[{BEIJING_DISTRICTS}])(?:{_AGENCY}){_TAIL}{{0,5}}|(?:{_CENTRAL}){_TAIL}{{0,4}}|(?:{_MINISTRIES})[\u4e00-\u9fff]{{0,4}}"
)

# Words that end right before a 代字. None of them occurs inside one.
_LEAD = re.compile(
    r".*(?:根据|依据|按照|依照|遵照|参照|对照|比照|按原|按|据|转发|印发|批转|下发|颁发|颁布|发布|制发|签发|制定|出台|公布|关于|贯彻|落实|执行|实施|废止|取代|替代|替换|撤销"
    r"|代替|修订|修改|以及|或者|或|及|的|了|见|为|文号|字号|编号|文件|通知|意见|办法|规定|决定|方案|细则|规划|条例|批复|公告|通告|纲要|附件|以下简称|简称|原文"
    r"|如下|要求|精神|结合|涉及|包括|其中|分别|上述|下列|有关|相关|本市|我市|本区|我区|我省|本省|我局|本局|我委|本委|我部|本部|我厅|我院|已由|已以|曾以|先后|年|月|日|部门|单位|机构|人员|工作|政策|标准|补贴|问题|(?:通知|文件|意见|办法|方案|其|规定)中|以上|下称|对应|取消|停止|不再|仍|同时|继续|严格|认真|另有|纳入|适用|符合|违反|遵守|组织部|宣传部|统战部|人社部(?=[京沪津渝财国教]|人社|中办)|现行|所称|附[件表][一二三四五六七八九十]?|下达|批准|享受|明确|调整|沿用|援引|引用|衔接|配套|补充"
    r"|源自|出自|载于|发文|收到|报送|抄送|申请|办理|审批|核准|备案|所附|后附|经过|通过|关系|规范|施行|提出|所列|所述|给予|列入|属于|涉"
    r"|政府|办公厅|办公室|委员会|保障部|保障厅|保障局|财政部|财政厅|财政局|教育部|教育厅|教委|总局|税务局|管理局|监督局|发展局|改革委|发改委|科委|建委|经委|农委|卫健委|国资委|银监会|证监会|保监会|银保监会|民政部|民政局|建设部|建设厅|化部|"
    r"(?:[公安交通运输文化旅游卫生健康统计审计商务科技司法农业水务](?:部|厅|局))|市局|省局|区局|州局|总工会|工商联|联合会|国务院|法院|检察院|中央|市委|省委|区委|党委|党组|支队|中心|学院|大学|集团|公司)"
)
# Words that may also begin a 代字 (和县 is 和政发, 将乐县 将政发): cut only before one that is known.
_PROVINCE = re.compile("(?<![北南东])京|[沪渝冀皖闽赣鲁豫鄂湘粤琼黔滇]")
_LONGEST_UNKNOWN = 9
_SHORT_AND_WHOLE = re.compile(r"[发字号办文函令]{1,2}|[市区县省部委局厅]发|文件|办发|府发")


def code(prefix: str) -> str | None:
    """The 代字 at the end of the text before a year; None where nothing there can be one."""
    qualifier = re.search(r"\([一-鿿]{1,4}\)[一-鿿]{0,3}\s*$", prefix)
    tail = qualifier[0].strip() if qualifier else ""
    word = _last_word(prefix[: qualifier.start()] if qualifier else prefix)
    found = _cut(word)
    return found + tail if found else None


def _last_word(prefix: str) -> str:
    """The characters after the last blank; where single characters are set apart (京 人 社 发), all of them."""
    parts = prefix.split()
    if not parts:
        return ""
    word = parts.pop()
    while parts and (len(word) < 2 or len(parts[-1]) == 1):
        word = parts.pop() + word
    return word


def _cut(word: str) -> str | None:
    if _known(word):
        return word
    lead = _LEAD.match(word)
    rest = word[lead.end():] if lead else word
    while lead and not _plausible(rest):
        # The last lead word took part of the 代字: try the one before.
        lead = _LEAD.match(word[: lead.end() - 1])
        rest = word[lead.end():] if lead else word
    if _known(rest):
        return rest
    known = _from_province(rest) or _after_soft_lead(rest) or (None if len(rest) <= _LONGEST_UNKNOWN else _longest_known(rest))
    return known or (rest if _plausible(rest) and len(rest) <= _LONGEST_UNKNOWN else None)


def _from_province(word: str) -> str | None:
    """From the last character that only stands for a province or Beijing, where enough follows it."""
    for match in reversed(list(_PROVINCE.finditer(word))):
        rest = word[match.start():]
        if match.start() and 3 <= len(rest) <= _LONGEST_UNKNOWN:
            return rest
    return None


def _known(word: str) -> bool:
    return bool(_KNOWN.fullmatch(word))


def _plausible(word: str) -> bool:
    return len(word) >= 2 and not _SHORT_AND_WHOLE.fullmatch(word)


def _after_soft_lead(word: str) -> str | None:
    for match in re.finditer(r"[和与以对将在由向经至从又并即原系到用同因于等如除自其该此时均且凡一二三]", word):
        if _known(word[match.end():]):
            return word[match.end():]
    return None


def _longest_known(word: str) -> str | None:
    return next((word[start:] for start in range(1, len(word) - 1) if _known(word[start:])), None)

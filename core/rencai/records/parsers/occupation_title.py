"""What of an advert's title names the job: without employer, pay, benefits and calls to apply."""

import re
from typing import NamedTuple

_HIRING = re.compile(
    r"(?:高薪|急需|大量|直接|直|诚|急|特|现|长期|月薪[^招聘]{0,8})?(?:招聘|诚聘|急聘|直聘|聘请|特聘|急招|诚招|直招|招募)"
)
# 招聘 is the job itself in 招聘专员.
_RECRUITER = re.compile(
    r"(?:培训|人事|hr|高级|资深|校园|实习)*"
    r"(?:专员|方向|主管|经理|助理(?!研究员|工程师|教授|医师)|顾问|总监|实习|文员|师|岗|hr|bp|负责人|专家|官|组长|运营|客服|[/、,()]|$)"
)
_CALLS = re.compile(r"(?:校园|春季|秋季|社会|公开)+招聘(?!师|专员|主管|经理|负责人|顾问|助理|岗|hr)|招聘岗位")
_TRAINEES = re.compile(r"(?:管理)?培训生|管理培训(?=岗)|管培(?!生)")
_BRACKETS = re.compile(r"[(\[【{<《「](?P<inside>[^()\[\]【】{}<>《》「」]*)(?:[)\]】}>》」]|$)|[)\]】}>》」]")
_PAY = re.compile(
    r"(?:月薪|年薪|月入|日薪|时薪|底薪|保底|综合|薪资|无责|月结|起薪|薪|薪酬|工资|待遇)*(?:可达|过|达|约|高达)?"
    r"(?:\d+(?:\.\d+)?[万千kw元块w+]*(?:[-~至到]\d+(?:\.\d+)?)?(?:[万千kw元块+]+)(?:/?(?:月|天|日|小时|年|时|起薪?|以上|左右))*|\d{3,6}(?:[-~至到]\d{3,6})?(?:元|起薪?|\+)*(?:/(?:月|天|日|小时|时))?)"
    r"|(?:月薪|年薪|月入|薪资|收入|轻松)过万"
)
_POST_CODE = re.compile(
    r"\b[a-z]{0,4}[-_]?\d{3,12}\b|(?<!\d)(?:\d{2}){1,2}(?:届|年(?=储备|管培|校招|应届|[春秋]招))|职位编号\S*|id\d+"
)
_NOISE = re.compile(
    r"(?<=..)(?<!人事)(?<!行政)(?<!人力)(?<!资源)(?<!校园)(?<!猎头)(?<!高级)(?<!资深)(?<!培训)(?<!管理)(?<!hr)招聘$|(?:有|交|缴纳?|买|购)(?:保险|社保|五险|六险)|商业保险(?!专员|经理|主管|岗|顾问|代理|经纪|销售|业务|公司)|薪资福利(?!专员|经理|主管|岗)|福利高|[五六七八]险[一二两]金|[五六]险|(?:社保|公积金)(?!公积金|专员|经理|主管|岗|代理|会计|核算)|双休|单双休|单休|大小周|包吃包?住|管吃管?住|包食宿|提供食宿|提供住宿|包住宿?|包吃|吃住|食宿|住宿|"
    r"老(?=师傅)|(?:带薪|免费|岗前|新人|提供|专业|入职|系统|可|接受|公司|一对一|全程)+(?:学习|培训|带教)|可培训|带薪年假|年终奖|(?:免费|带薪|员工|国内外|出国)旅游|全勤奖|绩效奖金?|提成|高薪|"
    r"[非无不没](?:是|带|做|用)?(?:电话)?(?:销售|推销|电销|加班|出差|经验|要求|责任?|压力|业绩)(?:性质|任务|要求)?|接受(?:小白|应届|无经验|新手)|"
    r"(?:不|免|无需|无)体检|大学生(?!涯|活)(?:团队|储备人才|优选|首选|优先)?|退伍军人(?:优先)?|毕业生|(?:就近|离家近)(?:上班|入职)?|晋升(?:空间大|快|透明)?|带教|欢迎小白|行业小白|总部|朝[七八九]晚[五六七八]|早[七八九]晚[五六七八]|长白班|白班|夜班|坐班|就近(?:分配|安排)|全职|急聘|急招|急需|诚聘|直招|直聘|高新|正编|转正|日结|周结|月结|"
    r"\+培训|有培训|应届(?:毕业)?生?|往届|校招|社招|实习可?转正|周末|不加班|无责|底薪|高底薪|客户资源|精准资源|工作地点?[:：]?\S*|可居家|居家办公|有经验者?优先|优先|上市公司|世界500强|500强|国企|央企|外企"
)
_MARKS = re.compile(r"[^\w\s/、,，|+\-·#.&;；:：()\[\]]+")
# 聘猎头顾问; but 招商, 招生 and 招标 are work.
_CALL = re.compile(
    r"^(?:急|高薪|诚|现|特|大量|长期|常年|附近|本地|厂里|店里|公司)*(?:聘请?|招收?(?![商生聘标投采募租工])|求(?!职))"
)
_EMPLOYER = re.compile(r"(?<![^\s+、,，|/:：;；—-])[^\s+、,，|/:：;；—-]{3,}(?:公司|集团)(?![^\s+、,，|/:：;；—-])")
_SPLIT = re.compile(r"[/、,，|\s;；·&:：_—-]+|\+(?!\+)(?<!\+\+)|兼(?!职)|(?<=[员工师长])[和及与]")
_RANK = re.compile(
    r"(?:高级|资深|初级|中级|见习|实习|储备|首席|助理|急|急招|兼职|临时|长期|短期|暑期|暑假|寒假|优秀|熟练|熟手|普通|专职|男|女|若干"
    r"|\d+(?:名|(?![a-z\d]))|名|急急|岗位|岗|方向|人员|专业)+"
)


class Title(NamedTuple):
    core: str
    """What names the job, with its separators."""
    context: str
    """What stood in brackets."""


def clean_title(text: str) -> Title:
    """The core of a folded, lower-case title, and what it says in brackets."""
    text = _TRAINEES.sub("管培生", _CALLS.sub(" ", _MARKS.sub(" ", text[:200])))
    inside: list[str] = []

    def take_out(match: re.Match[str]) -> str:
        inside.append(match["inside"] or "")
        return " "

    core = _CALL.sub("", _without_noise(_after_hiring(_BRACKETS.sub(take_out, text))))
    return Title(_EMPLOYER.sub(" ", core).strip(), " ".join(_without_noise(part) for part in inside))


def parts(core: str) -> list[str]:
    """The pieces between separators, in order."""
    return [part for part in _SPLIT.split(core) if part]


def without_hiring(text: str) -> str:
    """The title without its calls to apply, the employer left in."""
    return _without_noise(_HIRING.sub(" ", _TRAINEES.sub("管培生", text)))


def separators(text: str) -> int:
    """How many pieces end in `text`."""
    return len(_SPLIT.findall(text.lstrip()))


def without_rank(text: str) -> str:
    """高级销售 → 销售; what only says how senior or how many."""
    return _RANK.sub("", text)


def _after_hiring(text: str) -> str:
    while match := _HIRING.search(text):
        rest = text[match.end() :]
        if not _without_noise(rest).strip(" /、,+-") or _RECRUITER.match(rest):
            break
        text = rest
    return text


def _without_noise(text: str) -> str:
    return _POST_CODE.sub(" ", _NOISE.sub(" ", _PAY.sub(" ", text))).strip()

"""The lowest education asked."""

import re

from rencai.records.parsers.asked import Reading
from rencai.records.parsers.text import demands, fold, traditional, wishes_joined
from rencai.records.values import Education, Unreadable

_NAMES: tuple[tuple[Education, str], ...] = (
    (Education.DOCTOR, "博士研究生|博士后|博士|博研|ph\\.?d|doctor(?:ate|al)?"),
    (Education.MASTER, "硕士研究生|硕士|硕博|硕研|[专学]硕|研究生|e?mba|mpacc|mpa|master|postgraduate"),
    (
        Education.JUNIOR_COLLEGE,
        (
            "大学专科|大学\\(专科\\)|(?<![人重])大专(?!门)|(?<!中等)专科(?!医|门诊|护)|高等?职业?(?:高专|技术学院|院校|学院)?(?!责)|高专|副学士"
            "|专(?=[/、]?本科)|associate|juniorcollege|college(?:degree|diploma)"
        ),
    ),
    (
        Education.BACHELOR,
        (
            "大学本科|本/?硕博?|专升本|本科|学士|大本|[一二三]本(?!书)|大学(?:(?=或硕士|或研究生|/硕士|、硕士)|及?以上|毕业|学历|文化|$)|bachelor"
            "|undergraduate"
        ),
    ),
    (Education.TECHNICAL_SCHOOL, "技工学校|技工院校|技师学院|高级技校|技校|中技|职业技术学校|technicalschool"),
    (
        Education.VOCATIONAL_SECONDARY,
        ("职业高中|中等专科|中等专业(?:学校)?|中等职业(?:学校|教育)?|中等师范|中专|中职|职高|职中|中师|vocational"),
    ),
    (Education.HIGH_SCHOOL, "普通高中|高级中学|普高|高中|highschool"),
    (Education.JUNIOR_MIDDLE, "初级中学|九年(?:制)?义务教育|初[、/]?高?中|初等中学|junior(?:middle|high)|middleschool"),
    (Education.PRIMARY, "小学|primaryschool"),
)
_LEVEL = re.compile("|".join(f"({pattern})" for _, pattern in _NAMES))
_LADDER = tuple(level for level, _ in _NAMES)

# 本科以上学历、相关专业优先 wishes for the subject alone.
_CLAUSE = re.compile(r"[,;。!?\n|()\[\]【】]|(?<=以上)[、/]|(?<=学[历位])[、/]|(?=最低学历:)")
_FORM = "(?:及其?|或|含|和)*(?:以上|以上者)?(?:学历|学位|文凭|毕业|毕业生)?者?"
_WISH = re.compile(f"(?:{_LEVEL.pattern}){_FORM}(?:可?优先|更佳|为佳|尤佳|最佳|佳|加分|优先考虑)")
# What is asked of the years before the degree: 硕士(本科阶段须为全日制).
_EARLIER = re.compile(
    "(?:本科|大专|专科|硕士)(?:学习)?(?:阶段|期间|起点|毕业院校|院校|学历|专业)?(?:也|亦)?(?:须|需|应|必须|均)+(?:为|是|毕业)"
    "|(?:本科|大专)(?:阶段|期间)?为(?:全日制|统招|一本|二本|重点|985|211|双一流)|第一学历[^,;]*|本科毕业于[^,;]{1,16}的(?=硕士|博士)"
)
# The schools somebody teaches at and the subject of teaching in them: 高中及以上语文学科教师资格证, 小学教育专业.
_TAUGHT = re.compile(
    r"(?:小学|初中|高中|中职|中专|中等职业学校|高职|(?:本科生?|大专生?|(?:[硕博]士)?研究生|[硕博]士生)(?!(?:\(含\)|含)?[及或]?其?以上|即可|起))(?:学校|学段|阶段)?(?:\(含\)|含)?(?:及|或)?(?:以上)?"
    r"(?:(?:(?!学历|学位|毕业)[^,;。、()]|\([^()]*\)){0,12}?(?:教师|导师|任教|教龄|授课|教学)|教育(?:专业|学|类|方向|\()|的?(?:专业)?(?:教材|课[程本]))"
)
_ALONE = re.compile(
    rf"(?:(?:岗位|职位)?(?:面向|限))?(?:[一-鿿]{{2,6}}:)?(?:全日制|统招)*(?:{_LEVEL.pattern})(?:[一-鿿]{{0,3}}生)?(?:[/、或](?:{_LEVEL.pattern})生?)*"
)
# 本科:体育学类 研究生:体育学
_HEADS = re.compile(rf"(?:{_LEVEL.pattern})[:(]")
_DOCTORAL = re.compile("研究生(?:学历|毕业)?[(,、;:及且]*(?:仅限|限|并?具有|并?取得|获得?)?(?=博士)")
_WISHED = re.compile(
    "优先|更佳|为佳|尤佳|加[0-9]{0,2}分|放宽(?!至?[0-9]{2}周?岁)|preferred|慎投|勿投|勿扰|请勿|不考虑|不接受"
)
_AND_BELOW = re.compile("(?:及|或|和)?(?:其)?以下")
_NONE_ASKED = re.compile(
    "学历[、和及/与](?:专业|年龄|性别|经验|户口|户籍)(?:均|都)?(?:不限|无要求)|学历(?:要求|背景)?[:为]?(?:不限|无要求|不作要求|不做要求|不要求|无)|不限(?:制)?(?:学历|文化)|[无没]有?学历(?:要求|限制)|学历[^,;。]{0,4}(?:没有?|无|不作?做?)(?:特[别殊]|任何|硬性|具体)*(?:要求|限制)|不计学历|文凭不限|学历[^,;。]{0,4}不设限|(?:不需要?|无需|不用)学历|不要求学历"
    "|无文凭|不看学历|文化(?:程度)?不限|识字即可|会写字即可"
)
_BARE_NONE = re.compile(
    r"(?:^|[,/|;])(?:不限|[无没]有?(?:硬性|特殊|特别|具体|任何)?要求|不要求|均可|都可以?|无限制|无|不作要求|不做要求|any|none|norequirements?)(?=$|[,/|;])"
)
_BRACKETED = re.compile(f"(?<=[专中科])[(]((?:{_LEVEL.pattern}))[)]")
_INCLUSIVE = re.compile(r"\(含[^()]{0,3}\)(?=以上|及)")
_OF_AGE = re.compile("^年龄.*者")
# What those who have it are given: 硕士学历的每月补贴1000元, 本科学历者可直接定级.
_GRANTED = re.compile(
    "(?:者|的|人员|毕业生?)(?:可(?!以?[报投应参来致联加申咨])|享受?|给予|予以|发放|奖励|一次性|每[月年]|[起月年]薪|直接)"
)
# What the employer's people have: 技术骨干均为博士学历, 其中硕士及以上学历8人.
_OF_STAFF = re.compile(
    "(?:骨干|团队|员工|职工|成员|队伍|师资|教师|人员)(?:中|均|都|全部|大多|多数|普遍|[0-9.]+%(?:以上)?)+(?:为|是|具有|拥有|毕业)?|全部(?:具有|拥有)|(?:其中|现有|共有|拥有)[^,;]{0,14}[0-9]+余?[人名]|占[比0-9]|总量|配偶|吸引|(?<!教育)水平|提升|比(?:博士|硕士|本科|大专)"
    "|^(?!.*(?:招|聘|录用|需)).*(?:达到?|[有共约近])[^,;]{0,8}[0-9一二三四五六七八九十几百千]余?万?[人名]"
)
_ASKED = re.compile(
    "^(?:[0-9]{1,2}[.、])?(?:全日制|统招|大学|高等)*(?:本科|大专|专科|中专)[^,;。]{1,14}专业$|(?:本科|大专|专科|中专|硕士)(?:需|须|满|为|要)?有?[0-9一二两三四五六七八九十]年"
    "|(?:专业|科系|学科|[届类])(?=博士|硕士|本科|大专|专科)|学历|学位|以上|最低|毕业(?!设计|论文)|文化|文凭|统招|全日制|在校|在读|应届|起步|(?<=[科士专])起(?![始点草])|仅限|[皆均都即亦也]可(?!以)|起点|大[一二三四五](?!学)|degree|diploma|required|orabove|ph\\.?d(?=in|or|$)"
)


def read_education(education_text: str, requirements: str = "") -> Education | None:
    """The lowest level among those demanded; a preference (优先) demands nothing, 全日制 and 统招 are no level."""
    return _READING.read(education_text, requirements)


def _plain(text: str) -> str:
    return wishes_joined(fold(text).lower().replace(" ", "")).translate(traditional())


def _is_value(text: str) -> bool:
    return bool(_HEADS.match(text) or _WISH.fullmatch(text))


def _from_field(text: str) -> Education:
    if _NONE_ASKED.search(text):
        return Education.ANY
    levels = _demanded(text)
    if levels:
        return min(levels, key=lambda level: level.rank)
    if _BARE_NONE.search(text) or _LEVEL.search(_TAUGHT.sub("", text)):
        return Education.ANY
    raise Unreadable("no_level")


def _from_requirements(requirements: str) -> Education | None:
    lines = _BRACKETED.sub(r"/\1", _INCLUSIVE.sub("", _TAUGHT.sub("", demands(requirements)))).split("\n")
    clauses = [clause for line in lines for clause in _CLAUSE.split(_without_earlier(line))]
    levels = [level for clause in clauses if _asks(clause) for level in _demanded(clause)]
    if levels:
        return min(levels, key=lambda level: level.rank)
    return Education.ANY if any(_NONE_ASKED.search(line) for line in lines) else None


def _asks(clause: str) -> bool:
    if _ALONE.fullmatch(clause):
        return True
    return bool(_ASKED.search(clause)) and not any(pattern.search(clause) for pattern in (_OF_AGE, _OF_STAFF, _GRANTED))


def _demanded(text: str) -> list[Education]:
    """Levels in the clauses that ask; `X 及以下` asks for none."""
    found = []
    for clause in _CLAUSE.split(_DOCTORAL.sub("", _without_earlier(_WISH.sub("", _TAUGHT.sub("", text))))):
        if _WISHED.search(clause):
            continue
        for match in _LEVEL.finditer(clause):
            below = _AND_BELOW.match(clause, match.end())
            found.append(Education.ANY if below else _LADDER[(match.lastindex or 1) - 1])
    return found


def _without_earlier(text: str) -> str:
    rest = _EARLIER.sub("", text)
    return rest if _LEVEL.search(rest) else text


_READING = Reading(_plain, _is_value, _from_field, _from_requirements)

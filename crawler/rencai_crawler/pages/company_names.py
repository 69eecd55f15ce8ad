"""Which texts that stand where a company's name may stand are one: 示例科技 of 示例科技招聘首页, and not 产品中心."""

import re

from rencai_crawler.pages.bare_values import field_of_value, names_place
from rencai_crawler.pages.employer import NO_EMPLOYER, is_employer
from rencai_crawler.pages.headings import OTHER_ALONE
from rencai_crawler.pages.job_names import ROLE
from rencai_crawler.pages.lines import squeeze
from rencai_crawler.pages.page_names import is_column
from rencai_crawler.pages.section_names import names_section

BOARD = re.compile(
    "招聘(?:信息)?网|人才网|直聘|求职|找工作|招工|猎头|猎聘|人才市场|"
    "[\u4e00-\u9fff]{2}(?<!人才)(?<!社会)(?<!校园)(?<!公开)(?<!公司)招聘$"
)
"""Names of job boards: 智联招聘 is one, 人才招聘 is a section."""
_FULL = re.compile("(?:公司|集团|厂|事务所|商行|经营部|合作社)$")
_LATIN_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])\s+[A-Za-z][A-Za-z .&-]*$")
_BEHIND = re.compile(
    "(?:(?:20\\d\\d)?(?:届|年)?(?:校园|社会|[春夏秋冬]季|暑期|寒假|年度|\\d{1,2}月份?|人才|最新|实习生?)?(?:招聘|诚聘|招募|招贤纳士|加入我们).*|"
    "(?:官方网站|官网|网站|官方旗舰店)?(?:首页|主页)|官方网站|官网|网站|官方旗舰店|"
    "欢迎[您你].*|(?:保留|版权)所有.*)$"
)
_AHEAD = re.compile("^(?:欢迎[您你]?(?:访问|来到|光临|进入|加入)?|加入|关于|走进|工作在)")
_MARK = re.compile(r"^[【\[][^】\]]{1,4}[】\]]\s*(?=[\u4e00-\u9fff]{4})")
"""【图】, [急聘] before a name."""
_MARK_ALONE = re.compile(r"^[【\[][^】\]]{1,6}[】\]]\s*$")
_HIRES = re.compile("[诚急]?招?聘")
_AROUND = " -—_|｜·•、,，。.!！:：>»<《》【】[]()"
_OF_SITES = re.compile(
    "详情|职位|岗位|招聘|诚邀|招贤|加入|首页|主页|登录|注册|简历|我们|欢迎|版权|备案|模板|无标题|联系|英才|切换|选择|后台|点击|"
    "查看|输入|立即|[\u4e00-\u9fff]ICP"
)
_COMPOSED = re.compile(
    "(?:编辑|管理|系统|雇主|人才|文档|关于|新闻|产品|服务|案例|公告|下载|专区|频道|导航|搜索|地图|声明|布局|页面|企业|合作|招商|"
    "加盟|更多|分享|微信|微博|二维码|电话|邮箱|地址|福利|待遇|职业|发展|文化|团队|培训|员工|信息|中心|行业|专业|公司|展示|"
    "方式|策略|理念|社会|校园|平台|网|动态|资讯|介绍|简介|项目|资质|荣誉|技术|支持|解决|方案|客户|用户|帮助|在线|留言|报名|"
    "资料|部门|职务|名称|分类|装饰|国际|教育|某|[XxＸ]|年|月|日|有限|集团|单位|学校|医院|本站|热门|热招|高薪|诚聘?|急聘?|全部|相关|推荐|"
    "[春秋夏]季|网络|公开|达人|公约|大?家庭|创始|热烈)+"
)
"""Words of which names of sections are composed, and no name of a company alone."""
_OURS = re.compile("(?!贵[州阳港溪定德南池]|本溪|那曲|于[都田洪]|从[化江])[本我该贵您你这那各在为从以于]")
"""Begins what is said of somebody; places are called so as well."""
_PUNCTUATED = re.compile(r"[。；，！？?!:：@]|\d{3}")
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z][\w .&+-]{2,24}")
_NO_LATIN = re.compile(
    "www.*|all rights?.*|array|document|title|home|index|jobs?|join|join ?us|careers?|recruit|recruitment|about|"
    "about us|"
    "contact|contact us|copyright|logo|untitled.*|html|news|welcome|company|page|insert title here|our team|team|hr|"
    "menu|toggle navigation|bootstrap.*",
    re.IGNORECASE,
)
_LONGEST = 34


def bare_name(text: str) -> str:
    """A text without what stands around a name: 欢迎光临示例科技官网 is 示例科技."""
    name = _LATIN_BEHIND.sub("", _MARK.sub("", squeeze(text)).strip(_AROUND))
    return _AHEAD.sub("", _BEHIND.sub("", name).strip(_AROUND))


def may_name(name: str, title: str) -> bool:
    """Whether a bare name may be that of a company which offers a vacancy of that title."""
    if not 2 <= len(name) <= _LONGEST:
        return False
    if is_latin(name):
        return bool(_LATIN.fullmatch(name)) and not _NO_LATIN.fullmatch(name) and name.lower() not in title.lower()
    if _is_of_title(name, title) or _PUNCTUATED.search(name) or _OURS.match(name) or _COMPOSED.fullmatch(name):
        return False
    of_site = is_column(name) or BOARD.search(name) or NO_EMPLOYER.search(name)
    if of_site or (_OF_SITES.search(name) and not is_full(name)):
        return False
    other = names_section(name) or OTHER_ALONE.fullmatch(name) or names_place(name)
    return not (other or ROLE.search(name) or field_of_value(name) == "headcount_text")


def _is_of_title(name: str, title: str) -> bool:
    """Whether a name is part of the title, or the title part of it: 示例专员实习, of 示例专员."""
    if name in title:
        return not _hires(name, title)
    return bool(title) and title in name and not (is_full(name) or is_employer(name))


def _hires(name: str, title: str) -> bool:
    """Whether a title is that the name hires: 示例餐饮招聘面点师."""
    before, _, behind = title.partition(name)
    return not _MARK_ALONE.sub("", before) and _HIRES.match(behind) is not None


def is_full(name: str) -> bool:
    """Whether a name is a company's in full, and no brand."""
    return _FULL.search(name) is not None


def is_latin(name: str) -> bool:
    return _HAN.search(name) is None

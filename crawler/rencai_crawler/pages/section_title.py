"""What a vacancy among several on a page is called: 2、数控车工（3人）, 职位：钳工 工作地点：北京, 诚聘焊工."""

import re

from rencai_crawler.pages import furniture
from rencai_crawler.pages.bare_values import PAY, is_brief
from rencai_crawler.pages.days import DAY, stamp
from rencai_crawler.pages.employer import is_employer
from rencai_crawler.pages.headings import OTHER_ALONE, is_heading
from rencai_crawler.pages.job_names import ROLE, is_trade
from rencai_crawler.pages.labels import first_values, pairs, vocabulary
from rencai_crawler.pages.lines import EDGE, Line, leads_away, squeeze
from rencai_crawler.pages.page_names import is_column, is_organ
from rencai_crawler.pages.past_jobs import tells_past
from rencai_crawler.pages.section_names import names_section
from rencai_crawler.pages.title_values import is_button, is_place, parted

HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
_LONGEST_TITLE = 40
_LONGEST_NAME, _LEAST_ORGAN = 20, 4
_LEAST_CELLS = 3
_LONGEST_LINE = 200
_MAY_LABEL = re.compile("[职岗标]")
"""In every label of a title; most lines have none of it, which is found at once."""
_DIVIDES = r":：\[【（(\s\x1f欢诚期"
_SENTENCE = re.compile(rf"[^{_DIVIDES}]+[。；;，！？][^{_DIVIDES}]*|[^:：\[【]+[。；;]")
"""A text that nothing divides, of which no title can be the beginning."""
_NUMBERS = re.compile(r"\d{1,3}(?:\s*[-~～—至]\s*\d{1,3})?\s*[人名位]?|若干[人名位]?|不限")
_ORDINAL = re.compile(
    r"^(?:(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]|"
    r"[^\w\s（(【\[〔《<“\"]{1,3}|[—-]{1,4})\s*){1,2}"
)
_NO_TITLE = re.compile(
    r"[。；;，！？]|(?:以上|优先(?:考虑)?)$|[:：]$|^[\W\d_]*$|^.{2,6}部门?$|^[\u4e00-\u9fff]{2,4}市?[-·—][\u4e00-\u9fff]{2,5}[区县市]$|^(?:联系(?:人|方式|电话|我们|地址)|地址|邮箱|欢迎|电话$)"
    r"|^(?:负责(?!人)|协助|参与|配合|具有|具备|熟悉|熟练|精通|掌握)|^(?:招聘|薪[资酬水]|福利|待遇)(?!.{0,4}(?:专员|主管|经理|助理|顾问))"
)
_INSIDE = re.compile("[（(][^（）()]*[)）]")
_CALL = re.compile(r"^(?:高薪|长期|急|诚)?(?:诚聘|聘请|急聘|急招|诚招|热招)\s*[:：]?\s*(?=\S)")
_ADVERTISES = re.compile(
    r"^[【\[]?(?:(?:高薪|长期|现|急|诚)?(?:招聘|招募|[招聘](?![聘募用工收商生标投待呼牌])|聘)|(?:用工|招工|招聘|岗位|职位)信息|招工启事)[】\]]?\s*[:：]?\s*(?=\S)"
)
_CALLS_BY = re.compile(
    r"(?:.{0,20}[:：|｜】!！]\s*)?(\S{2,30}?)(?:面向社会|对外|现|急需|急|诚|高薪|公开|长期|直接){0,3}(?:招聘|诚聘|招募|招用|招工|招收|[招聘](?![聘募用工收商生标投待呼牌]))"
    r"\s*[:：]?\s*(\S.*)"
)
_NOT_CALLING = re.compile("校园|社会|网络|人才|人事|高级|初级|猎头|专职|实习生?|[的与和]")
"""Before 招聘 in the name of who recruits: 网络招聘运营专员."""
_WORDS_BEHIND = re.compile(r"\s*(?:[!！。~～]|启事|公告|信息|啦|了)+$|[，,|｜].*$|\s(?:月薪|底薪|包吃|待遇|薪).*$")
_BRACKET_BEHIND = re.compile(r"[（(][^（）()]{1,12}[)）]$")
_COUNT_AHEAD = re.compile(r"(?:\d{1,3}|若干|[一二两三四五六七八九十]{1,2})\s?[人名位个]的?(?=\S)")
_LISTED = re.compile("、|[？?]|怎么|如何|怎样")
"""In what calls for several, or asks."""
_COUNT_BEHIND = re.compile(r"(?<=\S)\s*(?:\d{1,3}|若干|[一二两三四五六七八九十]{1,2})\s?[人名位](?:[，,。！!\s].*)?$")
_NUMBERED_POST = re.compile(r"^(?:招聘)?(?:职位|岗位|职务)\s*[一二三四五六七八九十\d]{1,2}\s*[:：、.]\s*(?=\S)")
"""招聘职位1：数控车工."""
_WELCOMES = re.compile("[，,]\\s*(?:欢迎|诚邀|期待).*$")
_BEHIND_JOB = re.compile(
    "的?(?:招聘|急聘|诚聘|(?:职位|岗位|工作)(?:描述|职责|要求|内容)|(?:任职|招聘|应聘)(?:要求|条件|资格))\\s*[:：]?$"
)
"""What may stand behind the name of a job, and behind nothing else: 数控车工岗位职责：."""
_PERSON = re.compile("[\u4e00-\u9fff](?<![总副大班主校店牙男女])(?:经理|主管|主任|厂长|店长|老师|总监|助理|教练|医生)")
"""王经理, whom to ask."""
_CALLS_SOMEBODY = re.compile("联系|责任|指导|主讲|主编|值班|班主任|负责")
"""What labels of persons begin with: 责任编辑：."""
_BRACKETED = re.compile(r"[\[【〔《<]\s*([^\]】〕》>]+?)\s*[\]】〕》>]")
_CALLED = re.compile(
    r"^(?:招聘(?!专员|主管|经理|助理|顾问|总监)|急招|(?:职位|岗位|招聘)(?:信息|详情)\s*[:：])\s*"
    rf"(?=.{{0,20}}{ROLE.pattern})"
)
"""What may stand before the name of a job, and before nothing else."""
_RECRUITS = re.compile("专员|主管|经理|助理|顾问|总监")
"""Behind 招聘 the name of who recruits."""
_COUNTED = re.compile(rf"^[\s{EDGE}]*\d{{1,2}}\s*{EDGE}[\s{EDGE}]*(?=\S)")
_DAY_BEHIND = re.compile(rf"\s*(?:(?:发布|更新)(?:日期|时间)?\s*[:：]?\s*)?[\[（(]?(?:{DAY.pattern})[\]）)]?$")


def title_of(line: Line) -> str:
    """What a vacancy is called, where a line may be that and nothing else."""
    if line.title is None:
        line.title = _title_of(line)
    return line.title


def _title_of(line: Line) -> str:
    if len(line.text) > _LONGEST_LINE or _SENTENCE.fullmatch(line.marked.strip()):
        return ""
    labelled = labelled_title(line)
    text = parted(labelled)[0] or _without_frame(_without_values(parted(line.marked)[0]))
    beside = leads_away(line) or is_button(text) or furniture.is_breadcrumb(text) or is_heading(text)
    other = _NO_TITLE.search(_INSIDE.sub("", text)) or OTHER_ALONE.fullmatch(text)
    if beside or other or not 2 <= len(text) <= _LONGEST_TITLE:
        return ""
    brief = line.block.tag not in HEADING_TAGS and is_brief(text)  # 互联网市场推广 looks like a town
    told = names_section(text) or tells_past(line.text) or _PERSON.fullmatch(text)
    value = told or is_column(text) or is_employer(text) or brief or is_place(text) or PAY.match(text) or stamp(text)
    return "" if value or (not labelled and _is_labelled(line)) else text


def values_beside(line: Line) -> dict[str, str]:
    """What a line tells behind the title on it: how many are wanted, pay, a place."""
    return parted(labelled_title(line) or line.marked)[1]


def _is_labelled(line: Line) -> bool:
    """Whether a line is a label, or one with its value behind an edge or a blank: 工作地点 北京."""
    words, beside = vocabulary("job"), line.marked.strip().partition(" ")
    apart = words.side_by_side(line.marked) or (beside[2] and words.field(beside[0]))
    return words.alone(line.marked) is not None or bool(apart)


def labelled_title(line: Line) -> str:
    """The title that a line gives behind a label: 职位名称：数控车工."""
    return first_values(pairs([line], vocabulary("job"))).get("title", "") if _MAY_LABEL.search(line.text) else ""


def names_job(line: Line) -> bool:
    """Whether a line is surely the name of a job."""
    return bool(ROLE.search(title_of(line)))


def advertised(text: str) -> str:
    """The name of the job that a call for people is about: 急聘木工6名，日薪450起; empty where a text is none."""
    called = _COUNT_AHEAD.sub("", _WORDS_BEHIND.sub("", _called(text)), count=1)
    name = _COUNT_BEHIND.sub("", called).rstrip("：: ")
    if not is_trade(name):
        name = _COUNT_BEHIND.sub("", _BRACKET_BEHIND.sub("", name))
    return name if len(name) <= _LONGEST_NAME and is_trade(name) and not _LISTED.search(text) else ""


def caller(text: str) -> str:
    """Who calls for somebody, where that is surely an organisation: 示例区图书馆, of 示例区图书馆招聘讲解员."""
    by = _CALLS_BY.match(text)
    return by[1] if by and (is_employer(by[1]) or (len(by[1]) >= _LEAST_ORGAN and is_organ(by[1]))) else ""


def _called(text: str) -> str:
    """What stands behind a call, or behind the name of who calls: 某店招聘厨师."""
    by = _CALLS_BY.match(text)
    if by and (is_employer(by[1]) or not (_NOT_CALLING.search(by[1]) or _RECRUITS.match(by[2]))):
        return by[2]
    bare = _CALL.sub("", text)
    bare = bare if bare != text else _ADVERTISES.sub("", text)
    return "" if bare == text or _RECRUITS.match(bare) else bare


def _without_values(marked: str) -> str:
    """What stands before the first value on a line, without a number in an element of its own."""
    cells = [cell for part in marked.split(EDGE) if (cell := squeeze(part))]
    if len(cells) > 1 and all(map(is_button, cells[1:])):
        return cells[0]
    if len(cells) >= _LEAST_CELLS and all(map(is_bare_value, cells[1:])):
        return cells[0]
    if told := before_values(squeeze(marked.replace(EDGE, " "))):
        return told
    label = next((start for _, _, start in vocabulary("job").inside(marked)), len(marked))
    return squeeze(_COUNTED.sub("", marked[:label]).replace(EDGE, ""))


def before_values(text: str) -> str:
    """What stands before values that need no labels on one line: 数控车工 5k-8k 北京 大专 全职; empty without them."""
    words = text.split()
    if len(words) <= _LEAST_CELLS:
        return ""
    first = next((at for at in range(len(words), 0, -1) if not is_bare_value(words[at - 1])), 0)
    return " ".join(words[:first]) if first and len(words) - first >= _LEAST_CELLS else ""


def is_bare_value(cell: str) -> bool:
    return (
        cell.isdecimal() or is_brief(cell) or bool(DAY.fullmatch(cell) or PAY.match(cell) or _NUMBERS.fullmatch(cell))
    )


def _without_frame(text: str) -> str:
    """A title without number, brackets, call, day, department and sort of employment around it."""
    numbered = _NUMBERED_POST.sub("", _ORDINAL.sub("", parted(_DAY_BEHIND.sub("", text))[0]))
    bare = _CALLED.sub("", _CALL.sub("", _BRACKETED.sub(r"\1", numbered)))
    job = _BEHIND_JOB.sub("", _WELCOMES.sub("", bare)).rstrip("：: ")
    return job if ROLE.search(job) and not _CALLS_SOMEBODY.match(job) else bare

"""Which of a page's lines is the title, which part of it the text, who hires: what speaks for each counts together."""

import pytest

from rencai_crawler.pages import Page, read_page

WORK = ("1、负责设备的日常巡检、保养和维修，做好记录；", "2、服从车间主任的工作安排，遵守安全操作规程；")
ASKS = ("1、高中或中专以上学历，机电类专业，有电工证；", "2、吃苦耐劳，能适应倒班，有三年以上维修经验。")
COMPANY = "北京示例设备有限公司"


def _kind_and_fields(body: str, title: str) -> tuple[str, dict[str, str]]:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    items = read_page(Page("https://www.example.com/job/1", markup.encode())).items
    assert len(items) == 1
    return items[0].kind, dict(items[0].fields)


def _read(body: str, title: str = f"人才招聘-{COMPANY}") -> dict[str, str]:
    kind, fields = _kind_and_fields(body, title)
    assert kind == "job_posting"
    return fields


def _text(duties: str = "岗位职责：", demands: str = "任职要求：", tag: str = "p") -> str:
    lines = f"{'</p><p>'.join(WORK)}</p><{tag}>{demands}</{tag}><p>{'</p><p>'.join(ASKS)}"
    return f"<{tag}>{duties}</{tag}><p>{lines}</p>"


@pytest.mark.parametrize(
    "above",
    [
        "<h2>人才招聘</h2><h3>联系我们 010-00000000</h3><div>设备维修工</div>",
        "<h1>加入我们</h1><h2>JOIN US</h2><p>设备维修工</p>",
        "<h1>诚聘英才 / JOBS</h1><p class='job-title'>设备维修工</p>",
        "<h1>示例设备</h1><h2>让每台机器都可靠，让每个人都安心！</h2><h5>设备维修工</h5>",
        "<h3><!-- 职位 -->设备维修工</h3>",
        "<div>当前位置：首页 &gt; 人才招聘 &gt; 设备维修工</div><h1>社会招聘</h1><div>设备维修工</div>",
        "<h1>招聘信息</h1><p><span>设备维修工</span><span>年薪8-10万</span></p>",
        "<h1>招聘信息</h1><p>设备维修工 8k-10k 北京 大专 全职</p>",
        "<h1>社会招聘</h1><p>设备维修工 工作地点：北京</p>",
        "<h2>生产部</h2><h3>设备维修工</h3>",
        "<h1>【急聘】设备维修工</h1>",
    ],
)
def test_the_line_for_which_most_speaks_is_the_title(above: str) -> None:
    assert _read(f"{above}{_text()}")["title"].removeprefix("【急聘】") == "设备维修工"


def test_a_heading_that_the_menu_has_too_is_a_section() -> None:
    names = ("关于示例", "商务合作", "工作在示例", "法律声明")
    menu = "".join(f"<li><a href='/{at}'>{name}</a></li>" for at, name in enumerate(names))
    way = (
        "<h2 class='about-title'>工作在示例</h2><div>招聘职位 &gt; 设备维修工</div><div><a href='/s'>立即申请</a></div>"
    )
    labels = "<p>• 工作地点：北京</p><p>• 工作性质：全职</p><p>• 最低学历：大专</p>"
    fields = _read(f"<ul>{menu}</ul>{way}<h3>设备维修工</h3>{labels}{_text()}", "工作在示例 示例网")
    assert fields["title"] == "设备维修工"


def test_a_name_of_no_known_job_counts_where_the_title_of_the_page_begins_with_it() -> None:
    above = "<h2>热招职位</h2><h5>储备干将</h5><h3>招聘热线：010-00000000</h3>"
    assert _read(f"{above}{_text()}", "储备干将-人才招聘")["title"] == "储备干将"


@pytest.mark.parametrize("name", ["add_con", "product-add", "hrjob"])
def test_a_class_that_only_begins_like_that_of_an_advertisement_cuts_nothing(name: str) -> None:
    parts = "".join(f"<div class='{name}'><p>{line}</p></div>" for line in (*WORK, *ASKS))
    body = f"<h1>设备维修工</h1><div class='job'><div>岗位职责：</div>{parts}</div>"
    assert _read(body)["description"].splitlines() == [*WORK, *ASKS]


@pytest.mark.parametrize("name", ["ad", "ads-2", "hr_card", "map"])
def test_what_is_an_advertisement_is_no_text(name: str) -> None:
    text = f"<div><p>{'</p><p>'.join((*WORK, *ASKS))}</p></div>"
    other = f"<div class='{name}'><p>示例网校，机电工程师考前辅导，扫码领取资料</p></div>"
    body = f"<h1>设备维修工</h1><div class='job'><div>岗位职责：</div>{text}{other}</div>"
    assert _read(body)["description"].splitlines() == [*WORK, *ASKS]


@pytest.mark.parametrize(
    ("duties", "demands"),
    [
        ("岗位职责 Job responsibilities", "任职要求 Requirements"),
        ("工作内容", "工作要求"),
        ("你将负责：", "我们希望你："),
        ("岗位职责", "岗位需求"),
    ],
)
def test_headings_of_the_same_meaning(duties: str, demands: str) -> None:
    fields = _read(f"<h1>设备维修工</h1>{_text(duties, demands, 'h4')}")
    assert fields["description"].splitlines() == [*WORK, demands, *ASKS]
    assert fields["requirements"].splitlines() == list(ASKS)


def test_a_part_in_brackets_above_the_duties_belongs_to_the_text() -> None:
    pay = "基本工资加绩效奖金，入职缴纳五险一金，包吃住。"
    fields = _read(f"<h1>设备维修工</h1><p>【薪资体系】</p><p>{pay}</p>{_text('【岗位职责】', '【任职要求】')}")
    assert fields["description"].splitlines()[:4] == ["【薪资体系】", pay, "【岗位职责】", WORK[0]]


def test_the_text_begins_below_the_inner_heading() -> None:
    above = "<h1>招聘详情</h1><div class='d'><h3>设备维修工</h3><p>2024-05-28</p>"
    fields = _read(f"{above}{_text()}</div>")
    assert (fields["title"], fields["published_text"]) == ("设备维修工", "2024-05-28")
    assert fields["description"].splitlines()[:2] == ["岗位职责：", WORK[0]]


def test_links_to_other_vacancies_of_the_sort_are_no_text() -> None:
    link = "<p><a href='/list/wxg'>北京维修工招聘</a></p><p><a href='/list/dg'>北京电工招聘</a></p>"
    body = f"<h1>设备维修工</h1><p>{COMPANY}</p><div><h3>职位描述</h3>{link}<p>{'</p><p>'.join(WORK)}</p></div>"
    assert _read(body)["description"].splitlines() == list(WORK)


def test_demands_in_a_container_of_their_own_belong_to_the_text() -> None:
    form = "<dl><dt>{head}{first}</dt><dd>{second}</dd></dl>"
    parts = (("岗位职责：", *WORK), ("任职要求：", *ASKS))
    body = "".join(form.format(head=head, first=first, second=second) for head, first, second in parts)
    fields = _read(f"<h3>设备维修工</h3><div>{body}</div>")
    assert fields["description"].splitlines() == [*WORK, f"任职要求：{ASKS[0]}", ASKS[1]]
    assert fields["requirements"].splitlines() == list(ASKS)


@pytest.mark.parametrize("last", ["申请方式", "如何申请", "投递方式："])
def test_how_to_apply_ends_the_text(last: str) -> None:
    body = f"<h1>设备维修工</h1>{_text()}<h4>{last}</h4><p>请将材料寄到示例路1号人事部。</p>"
    assert _read(body)["description"].splitlines()[-1] == ASKS[-1]


def test_a_bare_advert_is_a_vacancy_and_an_article_on_the_job_is_none() -> None:
    text = f"<p>岗位职责：</p><p>{'</p><p>'.join((*WORK, *ASKS))}</p>"
    assert _kind_and_fields(f"<h2>招聘信息</h2><h3>设备维修工</h3>{text}", "人才招聘-示例设备")[0] == "job_posting"
    assert _kind_and_fields(f"<h2>行业知识</h2><h3>设备维修工</h3>{text}", "行业知识-示例设备")[0] == "policy_notice"


@pytest.mark.parametrize(
    ("title", "below", "employer"),
    [
        ("设备维修工-人才招聘", f"<div>Copyright © 2017 {COMPANY} 京ICP备00000000号</div>", COMPANY),
        ("设备维修工-人才招聘", f"<div>©{COMPANY}2017</div>", COMPANY),
        ("设备维修工-人才招聘", "<div>示例重工 版权所有 京ICP备00000000号</div>", "示例重工"),
        (f"设备维修工-加入我们-{COMPANY}", "", COMPANY),
    ],
)
def test_whose_page_it_is_hires(title: str, below: str, employer: str) -> None:
    assert _read(f"<h1>设备维修工</h1>{_text()}{below}", title)["employer"] == employer


@pytest.mark.parametrize(
    ("title", "above"),
    [
        ("加入示例重工", ""),
        ("人才招聘_示例重工官网", ""),
        ("人才招聘", "<h2>加入示例重工</h2>"),
        ("人才招聘", "<h2>示例重工招聘</h2>"),
        ("人才招聘", "<p>加入示例重工，请将简历投递至 hr@example.com</p>"),
    ],
)
def test_who_calls_to_join_hires(title: str, above: str) -> None:
    assert _read(f"{above}<h3>设备维修工</h3>{_text()}", title)["employer"] == "示例重工"


@pytest.mark.parametrize("above", ["<h2>加入我们</h2>", "<h2>社会招聘</h2>", "<h2>热门招聘</h2>", "<p>加入收藏</p>"])
def test_what_calls_to_join_no_one_by_name_names_no_employer(above: str) -> None:
    assert "employer" not in _read(f"{above}<h3>设备维修工</h3>{_text()}", "人才招聘")


FOOT = "<p>版权所有 © 2016 {name} 京ICP备00000000号</p>"


@pytest.mark.parametrize(
    ("above", "below", "title"),
    [
        ("", FOOT.format(name="北京示例重工有限公司"), "设备维修_轴承更换_叉车租赁"),
        ("<p>北京示例重工有限公司是一家专业的设备厂，成立于2001年。</p>", "", "公司简介"),
        ("<h2>合作伙伴</h2>", f"<p>北京示例重工有限公司</p>{FOOT.format(name='某某网络')}", "示例重工"),
        ("", "<p>北京示例重工有限公司 京ICP备00000000号</p>", "北京示例重工有限公司官方网站"),
    ],
)
def test_of_all_names_the_one_that_most_speaks_for_hires(above: str, below: str, title: str) -> None:
    assert _read(f"{above}<h3>设备维修工</h3>{_text()}{below}", title)["employer"] == "北京示例重工有限公司"


@pytest.mark.parametrize(
    "below",
    [
        "<p>热烈祝贺北京示例设备有限公司与上海示例机械有限公司成功签约</p><p>祝贺示例设备有限公司和示例机械有限公司</p>",
        "<p>© 商家推广 电话冒用 流量代码</p>",
    ],
    ids=["news", "words of the foot"],
)
def test_what_nothing_tells_apart_and_what_names_two_hires_nobody(below: str) -> None:
    assert "employer" not in _read(f"<h2>人才招聘</h2><h3>设备维修工</h3>{_text()}{below}", "招聘")


@pytest.mark.parametrize("name", ["贵州示例机械有限公司", "本溪示例钢铁有限公司", "从化示例机械厂"])
def test_a_place_may_begin_like_what_is_said_of_somebody(name: str) -> None:
    assert _read(f"<h3>设备维修工</h3>{_text()}{FOOT.format(name=name)}", "设备维修_叉车租赁")["employer"] == name


def test_a_branch_counts_before_the_company_in_its_name() -> None:
    read = _read(f"<h3>设备维修工</h3>{_text()}<p>{COMPANY}通州分公司</p>")
    assert read["employer"] == f"{COMPANY}通州分公司"


@pytest.mark.parametrize("title", ["产品中心-企业文化", "人才招聘", "Document", "首页"])
def test_names_of_sections_hire_nobody(title: str) -> None:
    assert "employer" not in _read(f"<h2>人才招聘</h2><h3>设备维修工</h3>{_text()}<p>服务与支持</p>", title)


def test_the_foot_of_a_board_names_no_employer() -> None:
    foot = FOOT.format(name="某某网络科技有限公司")
    assert "employer" not in _read(f"<h3>设备维修工</h3>{_text()}{foot}", "设备维修工-某某人才网招聘")


def test_the_last_day_to_apply_is_no_day_of_publication() -> None:
    row = "<tr><td>招聘职位：</td><td>设备维修工</td></tr><tr><td>截止时间：</td><td>2030年6月30日</td></tr>"
    read = _read(f"<p>设备维修工</p><table>{row}</table>{_text()}")
    assert "published_text" not in read
    assert read["expires_text"] == "2030年6月30日"


@pytest.mark.parametrize("text", ["招聘：设备维修工", "诚聘岗位：设备维修工"])
def test_a_call_before_the_name_of_a_job_is_none_of_it(text: str) -> None:
    assert _read(f"<h2>{text}</h2>{_text()}")["title"] == "设备维修工"


def test_a_branch_of_no_company_hires_nobody() -> None:
    assert _read(f"<h3>设备维修工</h3><p>分支机构：</p><p>浙江分公司</p>{_text()}")["employer"] == COMPANY


@pytest.mark.parametrize("below", ["请将您的简历发送至：", "投递邮箱："])
def test_a_line_that_leads_to_an_address_is_no_end_of_a_text(below: str) -> None:
    read = _read(
        f"<h3>设备维修工</h3>{_text()}<h5>{below}</h5><div><a href='mailto:a@example.com'>a@example.com</a></div>"
    )
    assert read["description"].endswith(ASKS[-1])


def test_benefits_below_the_demands_belong_to_the_text() -> None:
    read = _read(f"<h3>设备维修工</h3>{_text()}<h5>福利保障：</h5><p>五险一金，带薪年假，提供食宿和班车。</p>")
    assert read["description"].endswith("提供食宿和班车。")


def test_the_label_of_another_title_ends_a_text() -> None:
    rows = "<p>工作岗位：仓库管理员</p><p>工作岗位：门卫</p>"
    read = _read(f"<div><p>工作岗位：设备维修工</p>{_text()}{rows}</div>")
    assert read["title"] == "设备维修工"
    assert read["description"].endswith(ASKS[-1])


def test_a_company_in_the_head_counts_before_what_a_class_calls_one() -> None:
    above = f"<p>{COMPANY}</p><div class='company-name'>总机：010-00000000</div>"
    assert _read(f"<h1>设备维修工</h1>{above}{_text()}", "设备维修工")["employer"] == COMPANY


def test_a_company_among_the_words_that_describe_a_site_may_hire() -> None:
    words = (
        f"<meta name='description' content='维修设备、示例{COMPANY[2:]}，设备租赁，服务热线，欢迎新老客户来电咨询。'>"
    )
    fields = _read(f"{words}<h3>设备维修工</h3>{_text()}", "人才招聘")
    assert fields["employer"] == f"示例{COMPANY[2:]}"


def test_a_company_that_belongs_to_another_is_introduced() -> None:
    intro = f"<h3>公司简介</h3><p>{COMPANY}隶属于示例集团，专做成套设备的维修与保养，服务遍及各地。</p>"
    assert _read(f"{intro}<h3>设备维修工</h3>{_text()}", "人才招聘")["employer"] == COMPANY


def test_what_belongs_to_something_is_not_always_a_company() -> None:
    tail = "<p>五险一金属于法定福利，年终奖金按照制度另行发放给全体员工。</p>"
    assert "employer" not in _read(f"<h3>设备维修工</h3>{_text()}{tail}", "人才招聘")


def test_a_company_is_no_place() -> None:
    assert "location_text" not in _read(f"<h1>设备维修工</h1><p>{COMPANY}</p>{_text()}")


def test_headed_duties_below_a_job_of_a_company_that_hires_are_a_vacancy_without_demands() -> None:
    text = f"<h3>职位描述</h3><p>{'</p><p>'.join(WORK)}</p>"
    assert _read(f"<h1>设备维修工</h1><p>{COMPANY}</p><div>{text}</div>")["description"].splitlines() == list(WORK)

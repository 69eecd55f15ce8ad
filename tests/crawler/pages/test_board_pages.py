"""Pages of one vacancy as boards, companies and public services write them: where the text ends, who hires, where."""

import pytest

from rencai_crawler.pages import Page, read_page

COMPANY = "北京示例设备有限公司"
WORK = ("1、负责设备的日常巡检、保养和维修，做好记录；", "2、服从车间主任的工作安排，遵守安全操作规程。")
ASKS = ("1、高中或中专以上学历，机电类专业，有电工证；", "2、吃苦耐劳，能适应倒班，有三年以上维修经验。")
TITLE = "<h1>设备维修工</h1>"


def _read(body: str, title: str = f"设备维修工-{COMPANY}") -> dict[str, str]:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    items = read_page(Page("https://www.example.com/job/1", markup.encode())).items
    assert [item.kind for item in items] == ["job_posting"]
    return dict(items[0].fields)


def _paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_the_text_begins_with_the_sentences_that_lead_to_its_first_heading() -> None:
    lines = ("因基地扩建，现诚聘设备维修工一名。", "工作内容", *WORK, "我们希望你", *ASKS)
    body = f"{TITLE}<p class='date'>2024-02-20</p><div class='text'>{_paragraphs(*lines)}</div>"
    assert _read(body)["description"].splitlines() == list(lines)


def test_the_sentences_above_demands_that_begin_in_the_middle_of_a_line_are_kept() -> None:
    lines = ("招聘长期骑手，多劳多得，当天入职。", "要求：18-45岁，会骑电动车，没有犯罪记录。", *WORK)
    body = f"{TITLE}<p>公司名称：{COMPANY}</p><p>工资：8000-12000元/月</p><div>{'<br>'.join(lines)}</div>"
    assert _read(body)["description"].splitlines() == list(lines)


@pytest.mark.parametrize(
    "above",
    [
        "<p>公司简介</p><p>我们成立于2005年，专业生产设备，服务全国用户。</p>",
        "<p>工作地点：北京</p><p>发布日期：2024-02-20</p>",
        "<p>我们成立于2005年，专业生产设备。</p><p>职位描述</p>",
    ],
)
def test_what_another_heading_or_a_label_opens_is_none_of_the_text(above: str) -> None:
    text = _paragraphs("岗位职责：", *WORK, "任职要求：", *ASKS)
    assert "2005" not in (told := _read(f"{TITLE}<div>{above}{text}</div>")["description"])
    assert told.splitlines()[-1] == ASKS[-1]


def test_labels_between_the_first_sentence_and_the_heading_are_kept_where_they_are_one_paragraph() -> None:
    lines = ("我们是一家设备公司，团队三十人，氛围好。", "岗位：设备维修工", "职责：", *WORK, "要求：", *ASKS)
    body = f"{TITLE}<p>公司名称：{COMPANY}</p><p>工资：8000元/月</p><p>{'<br>'.join(lines)}</p>"
    assert _read(body)["description"].splitlines() == list(lines)


def test_a_numbered_section_about_the_company_is_part_of_what_describes_the_post() -> None:
    lines = ("一、公司简介", "我们成立于2005年，专业生产设备。", "二、任职要求", *ASKS)
    fields = _read(f"{TITLE}<p>工资：8000元/月</p><h4>职位描述</h4><div>{_paragraphs(*lines)}</div>")
    assert fields["description"].splitlines() == list(lines)


def test_demands_and_others_in_one_heading_begin_a_text() -> None:
    head = "<p>所属部门：生产部</p><div>任职资格/其他要求</div>"
    fields = _read(f"{TITLE}<p>工资：8000元/月</p>{head}<div>{'<br>'.join(ASKS)}</div><div>联系方式</div><p>人事科</p>")
    assert fields["description"].splitlines() == list(ASKS)


def test_a_brief_advert_is_a_vacancy_where_the_title_hires() -> None:
    text = "<h2>工作内容</h2><p>按图纸开料与拼接；</p><h2>要求</h2><p>三年以上家具制作经验；</p>"
    fields = _read(f"<h1>招聘：木工</h1><div>{text}</div>", "招聘：木工 | 示例工坊")
    assert (fields["title"], fields["requirements"]) == ("木工", "三年以上家具制作经验；")


def test_sections_that_go_on_counting_belong_to_the_text() -> None:
    lines = (
        "一、岗位职责",
        *WORK,
        "二、任职要求",
        *ASKS,
        "三、报名方式",
        "携带证件到人事科报名，不收任何费用用于报名。",
    )
    body = f"{TITLE}<div class='text'>{_paragraphs(*lines)}</div><p>上一篇：<a href='/2'>电工</a></p>"
    assert _read(body)["description"].endswith("\n".join(lines[-3:]))


@pytest.mark.parametrize(
    "below",
    [
        "<dt>联系地址：</dt><dd>北京市房山区示例路</dd>",
        "<dt>面试时间：</dt><dd>工作日上午</dd>",
    ],
)
def test_the_next_name_of_a_list_of_values_ends_the_text(below: str) -> None:
    head = f"<dt>用工单位：</dt><dd>{COMPANY}</dd><dt>薪资范围：</dt><dd>7000元/月</dd>"
    fields = _read(f"<h2>设备维修工</h2><dl>{head}<dt>职位描述：</dt><dd>{WORK[0]}</dd>{below}</dl>")
    assert fields["description"] == WORK[0]


@pytest.mark.parametrize("other", ["职能类别", "学校简介", "门店概况"])
def test_a_heading_of_something_else_ends_the_text(other: str) -> None:
    text = f"<h3>职位要求</h3><div>{_paragraphs(*ASKS)}</div><h3>{other}</h3><div><p>设备维修，创办多年。</p></div>"
    fields = _read(f"<div>{TITLE}<p>工资：8000元/月</p>{text}</div>")
    assert fields["description"].splitlines() == list(ASKS)


def test_a_heading_of_a_place_ends_the_text_below_a_heading_of_the_same_rank() -> None:
    text = f"<h3>职位描述</h3><div>{'<br>'.join((*WORK, *ASKS))}</div>"
    fields = _read(f"{TITLE}<div>{text}<h3>工作地点</h3><div>北京市房山区示例路</div></div>")
    assert fields["description"].splitlines()[-1] == ASKS[-1]
    assert fields["location_text"] == "北京市房山区示例路"


def test_a_warning_of_the_board_ends_the_text() -> None:
    warning = "本站提醒：如何识别虚假招聘？求职必看，切勿受骗上当！"
    text = _paragraphs(*WORK, *ASKS, warning)
    assert (
        _read(f"{TITLE}<p>工资：8000元/月</p><div><h2>职位描述</h2>{text}</div>")["description"].splitlines()[-1]
        == ASKS[-1]
    )


def test_a_card_of_values_that_leads_to_the_duties_is_no_text() -> None:
    card = {"岗位名称": "设备维修工", "用人单位": COMPANY, "需求人数": "2", "年薪": "8-10万元"}
    items = "".join(f"<li><span>{label}</span><span>{value}</span></li>" for label, value in card.items())
    duties = f"<li><span>岗位职责及要求</span><div>{_paragraphs(*WORK, *ASKS)}</div></li>"
    fields = _read(f"<div>岗位信息</div><ul>{items}{duties}<li><span>联系人</span><span>人事科</span></li></ul>")
    assert fields["description"].splitlines() == [*WORK, *ASKS]
    assert fields["employer"] == COMPANY


def test_labelled_values_amid_a_text_without_headings_are_kept() -> None:
    lines = (
        "本店扩大经营，诚聘设备维修工两名，要求有经验。",
        "待遇：底薪4000元，月休四天。",
        "有意者请到店面谈，面谈后上岗。",
    )
    body = (
        f"<table><tr><td>工资：</td><td>4000元</td></tr></table><table><tr><td>{'<br>'.join(lines)}</td></tr></table>"
    )
    assert _read(f"{TITLE}<p>公司：{COMPANY}</p>{body}")["description"].splitlines() == list(lines)


def test_values_side_by_side_without_blanks_are_read_apart() -> None:
    row = "<p><span>北京市朝阳区</span><span>本科</span><span>招2人</span></p>"
    fields = _read(f"{TITLE}{row}<h3>职位描述</h3><div>{_paragraphs(*WORK, *ASKS)}</div>")
    assert (fields["location_text"], fields["education_text"], fields["headcount_text"]) == (
        "北京市朝阳区",
        "本科",
        "招2人",
    )


def test_a_day_beside_other_values_is_that_of_the_advert() -> None:
    row = "<div><span>北京-丰台区</span><span>高中</span><span>招3人</span><span>07-15</span></div>"
    fields = _read(f"{TITLE}{row}<h3>职位描述</h3><div>{_paragraphs(*WORK, *ASKS)}</div>")
    assert fields["published_text"] == "07-15"


def test_labels_of_one_line_end_at_the_next() -> None:
    line = f"<p>用工企业：{COMPANY}</p><p>薪资：<b>8000元</b> 学历：<b>高中</b> 更新：<b>2021-03-30</b></p>"
    fields = _read(f"{TITLE}{line}<h3>职位描述</h3><div>{_paragraphs(*WORK, *ASKS)}</div>", "职位详情")
    told = [fields[name] for name in ("employer", "education_text", "published_text")]
    assert told == [COMPANY, "高中", "2021-03-30"]


@pytest.mark.parametrize("behind", [" [5人]", "（J20388）", "【招2人】"])
def test_a_number_in_brackets_behind_a_title_is_none_of_it(behind: str) -> None:
    values = f"<p>公司：{COMPANY}</p><p>工资：8000元/月</p>"
    text = f"<h3>职位描述</h3><div>{_paragraphs(*WORK, *ASKS)}</div>"
    assert _read(f"<h1>设备维修工{behind}</h1>{values}{text}", "职位详情")["title"] == "设备维修工"


VALUES = "<p>工资：8000元/月</p><p>学历：高中</p><p>工作经验：3年</p><p>招聘人数：2人</p>"
TEXT = f"<h3>职位描述</h3><div>{_paragraphs(*WORK, *ASKS)}</div>"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"{TITLE}<a href='/company/9.html'>示例动力</a>{TEXT}", "设备维修工招聘-某某人才网"),
        (
            f"<div class='company'>示例动力生产部招聘</div>{TITLE}{TEXT}<p>示例动力 示例认证企业</p>",
            "设备维修工-示例网",
        ),
        (f"{TITLE}{TEXT}<a class='com-name'>示例动力</a>", "设备维修工实习招聘-示例动力实习生招聘-实习网站"),
        (f"{TITLE}<a href='/enterprise/66'>示例动力</a>{TEXT}", "示例动力设备维修工招聘_示例网"),
        (f"<h1>示例动力招聘设备维修工</h1><p>工资：8000元/月</p>{TEXT}", "示例动力招聘设备维修工"),
    ],
)
def test_a_brand_that_the_board_shows_as_the_company_is_the_employer(body: str, title: str) -> None:
    assert _read(body, title)["employer"] == "示例动力"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("<p>用人部门：信息工程学院</p>", f"{COMPANY}设备维修工招聘_示例人才网"),
        ("", f"【4图】{COMPANY}招聘设备维修工 - 示例网"),
    ],
)
def test_the_name_beside_the_vacancy_in_the_title_is_the_employer(above: str, title: str) -> None:
    assert _read(f"{TITLE}{above}{TEXT}", title)["employer"] == COMPANY


def test_the_last_word_of_a_menu_is_no_label_of_what_stands_below() -> None:
    menu = "<ul><li>首页</li><li>职位</li><li>企业</li></ul>"
    values = f"<p>招聘单位：{COMPANY}</p><p>工资：8000元/月</p>"
    assert _read(f"{menu}<div>设备维修工</div>{values}{TEXT}", "职位详情")["employer"] == COMPANY


@pytest.mark.parametrize("between", ["工作地点", "工作时间"])
@pytest.mark.parametrize(
    "markup",
    ["<h3>{}</h3><div>{}</div>", "<dt>{}</dt><dd>{}</dd>"],
)
def test_a_value_between_duties_and_demands_ends_no_text(between: str, markup: str) -> None:
    around = "dl" if markup.startswith("<dt") else "div"
    parts = (("岗位职责", "<br>".join(WORK)), (between, "示例路"), ("任职要求", "<br>".join(ASKS)))
    text = "".join(markup.format(*part) for part in parts)
    fields = _read(f"{TITLE}<p>工资：8000元/月</p><{around}>{text}</{around}>")
    assert fields["description"].splitlines()[-1] == ASKS[-1]
    assert fields["requirements"].splitlines() == list(ASKS)


@pytest.mark.parametrize("address", ["/show?contentid=9", "/list?parentid=9", "/entry/9", "/companynews/9.html"])
def test_a_link_to_a_text_or_a_column_tells_no_employer(address: str) -> None:
    body = f"{TITLE}{VALUES}{TEXT}<p><a href='{address}'>示例动力观察</a></p>"
    assert _read(body, "设备维修工-某某人才网").get("employer") != "示例动力观察"


def test_the_name_of_a_school_may_hold_the_title() -> None:
    name = "北京示例设备维修学校"
    body = f"<h1>设备维修</h1><p>工资：8000元/月</p>{TEXT}<div>版权所有 {name}</div>"
    assert _read(body, f"设备维修_{name}")["employer"] == name


def test_a_place_before_the_employer_in_the_title_is_no_employer() -> None:
    body = f"{TITLE}<p>工资：8000元/月</p>{TEXT}"
    assert _read(body, "设备维修工_北京_北京会议中心")["employer"] == "北京会议中心"


def test_what_stands_in_a_part_of_the_page_called_unit_is_no_employer_for_that() -> None:
    body = f"<div class='unit'>{TITLE}{VALUES}{TEXT}<p>示例动力观察</p></div>"
    assert "employer" not in _read(body, "设备维修工-某某人才网")


@pytest.mark.parametrize(
    "above",
    [
        "<p>求职过程中请勿缴纳任何费用，谨防诈骗，提高警惕！</p>",
        "<div>五险一金，带薪年假，节日福利</div>",
    ],
)
def test_warnings_and_benefits_above_a_heading_are_none_of_the_text(above: str) -> None:
    text = f"{above}<h3>岗位职责</h3><p>{'<br>'.join(WORK)}</p><h3>任职要求</h3><p>{'<br>'.join(ASKS)}</p>"
    fields = _read(f"{TITLE}<p>工资：8000元/月</p><div>{text}</div>")
    assert fields["description"].splitlines()[0] == WORK[0]

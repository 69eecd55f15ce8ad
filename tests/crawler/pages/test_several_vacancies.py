"""Pages of several vacancies: one record each where the markup surely tells them apart, else one for the page."""

import pytest
from sources import source

from rencai_crawler.items import raws_of
from rencai_crawler.pages import Page, RawItem, read_page

CUTS = ("1、按图纸装夹工件，操作数控车床加工零件；", "2、做好设备的日常点检与保养。")
ASKS = ("1、中专以上学历，数控相关专业；", "2、能看懂机械图纸，吃苦耐劳。")
POSTS = ("数控车工", "设备维修工", "质检员")


def _page(body: str, title: str = "人才招聘-北京示例机械有限公司") -> Page:
    markup = (
        f"<html><head><title>{title}</title></head><body><ul><li><a href='/'>首页</a></li><li><a href='/a'>关于我们</a>"
        f"</li><li><a href='/n'>新闻</a></li><li><a href='/j'>人才招聘</a></li></ul>{body}"
        "<div>版权所有 北京示例机械有限公司 京ICP备00000000号</div></body></html>"
    )
    return Page("https://www.example.com/jobs.html", markup.encode())


def _read(body: str, title: str = "人才招聘-北京示例机械有限公司") -> tuple[RawItem, ...]:
    items = read_page(_page(body, title)).items
    return tuple(item for item in items if item.kind == "job_posting")


def _texts(duties: str = "岗位职责：", demands: str = "任职要求：") -> str:
    lines = (duties, *CUTS, demands, *ASKS)
    return "".join(f"<p>{line}</p>" for line in lines)


def _each(form: str, posts: tuple[str, ...] = POSTS) -> str:
    return "".join(form.format(post=post, text=_texts()) for post in posts)


@pytest.mark.parametrize(
    "form",
    [
        "<div class='job'><h3>{post}</h3>{text}</div>",
        "<div class='job'><div class='t'>{post}</div><div>招聘人数：3人</div><div class='b'>{text}</div></div>",
        "<li><div><h4>{post}</h4><h5><span>面议</span><b>本科/3年以上</b></h5></div><div>{text}</div></li>",
        "<div class='row'><div class='col'><h4>诚聘{post}</h4>{text}</div></div>",
        "<h3>{post}</h3>{text}",
        "<p class='tit'>{post}</p>{text}",
        "<p><strong>{post}</strong></p>{text}",
        "<p><b>[{post}]</b></p>{text}",
    ],
    ids=["elements", "labels", "list", "rows", "headings", "class", "bold", "brackets"],
)
def test_each_vacancy_below_its_own_title_is_a_record(form: str) -> None:
    items = _read(f"<h1>人才招聘</h1><div class='jobs'>{_each(form)}</div>")
    assert [item.fields["title"] for item in items] == list(POSTS)
    for item in items:
        assert item.fields["description"].splitlines()[-1] == ASKS[-1]
        assert item.fields["requirements"].splitlines() == list(ASKS)
        assert CUTS[0] in item.fields["description"]
        assert item.fields["employer"] == "北京示例机械有限公司"


def test_lines_of_one_paragraph_are_told_apart_by_bold() -> None:
    lines = "<br>".join(("岗位职责：", *CUTS, "任职要求：", *ASKS))
    items = _read(
        f"<h1>人才招聘</h1><div class='text'>{''.join(f'<b>{post}</b><br>{lines}<br>' for post in POSTS)}</div>"
    )
    assert [item.fields["title"] for item in items] == list(POSTS)


def test_headings_that_unfold_their_texts_are_headings() -> None:
    panel = "<h4><a href='#p' data-toggle='collapse'>{head}</a></h4><div>{text}</div>"
    two = panel.format(head="岗位职责", text=CUTS[0]) + panel.format(head="任职资格", text=ASKS[0])
    items = _read("".join(f"<div class='col'><h3>{post}</h3>{two}</div>" for post in POSTS))
    assert [item.fields["title"] for item in items] == list(POSTS)
    assert all(ASKS[0] in item.fields["description"] for item in items)


def test_one_row_of_values_above_two_lists_of_duties_is_one_vacancy() -> None:
    values = f"<tr><td>{POSTS[0]}</td><td>北京</td><td>大专及以上</td></tr>"
    items = _read(f"<table>{values}<tr><td colspan='3'>{_texts()}{_texts('工作内容：')}</td></tr></table>")
    assert [item.fields["title"] for item in items] == [POSTS[0]]


def test_a_row_of_values_and_a_row_of_text_are_one_vacancy() -> None:
    row = "<tr><td>{post}</td><td>北京</td><td>大专及以上</td><td>2</td><td>2024-05-0{day}</td></tr><!-- text -->"
    parts = f"<h3>岗位职责：</h3><p>{CUTS[0]}</p><h3>岗位要求：</h3><p>{ASKS[0]}</p>"
    text = f"<tr><td colspan='5'><div>{parts}</div></td></tr>"
    head = "<tr><th>职位名称</th><th>工作地点</th><th>学历要求</th><th>招聘人数</th><th>更新日期</th></tr>"
    rows = "".join(row.format(post=post, day=day) + text for day, post in enumerate(POSTS, 1))
    items = _read(f"<h1>招聘职位</h1><table>{head}{rows}</table>")
    assert [item.fields["title"] for item in items] == list(POSTS)
    assert [item.fields["published_text"] for item in items] == ["2024-05-01", "2024-05-02", "2024-05-03"]


def test_a_job_without_headings_among_others_is_one_too() -> None:
    bare = f"<div class='job'><h3>网络销售</h3><p>{CUTS[1]}</p><p>1、通过网络开拓新市场，扩大客户范围；</p></div>"
    items = _read(_each("<div class='job'><h3>{post}</h3>{text}</div>") + bare)
    assert [item.fields["title"] for item in items] == [*POSTS, "网络销售"]
    assert items[-1].fields["description"].splitlines()[0] == CUTS[1]


def test_what_a_text_begins_with_above_its_heading_is_kept() -> None:
    lead = "根据产品需求独立承担工艺编制和调试。"
    items = _read(_each(f"<div class='job'><h3>{{post}}</h3><p>{lead}</p>{{text}}</div>"))
    assert all(item.fields["description"].splitlines()[0] == lead for item in items)


def test_a_title_and_the_heads_wanted_stand_on_one_line() -> None:
    body = "".join(
        f"<h2><span>{place}、{post} {place + 1}名</span></h2><p>工作地点：北京</p><p>招聘要求：</p><p>{ASKS[0]}</p>"
        for place, post in enumerate(POSTS, 1)
    )
    items = _read(f"<p>首页>人才招聘</p><div class='page'>{body}</div>")
    assert [(item.fields["title"], item.fields["headcount_text"]) for item in items] == [
        (POSTS[0], "2名"),
        (POSTS[1], "3名"),
        (POSTS[2], "4名"),
    ]


def test_a_job_named_by_a_heading_begins_above_its_text() -> None:
    body = "".join(
        f"<dt>{post}</dt><dd>{CUTS[0]}<br>{CUTS[1]}</dd><dt>职位要求:</dt><dd>{ASKS[0]}</dd>" for post in POSTS
    )
    items = _read(f"<div>人才招聘</div><dl>{body}</dl>")
    assert [item.fields["title"] for item in items] == list(POSTS)
    assert all(item.fields["description"].splitlines()[0] == CUTS[0] for item in items)


def test_what_is_said_of_one_stays_with_it() -> None:
    form = "<div class='job'><h3>{post}（{heads}人）</h3><p>工资：{pay}元/月</p>{text}</div>"
    body = "".join(
        form.format(post=post, heads=place + 2, pay=f"{place + 5}000-{place + 6}000", text=_texts())
        for place, post in enumerate(POSTS)
    )
    items = _read(body)
    assert [item.fields["title"] for item in items] == list(POSTS)
    assert [item.fields["headcount_text"] for item in items] == ["2人", "3人", "4人"]
    assert [item.fields["salary_text"] for item in items] == ["5000-6000元/月", "6000-7000元/月", "7000-8000元/月"]


def test_elements_of_one_class_are_alike_wherever_they_stand() -> None:
    each = [f"<div class='detail'><h2>{post}</h2>{_texts()}</div>" for post in ("数控车工", "互联网市场推广", "质检员")]
    items = _read(f"<div class='first'>{each[0]}</div><div class='more'>{each[1]}{each[2]}</div>")
    assert [item.fields["title"] for item in items] == ["数控车工", "互联网市场推广", "质检员"]


def test_each_has_an_id_of_its_own_on_the_page() -> None:
    again = f"<div class='job'><h3>{POSTS[0]}</h3><p>工作地点：上海</p>{_texts()}</div>"
    page = _page(_each("<div class='job'><h3>{post}</h3>{text}</div>") + again)
    raws = raws_of(read_page(page).items, page, source())
    ids = [str(fields["source_id"]) for _, fields in raws]
    assert len(set(ids)) == len(ids) == 4
    assert all("#" in one for one in ids)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>数控车工</h1>{_texts()}",
        f"<h1>数控车工</h1><div>{_texts()}</div><div><h3>公司介绍</h3><p>示例机械成立于2003年。</p></div>",
        (
            f"<h1>数控车工</h1><div class='s'><h3>岗位职责</h3><p>{CUTS[0]}</p></div>"
            f"<div class='s'><h3>任职要求</h3><p>{ASKS[0]}{ASKS[1]}</p></div>"
        ),
        f"<h1>数控车工</h1><h3>工作安排</h3><p>{CUTS[0]}</p><h3>岗位职责</h3><p>{CUTS[1]}</p><h3>任职要求</h3><p>{ASKS[0]}</p>",
        (
            f"<h1>数控车工</h1>{_texts()}<ul><li class='x'><a href='/1'>钳工</a><p>岗位职责：{CUTS[0]}</p></li>"
            f"<li class='x'><a href='/2'>焊工</a><p>岗位职责：{CUTS[1]}</p></li></ul>"
        ),
        f"<h1>招聘</h1><p>示例新厂</p>{_texts()}<p>示例老厂</p>{_texts()}",
        (
            f"<h1>数控车工</h1><h3>关于团队</h3><p>{CUTS[0]}</p><h3>岗位职责</h3><p>{CUTS[1]}</p>"
            f"<h3>你将收获</h3><p>{CUTS[1]}</p><h3>岗位职责</h3><p>{CUTS[0]}</p>"
        ),
    ],
    ids=[
        "one",
        "company",
        "two sections",
        "sub-headings",
        "links to others",
        "nothing marks the titles",
        "other parts",
    ],
)
def test_what_may_be_one_vacancy_stays_one_record(body: str) -> None:
    assert len(_read(body)) <= 1


@pytest.mark.parametrize(
    "form",
    [
        "<h2>职位信息：{post}<span>发布日期：2024.05.06</span></h2>{text}",
        "<div class='job'><div class='t'>{post} <i>2024-05-06</i></div>{text}</div>",
        "<div class='job'><span>2024-05-06</span><h4>{post}</h4>{text}</div>",
        "<div class='job'><div class='t'>招聘{post} <b>2024-05-06</b></div>{text}</div>",
    ],
    ids=["labelled", "behind", "above", "call"],
)
def test_a_day_beside_a_title_is_no_part_of_it(form: str) -> None:
    items = _read(_each(form))
    assert [item.fields["title"] for item in items] == list(POSTS)
    assert {item.fields["published_text"].replace(".", "-") for item in items} == {"2024-05-06"}


def test_copies_of_one_vacancy_are_one_record() -> None:
    form = "<div class='job'><div class='t'>{post}/5人</div>{text}</div>"
    (item,) = _read(_each(form, (POSTS[0],) * 3))
    assert (item.fields["title"], item.fields["headcount_text"]) == (POSTS[0], "5人")
    assert item.fields["description"].splitlines()[0] == CUTS[0]
    assert [each.fields["title"] for each in _read(_each(form, (*POSTS, POSTS[0])))] == list(POSTS)


def test_lines_that_label_a_title_begin_vacancies() -> None:
    form = (
        "<p>职位：{post} <b>工作地点：北京</b></p><p>学历要求：大专</p><p>______________________</p>"
        "<p>工作职责：</p><p>{cut}</p><p>任职要求：</p><p>{ask}</p>"
    )
    body = "".join(form.format(post=post, cut=CUTS[0], ask=ASKS[0]) for post in POSTS)
    items = _read(f"<div>{body}<p>请将简历发送至：hr@example.com</p></div>")
    assert [item.fields["title"] for item in items] == list(POSTS)
    assert all(item.fields["description"].splitlines()[0] == CUTS[0] for item in items)
    assert items[-1].fields["description"].splitlines()[-1] == ASKS[0]


def test_a_table_of_labels_for_each_vacancy() -> None:
    form = (
        "<div class='job'><table><tr><td><strong>职位名称：{post}</strong></td></tr></table><table>"
        "<tr><td>工作地点：</td><td>北京</td><td>工资待遇：</td><td>面议</td></tr><tr><td>需求人数：</td><td>5人</td></tr>"
        "<tr><td>具体要求：</td><td><ol><li>{cut}</li><li>{ask}</li></ol></td></tr></table></div>"
    )
    items = _read("".join(form.format(post=post, cut=CUTS[0], ask=ASKS[0]) for post in POSTS[:2]))
    assert [item.fields["title"] for item in items] == list(POSTS[:2])
    assert all(item.fields["description"].splitlines() == [CUTS[0], ASKS[0]] for item in items)
    assert all(item.fields["headcount_text"] == "5人" for item in items)


def test_names_on_tabs_belong_to_the_panes_in_their_order() -> None:
    tabs = "".join(f"<li><a href='#t'><span>{post}</span><br><span>Post</span></a></li>" for post in POSTS)
    texts = [f"{text}{ASKS[0]}" for text in (*CUTS, ASKS[1])]
    panes = "".join(f"<div class='pane'><div>岗位职责：</div><ul><li>{text}</li></ul></div>" for text in texts)
    items = _read(f"<ul class='tabs'>{tabs}</ul><div class='panes'>{panes}</div>")
    assert [item.fields["title"] for item in items] == list(POSTS)
    assert [item.fields["description"] for item in items] == texts


def test_the_jobs_of_a_cv_are_no_vacancies() -> None:
    body = "".join(f"<p>职位名称：{post}</p><p>工作描述：</p><p>{CUTS[0]}</p>" for post in POSTS)
    assert len(_read(f"<p>工作经历</p>{body}")) <= 1


def test_tabs_of_another_number_name_no_panes() -> None:
    tabs = "".join(f"<li><a href='#t'>{post}</a></li>" for post in POSTS)
    panes = "".join(f"<div><div>岗位职责：</div><ul><li>{cut}</li></ul></div>" for cut in CUTS)
    assert len(_read(f"<ul>{tabs}</ul><div>{panes}</div>")) <= 1


def test_a_number_or_a_labelled_value_beside_a_title_is_no_part_of_it() -> None:
    form = "<div class='job'><div class='t'><span>{place}</span>{post} <b>招聘人数：{place}</b></div>{text}</div>"
    items = _read("".join(form.format(place=place, post=post, text=_texts()) for place, post in enumerate(POSTS, 1)))
    assert [(item.fields["title"], item.fields["headcount_text"]) for item in items] == [
        (post, str(place)) for place, post in enumerate(POSTS, 1)
    ]


def test_a_table_of_many_values_stands_between_a_title_and_its_text() -> None:
    labels = ("性别要求", "年龄要求", "薪金待遇", "语言要求", "招聘人数", "工作地点", "有效期至", "学历要求")
    table = "".join(f"<tr><th>{label}</th><td>不限</td></tr>" for label in labels)
    items = _read(_each(f"<li class='job'><div class='n'>{{post}}</div><table>{table}</table>{{text}}</li>"))
    assert [item.fields["title"] for item in items] == list(POSTS)


def test_whom_to_write_to_is_no_part_of_the_text() -> None:
    form = "<div class='job'><h3>{post}</h3>{text}<p>简历请投至：hr@example.com</p></div>"
    items = _read(_each(form))
    assert [item.fields["description"].splitlines()[-1] for item in items] == [ASKS[-1]] * len(POSTS)


def test_a_row_of_cells_in_one_line_begins_with_the_title() -> None:
    row = "<div class='row'><span>{post}</span> <span>{heads}</span> <span>北京</span> <span>2024/05/06</span></div>"
    form = f"<li class='job'>{row}<div>{{text}}</div></li>"
    body = "".join(
        form.format(post=post, heads=heads, text=_texts())
        for post, heads in zip(POSTS, ("1", "3-5", "若干"), strict=True)
    )
    items = _read(f"<ul>{body}</ul>")
    assert [item.fields["title"] for item in items] == list(POSTS)
    assert {item.fields["published_text"] for item in items} == {"2024/05/06"}


def test_a_title_in_english_below_the_chinese_one_is_no_text() -> None:
    form = "<div class='job'><div class='zh'>{post}</div><div class='en'>Numerical Control Operator</div>{text}</div>"
    items = _read(_each(form))
    assert [item.fields["description"].splitlines()[0] for item in items] == [CUTS[0]] * len(POSTS)


@pytest.mark.parametrize("form", ["<table>{rows}</table>", "<tbody>{rows}</tbody>"], ids=["tables", "groups of rows"])
def test_cells_that_label_a_title_begin_vacancies(form: str) -> None:
    rows = (
        "<tr><td>职位名称</td><td>{post}</td><td>招聘人数</td><td>3人</td></tr><tr><td>工作地点</td><td>北京</td></tr>"
        f"<tr><td>岗位职责</td><td>{'<br>'.join(CUTS)}</td></tr><tr><td>任职要求</td><td>{'<br>'.join(ASKS)}</td></tr>"
    )
    body = "".join(form.format(rows=rows.format(post=post)) for post in POSTS)
    items = _read(body if form.startswith("<table>") else f"<table>{body}</table>")
    assert [item.fields["title"] for item in items] == list(POSTS)
    assert all(item.fields["description"].splitlines()[0] == CUTS[0] for item in items)
    assert all(item.fields["requirements"].splitlines() == list(ASKS) for item in items)

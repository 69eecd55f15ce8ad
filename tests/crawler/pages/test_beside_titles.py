"""What stands beside the titles of a page's vacancies: pay, numbers and places are values, buttons are nothing."""

import time

import pytest

from rencai_crawler.pages import Page, RawItem, read_page
from rencai_crawler.pages.title_values import parted

TEXT = (
    "<p>岗位职责：</p><p>1、按图纸装夹工件，操作数控车床加工零件；</p><p>2、做好设备的日常点检与保养。</p>"
    "<p>任职要求：</p><p>1、中专以上学历，数控相关专业；</p><p>2、能看懂机械图纸，吃苦耐劳。</p>"
)
POSTS = ("数控车工", "质检员", "采购")


def _read(body: str, title: str = "人才招聘-北京示例机械有限公司") -> tuple[RawItem, ...]:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    items = read_page(Page("https://www.example.com/jobs.html", markup.encode())).items
    return tuple(item for item in items if item.kind == "job_posting")


@pytest.mark.parametrize(
    ("form", "field", "value"),
    [
        ("<h3>· {post} <span>6-8K</span></h3>", "salary_text", "6-8K"),
        ("<h3>{post}<span>6-8K</span></h3>", "salary_text", "6-8K"),
        ("<p class='t'>{post}(8000以上)</p>", "salary_text", "8000以上"),
        ("<p class='t'>{post}（月薪6000-8000元）</p>", "salary_text", "月薪6000-8000元"),
        ("<p class='t'>{post}（时薪20元/小时）</p>", "salary_text", "时薪20元/小时"),
        ("<h3>{post}3名</h3>", "headcount_text", "3名"),
        ("<h3>{post}/3人</h3>", "headcount_text", "3人"),
        ("<p class='t'>招聘职位：{post}3人</p>", "headcount_text", "3人"),
        ("<h3>{post}（招聘3人）</h3>", "headcount_text", "3人"),
        ("<dt><span>{post}（3人）</span> <span>青岛</span></dt>", "location_text", "青岛"),
        ("<h3>{post} 深圳-福田区</h3>", "location_text", "深圳-福田区"),
        ("<h3>{post} 大专</h3>", "education_text", "大专"),
        ("<h1><i>招聘人数：3人</i>{post}</h1>", "headcount_text", "3人"),
        ("<h3>{post}<span>2024-05-01</span></h3>", "published_text", "2024-05-01"),
        ("<h3>{post}<i>急聘</i> <em>大专</em></h3>", "education_text", "大专"),
        ("<h3>{post} <em>大专</em><a href='/apply'>申请职位</a></h3>", "education_text", "大专"),
        ("<h3>· 1、{post} <em>大专</em></h3>", "education_text", "大专"),
        ("<h3><em>6-8K</em>{post}</h3>", "salary_text", "6-8K"),
        ("<div><b>01</b><b>{post}3名</b> <b>岗位职责：</b></div>", "headcount_text", "3名"),
    ],
)
@pytest.mark.parametrize("posts", [POSTS, POSTS[:1]], ids=["several", "one"])
def test_values_beside_a_title_are_told_apart_from_it(
    form: str, field: str, value: str, posts: tuple[str, ...]
) -> None:
    text = TEXT.removeprefix("<p>岗位职责：</p>") if "岗位职责" in form else TEXT
    items = _read("".join(f"<div class='job'>{form.format(post=post)}{text}</div>" for post in posts))
    assert [item.fields["title"] for item in items] == list(posts)
    assert {item.fields.get(field) for item in items} == {value}


def test_a_button_before_a_title_is_no_part_of_it() -> None:
    form = "<div class='job'><h2><a href='javascript:scroll(0,0)'>回顶部</a>{post}</h2>{text}</div>"
    items = _read("".join(form.format(post=post, text=TEXT) for post in POSTS))
    assert [item.fields["title"] for item in items] == list(POSTS)


@pytest.mark.parametrize(
    "title",
    [
        "华北 北京",
        "文案策划 / 新媒体运营（急招）",
        "保安（女）",
        "销售实习生/应届生",
        "高级工程师 第2名",
        "综合管理岗（二）",
        "管培生（2024-2025）",
        "管培生 2024-2025",
    ],
)
def test_what_is_part_of_a_title_stays(title: str) -> None:
    assert parted(title) == (title, {})


@pytest.mark.parametrize("posts", [POSTS, POSTS[:1]], ids=["several", "one"])
def test_what_a_label_tells_counts_before_what_stands_beside_a_title(posts: tuple[str, ...]) -> None:
    form = "<div class='job'><h3>{post} <em>青岛</em></h3><p>工作地点：青岛市黄岛区示例路1号</p>{text}</div>"
    items = _read("".join(form.format(post=post, text=TEXT) for post in posts))
    assert [item.fields["title"] for item in items] == list(posts)
    assert {item.fields["location_text"] for item in items} == {"青岛市黄岛区示例路1号"}


@pytest.mark.parametrize(
    ("markup", "blanks"),
    [("<h3>数控车工（3人）{}</h3>", 40_000), ("<div style='display:none'>岗位要求{0}</div>" * 2, 1500)],
    ids=["behind a title", "in what is hidden"],
)
def test_blanks_cost_nothing(markup: str, blanks: int) -> None:
    began = time.process_time()
    assert _read(markup.format(" " * blanks) + f"<h3>焊工</h3>{TEXT}")
    assert time.process_time() - began < 2


def test_a_comma_in_brackets_makes_no_sentence_of_a_title() -> None:
    posts = ("一、推广专员（校园推广，兼职）", "二、客服专员", "三、运营专员")
    items = _read("".join(f"<div class='job'><b>{post}</b>{TEXT}</div>" for post in posts))
    assert [item.fields["title"] for item in items] == ["推广专员（校园推广，兼职）", "客服专员", "运营专员"]


def test_texts_that_unfold_below_titles_are_shown() -> None:
    form = "<h3>{post}</h3><div class='fold' style='display: none;'>{text}</div>"
    posts = (*POSTS, "电工", "焊工", "钳工", "铣工")
    items = _read("".join(form.format(post=post, text=TEXT) for post in posts))
    assert [item.fields["title"] for item in items] == list(posts)
    assert all("能看懂机械图纸" in item.fields["description"] for item in items)


def test_whom_to_write_to_closes_a_part_with_its_heading() -> None:
    tail = "<p>【联系我们】</p><p>简历投递邮箱：hr@example.com</p>"
    items = _read("".join(f"<h3>{post}</h3><div>{TEXT}{tail}</div>" for post in POSTS))
    assert {item.fields["description"].splitlines()[-1] for item in items} == {"2、能看懂机械图纸，吃苦耐劳。"}


def test_rows_of_a_table_of_posts_are_its_vacancies() -> None:
    rows = "".join(
        f"<tr><td>{post}</td><td>35周岁以下</td><td>大专</td><td><p>1、有{post}经验；</p><p>2、吃苦耐劳。</p></td></tr>"
        for post in POSTS
    )
    head = "<tr><td>招聘岗位</td><td>年龄</td><td>学历</td><td>任职要求</td></tr>"
    items = _read(f"<div>招聘岗位</div><table>{head}{rows}</table>")
    assert [(item.fields["title"], item.fields["education_text"]) for item in items] == [
        (post, "大专") for post in POSTS
    ]
    assert "有质检员经验" in items[1].fields["requirements"]
    assert items[0].fields["employer"] == "北京示例机械有限公司"


def test_a_table_beside_the_only_vacancy_is_none_of_it() -> None:
    others = "<tr><td>招聘岗位</td><td>学历</td><td>招聘人数</td></tr><tr><td>钳工</td><td>大专</td><td>2</td></tr>" * 2
    menu = "".join(f"<li><a href='/{at}'>栏目{at}</a></li>" for at in range(4))
    items = _read(f"<ul>{menu}</ul><h1>数控车工</h1><div>{TEXT}</div><h4>相关职位</h4><table>{others}</table>")
    assert [item.fields["title"] for item in items] == ["数控车工"]


def test_a_card_of_title_and_values_below_the_heading_of_the_page_is_no_text() -> None:
    card = "<ul><li>保安队长</li><li><p>月薪3千-4千+年终奖金</p><p>北京</p></li></ul>"
    items = _read(f"<h3>职位详情</h3><div>{card}</div><div>{TEXT}</div>", title="职位申请")
    fields = items[0].fields
    assert (fields["title"], fields["location_text"]) == ("保安队长", "北京")
    assert fields["salary_text"] == "月薪3千-4千+年终奖金"
    assert "月薪" not in fields["description"]


def test_a_day_beside_the_title_of_a_card_makes_no_text_of_it() -> None:
    card = "<ul><li>保安队长<span>2024-05-01</span></li><li><p>月薪3千-4千</p><p>北京</p></li></ul>"
    fields = _read(f"<h3>职位详情</h3><div>{card}</div><div>{TEXT}</div>", title="职位申请")[0].fields
    assert (fields["title"], fields["published_text"]) == ("保安队长", "2024-05-01")
    assert fields["description"].startswith("岗位职责")


def test_headings_of_one_word_head_duties_and_demands() -> None:
    form = "<h4>{post}</h4><p><b>职责：</b> 按图纸加工零件，做好点检。</p><p><b>要求：</b> 中专以上学历，吃苦耐劳。</p>"
    items = _read("".join(form.format(post=post) for post in POSTS))
    assert [item.fields["title"] for item in items] == list(POSTS)


def test_the_employer_labelled_above_several_vacancies_is_that_of_each() -> None:
    above = "<p>招聘单位：青岛示例阀门有限公司</p>"
    items = _read(above + "".join(f"<h3>{post}</h3>{TEXT}" for post in POSTS))
    assert {item.fields["employer"] for item in items} == {"青岛示例阀门有限公司"}


def test_a_line_of_duties_without_a_stop_is_no_title() -> None:
    lines = "<li>1.更新设备档案；</li><li>2.负责收集和保管车间的各类资料</li><li>3.完成其他工作。</li>"
    asks = "<li>1.中专以上学历；</li><li>2.吃苦耐劳。</li>"
    text = f"<h3>岗位职责:</h3><ul>{lines}</ul><h3>任职要求:</h3><ul>{asks}</ul>"
    items = _read(f"<ul><li>1、质检员 <em>急聘</em></li><li><p>月薪5000元</p><p>北京</p></li></ul>{text}")
    assert [item.fields["title"] for item in items] == ["质检员"]


@pytest.mark.parametrize(("duties", "demands"), [("主要职责", "任职条件"), ("岗位工作职责", "应聘资格")])
def test_rarer_headings_are_of_vacancies_too(duties: str, demands: str) -> None:
    text = TEXT.replace("岗位职责", duties).replace("任职要求", demands)
    items = _read("".join(f"<h3>{post}</h3>{text}" for post in POSTS))
    assert [item.fields["title"] for item in items] == list(POSTS)

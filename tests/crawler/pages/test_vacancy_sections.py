"""Where the text of a vacancy begins and ends among the other parts of its page, whatever those are called."""

import pytest

from rencai_crawler.pages import Page, read_page

WORK = "负责中央空调机组的巡检、保养与维修，填写运行记录。"
ASKS = "持制冷设备维修证，有两年以上物业工程经验，能值夜班。"
TITLE = "<h1>空调维修工</h1><p>6000-8000元/月</p><p>北京示例物业管理有限公司</p>"
BOTH = f"<p>岗位职责：</p><p>{WORK}</p><p>任职要求：</p><p>{ASKS}</p>"


def _read(body: str, title: str = "空调维修工_北京示例物业管理有限公司") -> dict[str, str]:
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    (item,) = read_page(Page("https://www.example.com/job/1", markup.encode())).items
    assert item.kind == "job_posting"
    return dict(item.fields)


@pytest.mark.parametrize(
    "below",
    [
        "<div class='t'>班组风采</div><div class='c'>我们有二十名维修工</div>",
        "<div class='t'>入职流程</div><div class='c'>面试、体检、报到</div>",
        "<div class='t'>员工福利</div><p>年节礼品</p><div class='t'>工作地址</div><p>朝阳区</p>",
    ],
)
def test_a_line_that_looks_as_the_heading_does_ends_the_text(below: str) -> None:
    page = f"{TITLE}<div class='t'>职位描述</div><div class='c'>{BOTH}</div>{below}"
    assert _read(page)["description"].endswith(ASKS)


@pytest.mark.parametrize("name", ["优先条件", "我们提供", "薪资福利"])
def test_parts_that_an_author_gives_are_of_the_text(name: str) -> None:
    flow = f"<h3>岗位职责</h3><p>{WORK}</p><h3>任职要求</h3><p>{ASKS}</p><h3>{name}</h3><p>有高压电工证，会开车。</p>"
    assert _read(TITLE + flow)["description"].endswith("会开车。")


def test_a_heading_may_have_nothing_below_but_one_such_part() -> None:
    assert _read(f"{TITLE}<h3>职位描述</h3><p>福利待遇：五险一金，周末双休</p>")["title"] == "空调维修工"


@pytest.mark.parametrize(
    "row",
    [
        "<p><b>{}：</b>{}</p>",
        "<p>【{}】{}</p>",
        "<tr><td>{}</td><td>{}</td></tr>",
        "<div><div>{}</div><div>{}</div></div>",
        "<dt>{}</dt><dd>{}</dd>",
    ],
)
def test_the_next_label_of_a_list_ends_a_text_that_is_a_value(row: str) -> None:
    told = {"招工单位": "北京示例物业管理有限公司", "用工人数": "2人", "岗位职责": WORK, "任职要求": ASKS}
    rows = "".join(row.format(*pair) for pair in (told | {"登记窗口": "示例街道三号"}).items())
    tags = {"<tr>": "table", "<dt>": "dl"}.get(row[:4], "div")
    fields = _read(f"<h1>空调维修工</h1><{tags}>{rows}</{tags}>")
    assert fields["description"].endswith(ASKS)
    assert (fields["employer"], fields["headcount_text"]) == ("北京示例物业管理有限公司", "2人")


@pytest.mark.parametrize(
    "page",
    [
        f"<header><h1>职位详情</h1></header><h2>空调维修工</h2><p>招2人 · 已认证</p><h3>岗位说明</h3><div>{WORK}</div>",
        f"<h1>空调维修工</h1><div><a>岗位说明</a><a>公司介绍</a><a>公司评价(0)</a></div><div><p>{WORK}</p></div>",
        f"<h1>空调维修工</h1><h3>🔧 岗位说明</h3><p>{WORK}</p>",
        f"<h1>空调维修工</h1><p>人　数：2人</p><p>要　　求：{WORK}</p>",
    ],
)
def test_the_text_begins_below_the_innermost_heading_however_it_is_written(page: str) -> None:
    pay = "<p>薪资：6000元/月</p><p>公司：北京示例物业管理有限公司</p>"
    text = _read(page.replace("<h3>", f"{pay}<h3>", 1) if "<h3>" in page else page.replace("</h1>", f"</h1>{pay}", 1))
    assert text["description"].removeprefix("岗位说明\n") == WORK


@pytest.mark.parametrize(
    "below",
    [
        "<div class='more'>招聘人数：2人</div>",
        "<p>联系人：王工　电话：010-00000000　地址：示例路1号</p>",
        "<p class='go'>我要报名</p><p>到店登记</p>",
    ],
)
def test_what_stands_below_a_text_in_another_element_or_only_tells_contacts_is_none_of_it(below: str) -> None:
    assert _read(f"{TITLE}<h3>职位描述</h3>{BOTH}{below}")["description"].endswith(ASKS)


def test_without_a_heading_the_text_ends_where_its_paragraphs_do() -> None:
    labels = "<p>工资：6000元/月</p><p>公司：北京示例物业管理有限公司</p><p>地区：北京</p>"
    page = f"<h1>空调维修工</h1>{labels}<section>{WORK}<br>{ASKS}</section><div>请当面核实，谨慎转账。</div>"
    assert _read(page)["description"] == f"{WORK}\n{ASKS}"


@pytest.mark.parametrize(
    "above",
    [
        "<h1>空调维修工<i>网申</i></h1>",
        "<h1>空调维修工 <small>招聘中</small></h1>",
        "<h1>空调维修工<span>8月5日更新</span></h1>",
        "<div><span>空调维修</span><span>空调维修工</span></div>",
        "<h1>空调维修工</h1><p>职位名称：空调维修</p>",
        "<h3>示例招聘</h3><p>标题：空调维修工</p>",
        "<div>示例物业招聘平台</div><p class='pn'>空调维修工</p>",
        "<div><b>空调维修工</b><span>6000-8000元/月</span><span>退役军人优先</span></div>",
    ],
)
def test_a_title_has_neither_badges_nor_the_name_of_a_board(above: str) -> None:
    pay = "<p>月薪：6000元</p><p>单位：北京示例物业管理有限公司</p>"
    assert _read(f"{above}{pay}<h3>职位描述</h3>{BOTH}")["title"] == "空调维修工"


def test_a_whole_day_is_told_before_one_without_its_year() -> None:
    days = "<div>8月5日更新</div><div>发布于 2023-08-05</div>"
    assert _read(f"{TITLE}{days}<h3>职位描述</h3>{BOTH}")["published_text"] == "2023-08-05"


def test_a_post_labelled_beside_its_longer_title_is_a_vacancy() -> None:
    page = (
        "<h1>[北京]示例测评有限公司招聘软件测试工程师</h1><ul><li>工作地点：北京</li><li>职位：软件测试工程师</li></ul>"
    )
    assert _read(page + BOTH, "[北京]示例测评有限公司招聘软件测试工程师")["description"].endswith(ASKS)


@pytest.mark.parametrize(
    "values",
    [
        "<p><span>用工数量</span><em>2人</em><span>学历</span><em>中专</em></p><p>单位：{}</p>",
        "<ul><li>用工单位 {}</li><li>学历要求 中专</li><li>招聘人数 2人</li></ul>",
        "<table><tr><td>用工单位：{}</td><td>用工人数：2人</td><td>学历：中专</td></tr></table>",
    ],
)
def test_labels_without_colons_and_several_on_a_line_have_each_its_value(values: str) -> None:
    fields = _read(f"<h1>空调维修工</h1>{values.format('北京示例物业管理有限公司')}<h3>岗位描述</h3>{BOTH}")
    told = (fields["employer"], fields["education_text"], fields["headcount_text"])
    assert told == ("北京示例物业管理有限公司", "中专", "2人")


def test_a_column_of_other_vacancies_may_stand_before_the_vacancy() -> None:
    menu = "".join(f"<a href='/{at}'>栏目{at}</a><br>" for at in range(12))
    rows = {"公司名称": "北京示例物业管理有限公司", "发布日期": "2023-08-05", "截止日期": "2023-09-05"}
    labels = "".join(f"<tr><td>{label}：</td><td>{value}</td></tr>" for label, value in rows.items())
    column = f"<td>{menu}<b>最新职位</b><br>电工 08-04<br>焊工 08-04</td>"
    main = f"<td><h2>空调维修工</h2><table>{labels}</table><h3>职位描述</h3>{BOTH}</td>"
    fields = _read(f"<table><tr>{column}{main}</tr></table>")
    assert (fields["published_text"], fields["expires_text"]) == ("2023-08-05", "2023-09-05")


def test_a_text_behind_its_heading_ends_with_its_paragraph() -> None:
    values = "<p>工资：6000元/月</p><p>公司：北京示例物业管理有限公司</p>"
    reply = "<div><b>沙发</b> 路过帮顶，祝早日招到人 <span>2023-08-06 10:00</span></div>"
    page = f"<h1>空调维修工</h1><div class='post'>{values}<p>职位描述：{WORK}{ASKS}</p></div>{reply}"
    assert _read(page)["description"] == WORK + ASKS


@pytest.mark.parametrize(
    ("title", "above"),
    [
        ("空调维修工 6k-8k 北京示例律师事务所 - 示例圈", "<p>北京示例律师事务所 · 法律服务 · 50人</p>"),
        ("空调维修工", "<p>北京示例律师事务所因业务发展需要，现诚聘英才。</p><p>不限学历，男女均可，待遇从优。</p>"),
        ("[北京]北京示例律师事务所招聘空调维修工", ""),
    ],
)
def test_who_hires_is_told_by_words_around_a_name(title: str, above: str) -> None:
    heading = title.split(" - ", maxsplit=1)[0] if title.startswith("[") else "空调维修工"
    assert _read(f"<h1>{heading}</h1>{above}<h3>职位描述</h3>{BOTH}", title)["employer"] == "北京示例律师事务所"


def test_a_short_demand_behind_its_label_is_the_text_of_one_vacancy_of_several() -> None:
    posts = {"空调维修工": "持证上岗，能值夜班", "列车机长": "服从安排，吃苦耐劳", "弱电工程师": "熟悉监控，会布线"}
    rows = "<br>".join(f"<b>{name}：2名</b><br>工资：6000元<br>要求：{asks}" for name, asks in posts.items())
    body = f"<h1>示例酒店招聘</h1><div>示例酒店现诚聘：<br>{rows}<br>以上岗位均包吃住，交社保。</div>"
    items = read_page(Page("https://www.example.com/job/1", f"<html><body>{body}</body></html>".encode())).items
    assert {item.fields["title"]: item.fields["description"] for item in items} == posts


def test_what_a_column_of_a_table_of_posts_asks_is_told() -> None:
    head = "<tr><td>职位</td><td>人数</td><td>月薪</td><td>要求</td></tr>"
    rows = "".join(f"<tr><td>{name}</td><td>2</td><td>6000-8000</td><td>{ASKS}</td></tr>" for name in ("钳工", "铣工"))
    page = f"<html><head><title>人才招聘-示例机械厂</title></head><body><table>{head}{rows}</table></body></html>"
    items = read_page(Page("https://www.example.com/job/1", page.encode())).items
    assert [item.fields["requirements"] for item in items] == [ASKS, ASKS]

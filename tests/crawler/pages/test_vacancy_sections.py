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

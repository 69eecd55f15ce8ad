"""Whether somebody is hired on a page at all, and what calls in notices, tables and lines without labels tell."""

import pytest

from rencai_crawler.pages import Page, read_page
from rencai_crawler.pages.page import RawItem

DUTIES = "<h2>电工岗位职责</h2><p>负责线路与设备的检修，做好记录。</p><h2>任职要求</h2><p>持低压电工证，能倒班。</p>"
OTHERS = {
    "guide to pay": f"<title>北京电工工资一般多少钱一个月</title><h1>北京电工工资</h1><p>平均7000元/月</p>{DUTIES}",
    "model texts": f"<title>电工岗位职责3篇</title><h1>电工岗位职责3篇</h1><p>时间：2024-05-06</p>{DUTIES}",
    "encyclopedia": f"<title>电工 - 职业百科</title><h1>电工是做什么的</h1><p>薪资水平：平均月薪7000元</p>{DUTIES}",
    "course": f"<title>电工培训_报名条件_学费</title><h1>电工证培训招生</h1><p>学费：1800元</p>{DUTIES}",
    "CV": "<title>找工作</title><h1>电工</h1><p>姓名：王某</p><p>期望薪资：7000元/月</p><p>求职意向：电工</p>"
    "<h3>自我介绍</h3><p>本人从事电工工作多年，熟悉线路检修。</p>",
    "survey": "<title>2024年焊工薪资调查报告</title><h1>焊工薪资调查</h1><p>样本量：1200</p><p>月薪：6500元</p>"
    f"<p>学历要求：不限</p>{DUTIES}",
    "list": "<title>示例人才网-普工招聘列表</title><h1>普工招聘</h1><ul><li><a href='1.html'>普工</a> 5000元</li>"
    "<li><a href='2.html'>普工</a> 5500元 示例五金厂</li><li><a href='3.html'>普工</a> 6000元 示例鞋厂</li></ul>",
    "tender": f"<title>电工服务采购</title><h1>电工服务采购</h1><p>预算金额：20万元，投标截止5月6日</p>{DUTIES}",
}


@pytest.mark.parametrize("body", OTHERS.values(), ids=OTHERS)
def test_what_speaks_of_a_job_hires_nobody(body: str) -> None:
    assert _jobs(body) == []


@pytest.mark.parametrize("title", ["急招5个木工", "招聘 12个木工"])
def test_so_many_people_in_a_title_are_no_guide_of_so_many_parts(title: str) -> None:
    body = f"<title>{title}</title><h1>{title}</h1><p>工资：7000元</p><p>地点：示例市示例区</p><p>做木模，包吃住。</p>"
    assert [item.fields["title"] for item in _jobs(body)] == ["木工"]


def test_an_organisation_that_calls_for_somebody_names_the_job_how_many_and_the_pay() -> None:
    body = (
        "<title>示例区图书馆招聘讲解员</title><h1>示例区图书馆招聘讲解员</h1><p>2024-05-06</p>"
        "<p>示例区图书馆因工作需要，现面向社会招聘讲解员2名，条件如下。</p>"
        "<p>一、岗位职责</p><p>承担展厅的讲解与读者服务工作。</p><p>二、任职要求</p><p>大专以上学历，普通话标准。</p>"
        "<p>三、工资待遇</p><p>每月5500元，缴纳五险，提供工作餐。</p>"
    )
    [item] = _jobs(body)
    told = [item.fields.get(name) for name in ("title", "headcount_text", "salary_text", "location_text", "employer")]
    assert told == ["讲解员", "2名", "5500元", None, "示例区图书馆"]


ROWS = (("电工", "3", "7000-9000", "持低压电工证"), ("保洁员", "10", "4000-4500", "五十岁以下"))


@pytest.mark.parametrize("turned", [False, True], ids=["rows", "columns"])
def test_a_table_without_a_header_is_told_by_what_stands_in_its_columns(turned: bool) -> None:
    rows = zip(*ROWS, strict=True) if turned else ROWS
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    body = f"<title>招聘-示例纸业有限公司</title><h1>招聘</h1><table>{table}</table><p>示例纸业有限公司</p>"
    found = [[item.fields.get(name) for name in ("title", "headcount_text", "salary_text")] for item in _jobs(body)]
    assert found == [list(row[:3]) for row in ROWS]


def test_the_office_for_staff_employs_nobody() -> None:
    rows = "".join(
        f"<tr><td>人力资源部</td><td>{name}</td><td>{many}</td><td>{asked}</td></tr>" for name, many, _, asked in ROWS
    )
    head = "<tr><th>部门</th><th>岗位</th><th>人数</th><th>要求</th></tr>"
    above = "<title>招聘-示例纸业有限公司</title><h1>招聘岗位</h1><p>人力资源部</p>"
    body = f"{above}<table>{head}{rows}</table><p>示例纸业有限公司</p>"
    assert {item.fields.get("employer") for item in _jobs(body)} == {"示例纸业有限公司"}


def test_lines_of_preformatted_text_are_lines() -> None:
    body = "<title>示例厂招聘</title><h1>示例厂招聘</h1><pre>\n电工 2名 7000元\n焊工 3名 8000元\n</pre>"
    assert [(item.fields["title"], item.fields["headcount_text"]) for item in _jobs(body)] == [
        ("电工", "2名"),
        ("焊工", "3名"),
    ]


def test_other_labels_behind_a_value_are_none_of_it() -> None:
    body = (
        "<title>示例酒店招聘</title><h1>示例酒店招聘</h1><p>行李员（2人）</p><p>薪资：4000元；要求：有经验</p>"
        "<p>救生员（4人）</p><p>薪资：6000元；要求：有救生员证</p>"
    )
    assert [item.fields["salary_text"] for item in _jobs(body)] == ["4000元", "6000元"]


def test_a_department_before_a_job_is_not_what_it_is_called() -> None:
    posts = "<p>客房部：客房服务员 5名 3500元</p><p>餐饮部：传菜员 3名 3300元</p>"
    body = f"<title>人才招聘_示例大酒店</title><h1>人才招聘</h1>{posts}"
    assert [(item.fields["title"], item.fields["headcount_text"]) for item in _jobs(body)] == [
        ("客房服务员", "5名"),
        ("传菜员", "3名"),
    ]


def test_what_a_lesson_is_paid_is_no_price() -> None:
    call = "示例培训学校招聘英语老师"
    text = "工资6000-9000元，课时费另计，要求英语专业，有教师资格证，负责小学英语教学。联系电话138"
    [item] = _jobs(f"<title>{call}</title><h1>{call}</h1><p>{text}</p>")
    assert item.fields["title"] == "英语老师"


POSTS = (("厨师", "6000元"), ("服务员", "4000元"), ("保安", "4500元"))


@pytest.mark.parametrize(("numbers", "told"), [((1, 2, 3), [None] * 3), ((5, 2, 9), ["5", "2", "9"])], ids=str)
def test_numbers_that_count_the_vacancies_do_not_say_how_many_are_wanted(
    numbers: tuple[int, ...], told: list[str | None]
) -> None:
    rows = "".join(
        f"<p>{name} {pay}</p><p>{number}</p><p>要求吃苦耐劳，有经验者优先。</p>"
        for number, (name, pay) in zip(numbers, POSTS, strict=True)
    )
    body = f"<title>示例酒店招聘</title><h1>示例酒店招聘</h1>{rows}"
    assert [item.fields.get("headcount_text") for item in _jobs(body)] == told


def test_comments_between_the_rows_of_a_table_do_not_part_it() -> None:
    head = "<tr><th>岗位</th><th>序号</th><th>工资</th><th>要求</th></tr>"
    rows = "<!-- row -->".join(
        f"<tr><td>{name}</td><td>{number}</td><td>{pay}</td><td>身体健康，有经验者优先</td></tr>"
        for number, (name, pay) in enumerate(POSTS, 7)
    )
    body = f"<title>示例酒店招聘</title><h1>示例酒店招聘</h1><table>{head}{rows}</table>"
    assert [(item.fields["title"], item.fields.get("headcount_text")) for item in _jobs(body)] == [
        (name, None) for name, _ in POSTS
    ]


def _jobs(body: str) -> list[RawItem]:
    page = Page("https://www.example.com/a/1.html", f"<html><body>{body}</body></html>".encode())
    return [item for item in read_page(page).items if item.kind == "job_posting"]

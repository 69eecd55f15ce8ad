"""Position tables in pages and in files: one vacancy a row, linked to the notice."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from openpyxl import Workbook
from sources import source

from rencai_crawler.pages import Page, RawItem, read_page
from rencai_crawler.pages.attachments import read_attachment, read_file
from rencai_crawler.pages.positions import positions
from rencai_crawler.pages.radicals import unified
from rencai_crawler.pages.sheets import Sheet

HEAD = ["序号", "主管部门", "单位名称", "招聘岗位", "岗位代码", "招聘人数", "学历要求", "专业要求", "年龄", "其他条件"]
ROWS = [
    [
        "1",
        "示例局",
        "示例技师学院",
        "数控实训教师",
        "A001",
        "2",
        "本科及以上",
        "机械工程",
        "35周岁及以下",
        "具有车工技师及以上证书",
    ],
    ["2", "示例局", "示例技师学院", "电工实训教师", "A002", "1", "大专及以上", "电气自动化", "40周岁及以下", "无"],
]
NOTICE = RawItem(
    "policy_notice",
    {
        "title": "公开招聘公告",
        "issuer_text": "示例局",
        "published_text": "2024-05-13",
        "url": "https://example.gov.cn/t1_1.html",
    },
)


def _xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["示例局2024年公开招聘岗位表"])
    sheet.append(HEAD)
    for row in ROWS:
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    sheet.merge_cells("A1:J1")
    sheet.merge_cells("C3:C4")
    book.create_sheet("隐藏").sheet_state = "hidden"
    return _saved(book.save)


def _docx() -> bytes:
    document = Document()
    document.add_paragraph("附件：岗位表")
    table = document.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return _saved(document.save)


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def _html() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in (HEAD, *ROWS))
    return f"<html><body><table border=1><tr><td colspan=10>岗位表</td></tr>{rows}</table></body></html>".encode()


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.xlsx", _xlsx()),
        ("a.docx", _docx()),
        ("a.xls", _html()),
        ("a.csv", "\n".join(map(",".join, (HEAD, *ROWS))).encode("gb18030")),
    ],
    ids=["xlsx", "docx", "html named xls", "csv in GBK"],
)
def test_a_file_gives_a_vacancy_a_row(name: str, body: bytes) -> None:
    found = read_attachment(Page(f"https://example.gov.cn/{name}", body), NOTICE)
    assert found.reason == ""
    assert "数控实训教师" in found.text
    first, second = found.items
    assert first.kind == "job_posting"
    assert first.fields == {
        "source_id": "#A001",
        "title": "数控实训教师",
        "employer": "示例技师学院",
        "headcount_text": "2",
        "education_text": "本科及以上",
        "requirements": "专业：机械工程\n年龄：35周岁及以下\n具有车工技师及以上证书",
        "published_text": "2024-05-13",
        "url": "https://example.gov.cn/t1_1.html",
    }
    assert second.fields["employer"] == "示例技师学院"
    assert "其他" not in second.fields["requirements"]
    assert "无" not in second.fields["requirements"]


def test_a_pdf_with_ruled_columns_or_without() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    assert read_file(Page("https://example.gov.cn/a.pdf", _saved(writer.write))).reason == "needs_ocr"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"PK\x03\x04broken", "unknown_format"),
        (b"\xd0\xcf\x11\xe0" + b"W\0o\0r\0k\0b\0o\0o\0k\0" + b"x" * 600, "broken"),
        (b"%PDF-1.4 broken", "broken"),
        (b"\x89PNG", "unknown_format"),
        (b"", "unknown_format"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(body: bytes, reason: str) -> None:
    found = read_attachment(Page("https://example.gov.cn/a.bin", body), NOTICE)
    assert found.items == ()
    assert found.reason.startswith(reason)


def test_a_zip_bomb_is_not_unpacked() -> None:
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 120_000_000)
    assert read_file(Page("https://example.gov.cn/a.xlsx", buffer.getvalue())).reason == "too_large"


@pytest.mark.parametrize(
    "rows",
    [
        [["说明"], HEAD, *ROWS, ["合计", "", "", "", "", "3", "", "", "", ""]],
        [
            [""] * 10,
            [f"{cell[:1]} {cell[1:]}" if len(cell) == 2 else cell for cell in HEAD],
            *ROWS,
            ["备注：", *[""] * 9],
        ],
        [[*HEAD[:5], "招聘人数（人）", "学历要求\n（学位）", "专业", "年龄要求", "其它条件"], *ROWS],
        [
            [
                "序号",
                "主管部门",
                "单位名称",
                "招聘岗位",
                "岗位代码",
                "招聘人数",
                "招聘条件",
                "招聘条件",
                "招聘条件",
                "招聘条件",
            ],
            ["序号", "主管部门", "单位名称", "招聘岗位", "岗位代码", "招聘人数", "学历", "专业", "年龄", "其他"],
            *ROWS,
        ],
    ],
    ids=["sum below", "blanks in headings", "headings with notes", "two header rows"],
)
def test_headers_as_offices_write_them(rows: list[list[str]]) -> None:
    items = positions([Sheet("", rows)], NOTICE.fields)
    assert [item.fields["title"] for item in items] == ["数控实训教师", "电工实训教师"]
    assert [item.fields["education_text"] for item in items] == ["本科及以上", "大专及以上"]


def test_a_table_of_something_else_gives_none() -> None:
    timetable = [["时间", "地点", "人数", "备注"], ["5月6日", "一层", "30", "无"]]
    assert (
        positions(
            [Sheet("", timetable), Sheet("", []), Sheet("", [["单位名称", "联系电话"], ["甲", "1"]])], NOTICE.fields
        )
        == ()
    )


def test_rows_without_codes_are_told_apart() -> None:
    head = ["招聘岗位", "招聘人数", "学历要求", "专业要求"]
    items = positions([Sheet("", [head, ["教师", "1", "本科", "甲"], ["教师", "1", "硕士", "乙"]])], NOTICE.fields)
    assert [item.fields["source_id"] for item in items] == ["#示例局-教师", "#示例局-教师-2"]


def test_a_notice_with_a_table_in_it() -> None:
    text = "<p>根据事业单位公开招聘有关规定，现面向社会公开招聘工作人员，有关事项公告如下。</p>"
    page = (
        f'<html><head><meta name="ArticleTitle" content="公开招聘公告"></head><body><div id="zoom">'
        f"{text}{_html().decode()}"
        f"</div></body></html>"
    )
    reading = read_page(
        Page("https://example.gov.cn/t1_1.html", page.encode()),
        source(family="positions", kinds=["job_posting", "policy_notice"]),
    )
    assert [item.kind for item in reading.items] == ["policy_notice", "job_posting", "job_posting"]
    assert reading.items[1].fields["source_id"] == "#A001"


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("报名时间：2024年5月6日9:00至2024年5月17日17:00，逾期不再受理。", "报名时间：2024年5月6日9:00至2024年5月17日"),
        ("即日起至2027年10月20日，登录网站报名。", "即日起至2027年10月20日"),
        ("报名截止时间：2024年5月31日17:00。", "报名截止时间：2024年5月31日"),
        ("考试时间：2024年7月1日至7月2日。", None),
    ],
)
def test_the_notices_deadline_is_that_of_its_positions(text: str, deadline: str | None) -> None:
    items = positions([Sheet("", [HEAD, *ROWS])], NOTICE.fields | {"body_text": text})
    assert [item.fields.get("expires_text") for item in items] == [deadline, deadline]


def _table(*rows: str) -> list[RawItem]:
    return list(positions([Sheet("", [row.split("|") for row in rows])], NOTICE.fields))


def test_headings_put_together_of_what_is_wanted_and_of_whom() -> None:
    [item] = _table(
        "招考单位|单位代码|拟招录职位|招考职位代码|计划招考人数|最低学历|研究生专业\n名称及代码|本科专业\n名称及代码",
        "示例市人社局|1990007|综合科四级主办|199000726|2|本科|法学(A03)|法学(B03)",
    )
    assert (item.fields["employer"], item.fields["source_id"]) == ("示例市人社局", "#199000726")
    assert (item.fields["headcount_text"], item.fields["education_text"]) == ("2", "本科")
    assert item.fields["requirements"] == "专业：研究生：法学(A03)\n本科：法学(B03)"


def test_a_small_table_of_department_post_and_number() -> None:
    items = _table("部门|岗位|人数", "客服中心|业务管理岗|1人", "客服中心|账务管理岗|2人")
    assert [(item.fields["title"], item.fields["headcount_text"]) for item in items] == [
        ("业务管理岗", "1人"),
        ("账务管理岗", "2人"),
    ]


def test_two_filled_cells_are_a_post_where_one_is_how_many_are_wanted() -> None:
    items = _table("招聘职位|招聘人数|工作地点", "区域经理|2人|青岛", "仓库主管|1人|", "合计|3人|")
    assert [(item.fields["title"], item.fields.get("location_text")) for item in items] == [
        ("区域经理", "青岛"),
        ("仓库主管", None),
    ]


def test_a_table_of_applicants_tells_of_no_positions() -> None:
    assert not _table("姓名|招聘单位|招聘岗位|招聘人数|学历", "某某|示例厂|车工|1|大专")
    assert not _table("岗位代码|岗位名称|招聘人数|准考证号|笔试成绩", "A01|车工|1|2024001|80")


def test_how_many_have_applied_is_no_table_of_positions() -> None:
    assert not _table(
        "招聘单位|招聘岗位|招聘人数|填报信息人数|初审通过人数|缴费人数", "示例厂|车工|1|7|1|0", "示例厂|焊工|1|24|12|1"
    )


def test_the_department_of_civil_servants_is_their_employer_and_a_section_is_not() -> None:
    rows = ("示例市财政局|综合岗|A01|1|本科", "中共示例县委组织部|文秘岗|A02|2|本科", "市场部|销售岗|A03|1|大专")
    items = _table("部门名称|职位名称|职位代码|招考人数|最低学历", *rows)
    assert [item.fields.get("employer") for item in items] == ["示例市财政局", "中共示例县委组织部", "示例局"]
    assert _table("遴选单位|职位名称|招考人数|最低学历", "示例办|科员|2|本科")[0].fields["employer"] == "示例办"


def test_when_candidates_meet_is_no_table_of_positions() -> None:
    row = "示例市财政局|0000-00000000|A01|一级科员|10月13日前|三楼|10月24日"
    assert not _table("部门名称|联系电话|职位代码|职位名称|资审时间|资审地点|面试时间", row)
    head = "招聘单位|招聘岗位|招聘人数|学历|面试时间"
    assert _table(head, "示例厂|车工|1|大专|10月24日")


def test_a_form_to_fill_in_is_no_table_of_positions() -> None:
    assert not _table("职位代码|部门名称|职位名称|照片", "姓名|性别|出生日期|", "学历|毕业时间|毕业院校及专业|")


def test_a_name_broken_in_its_cell_is_whole() -> None:
    fields = _table("招聘单位|招聘岗位|招聘人数|学历", "中共示例市委\n宣传部|综合\n岗|1|本科")[0].fields
    assert (fields["employer"], fields["title"]) == ("中共示例市委宣传部", "综合岗")


def _told(items: list[RawItem]) -> list[tuple[str | None, ...]]:
    names = ("employer", "title", "headcount_text", "education_text")
    return [tuple(item.fields.get(name) for name in names) for item in items]


def test_a_label_below_another_is_of_what_that_one_names() -> None:
    items = _table(
        "主管单位|招聘单位|招聘单位|招聘单位|招聘岗位|招聘岗位|招聘岗位|招聘条件|招聘条件",
        "主管单位|名称|代码|经费来源|名称|代码|拟招聘人数|学历|服务年限",
        "1|2|3|4|5|6|7|8|9",
        "示例局|示例院|101|全额|电工|01|2|中专|五年",
    )
    assert _told(items) == [("示例院", "电工", "2", "中专")]
    assert (items[0].fields["source_id"], items[0].fields["requirements"]) == ("#01", "五年")


def test_the_department_above_the_name_of_the_employer_is_none() -> None:
    head = "序号|招聘单位|招聘单位|岗位|人数|资格条件", "序号|主管单位（部门）|名称|岗位|人数|学历"
    assert _told(_table(*head, "1|示例厅|示例学院|辅导员|3|硕士")) == [("示例学院", "辅导员", "3", "硕士")]


def test_what_a_row_leaves_empty_is_that_of_the_row_above() -> None:
    items = _table(
        "招聘单位|岗位名称|招聘人数|学历|专业", "示例厂|车工|2|中专|机械", "||1|大专|数控", "|焊工|3|中专|", "合计||6||"
    )
    assert _told(items) == [
        ("示例厂", "车工", "2", "中专"),
        ("示例厂", "车工", "1", "大专"),
        ("示例厂", "焊工", "3", "中专"),
    ]


def test_a_post_without_a_name_is_called_by_its_department() -> None:
    [item] = _table("岗位代码|招聘单位|工作部门|岗位职责任务|聘用人数|学历要求", "A1|示例学校|实训科|管理设备|1|大专")
    assert (item.fields["title"], item.fields["description"]) == ("实训科", "管理设备\n用人部门：实训科")


@pytest.mark.parametrize("rows", [["一、示例热力有限公司（4人）"], ["示例热力有限公司"] * 4], ids=["above", "across"])
def test_whose_posts_a_heading_tells(rows: list[str]) -> None:
    head = ["岗位名称", "招聘人数", "学历", "专业"]
    table = [head, rows, ["司炉工", "4", "中专", "热能"]] if len(rows) > 1 else [head, ["司炉工", "4", "中专", "热能"]]
    heading = rows[0] if len(rows) == 1 else ""
    items = list(positions([Sheet("", table, heading)], NOTICE.fields))
    assert _told(items) == [("示例热力有限公司", "司炉工", "4", "中专")]
    other = list(positions([Sheet("", [head, table[-1]], "二、招聘岗位")], NOTICE.fields))
    assert other[0].fields["employer"] == "示例局"


def test_a_table_that_a_page_divides_goes_on_without_its_header() -> None:
    first = Sheet("", [["岗位名称", "招聘人数", "学历", "专业"], ["司炉工", "4", "中专", "热能"]])
    second, other = Sheet("", [["电工", "2", "中专", "机电"]]), Sheet("", [["报名", "示例路1号", "5月6日", "三楼"]])
    items = list(positions([first, Sheet("", []), first, second, other], NOTICE.fields))[1:]
    assert [item.fields["title"] for item in items] == ["司炉工", "电工"]


def test_what_goes_on_belongs_to_whom_the_table_before_names() -> None:
    head, blank = ["招聘单位", "岗位名称", "招聘人数", "学历"], ["", "电工", "2", "中专"]
    named = Sheet("", [head[1:], ["司炉工", "4", "中专"]], "一、示例热力有限公司")
    further, other = (
        Sheet("", [["电工", "2", "中专"]], "（续）"),
        Sheet("", [["电工", "2", "中专"]], "二、示例物业公司"),
    )
    employers = [told[0] for told in _told(list(positions([named, further, other], NOTICE.fields)))]
    assert employers == ["示例热力有限公司", "示例热力有限公司", "示例物业公司"]
    divided = [Sheet("", [head, ["示例厂", "车工", "1", "中专"]]), Sheet("", [blank])]
    assert _told(list(positions(divided, NOTICE.fields)))[1] == ("示例厂", "电工", "2", "中专")


def test_a_note_of_one_cell_below_a_table_and_another_behind_it_are_no_posts() -> None:
    first = Sheet("", [["岗位名称", "学历", "专业", "招聘人数"], ["司炉工", "中专", "热能", "4"], ["以上岗位长期有效"]])
    assert [told[1] for told in _told(list(positions([first, Sheet("", [["联系电话"]])], NOTICE.fields)))] == ["司炉工"]


def test_the_rest_of_a_cell_that_a_page_divides_heads_no_rows() -> None:
    items = _table("招聘单位|岗位名称|招聘人数|学历", "示例厂|车工|1|中专", "|||或技校", "|焊工|2|中专")
    assert [told[:2] for told in _told(items)] == [("示例厂", "车工"), ("示例厂", "焊工")]


@pytest.mark.parametrize("between", ["", "<!-- table -->"])
def test_the_heading_of_a_table_of_a_page_may_stand_above_its_wrapper(between: str) -> None:
    rows = "<tr><td>岗位名称</td><td>招聘人数</td><td>学历</td></tr><tr><td>电工</td><td>2</td><td>中专</td></tr>"
    page = (
        "<html><head><title>公开招聘公告</title></head><body><h1>公开招聘公告</h1><div><p>现面向社会公开招聘，公告如下。</p>"
        f"<p><b>一、示例物业有限公司</b></p>{between}<div class='wrap'>{between}<table>{rows}</table></div></div>"
    )
    reading = read_page(
        Page("https://example.gov.cn/t1_1.html", page.encode()),
        source(family="positions", kinds=["job_posting", "policy_notice"]),
    )
    assert [item.fields["employer"] for item in reading.items[1:]] == ["示例物业有限公司"]


def test_the_heading_of_a_table_of_a_document_names_whose_posts_it_holds() -> None:
    document = Document()
    for name, post in (("一、示例热力有限公司", "司炉工"), ("二、示例物业有限公司", "电工")):
        document.add_paragraph(name)
        table = document.add_table(rows=0, cols=4)
        for row in (["岗位名称", "招聘人数", "学历", "专业"], [post, "2", "中专", "不限"]):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    found = read_attachment(Page("https://example.gov.cn/a.docx", _saved(document.save)), NOTICE)
    assert [item.fields["employer"] for item in found.items] == ["示例热力有限公司", "示例物业有限公司"]


@pytest.mark.parametrize(
    ("rows", "posts"),
    [
        (
            ["岗位|电工|焊工", "招聘人数|2|3", "学历|中专|中专"],
            [("示例局", "电工", "2", "中专"), ("示例局", "焊工", "3", "中专")],
        ),
        (
            ["岗位名称|电工|招聘人数|2", "学历|中专|年龄|40以下", "条件|有证|有证|有证"],
            [("示例局", "电工", "2", "中专")],
        ),
        (["招聘岗位|电工", "招聘人数|2", "学历要求|中专"], [("示例局", "电工", "2", "中专")]),
        (["岗位名称||姓名|", "学历||年龄|", "籍贯||专业|"], []),
        (["岗位名称", "电工", "招聘人数", "学历"], []),
    ],
    ids=["a post in each column", "a form for a post", "one column", "a form to fill in", "no values"],
)
def test_labels_may_stand_beside_the_values(rows: list[str], posts: list[tuple[str, ...]]) -> None:
    assert _told(_table(*rows)) == posts


def test_rows_of_one_cell_name_whose_posts_are_below_wherever_they_stand() -> None:
    head = "岗位|人数|学历|备注"
    items = _table(
        *("示例机械厂 地址：示例路1号|" * 2 + "|", head, "车工|2|中专|"),
        *(
            "二、县示例医院（2人）|" * 4,
            "护士|2|大专|",
            "示例街道|" * 4,
            "网格员|1|高中|",
            "生产岗位|" * 4,
            "电工|1|中专|",
        ),
    )
    assert [told[0] for told in _told(items)] == ["示例机械厂", "县示例医院", "示例街道", "示例街道"]


def test_a_statistic_of_people_by_their_work_is_no_table_of_positions() -> None:
    rows = [row.split("|") for row in ("工种|人数|占比|备注", "焊工|320|21%|", "电工|211|14%|")]
    notice = NOTICE.fields | {"title": "技能人才情况"}
    assert not positions([Sheet("", rows)], notice)
    assert len(positions([Sheet("", rows, "需要招聘的工种")], notice)) == 2


def test_what_stands_under_a_heading_that_nobody_knows_is_told_with_it() -> None:
    head = "岗位|招录计划|职称/技能等级|月薪（元）|驾照类型|联系人"
    fields = _table(head, "司机|2|高级工|6000|B2|王某")[0].fields
    assert (fields["headcount_text"], fields["skill_level_text"], fields["salary_text"]) == ("2", "高级工", "6000")
    assert fields["description"] == "驾照类型：B2"


def test_a_second_row_of_headings_may_have_one_that_is_known() -> None:
    head = "岗位|人数|任职条件|任职条件|年薪", "岗位|人数|学历专业|工作经历|年薪"
    [item] = _table(*head, "车间主任|1|本科，机械|五年|20万")
    assert (item.fields["requirements"], item.fields["experience_text"]) == ("本科，机械", "五年")


def test_a_sum_under_any_heading_is_no_post() -> None:
    items = _table("岗位代码|岗位|人数|学历", "A1|电工|2|中专", "合计||2|")
    assert [item.fields["title"] for item in items] == ["电工"]


def test_the_header_once_more_on_another_page_is_no_post() -> None:
    head = "招聘单位|岗位名称|招聘人数|学历"
    items = _table(head, "示例厂|车工|1|中专", head, "示例厂|焊工|1|中专")
    assert [item.fields["title"] for item in items] == ["车工", "焊工"]


def test_radicals_in_a_pdf_are_the_characters_they_stand_for() -> None:
    assert unified("⼈数、⻓期、⺠⽣、⽰例⼀院") == "人数、长期、民生、示例一院"


def test_what_is_said_in_brackets_of_a_heading_of_employers_does_not_matter() -> None:
    [item] = _table("招录机关（单位）|职位名称|职位代码|招录人数|学历要求", "示例省人民政府办公厅|科员|30001|1|本科")
    assert item.fields["employer"] == "示例省人民政府办公厅"

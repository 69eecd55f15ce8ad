"""Vacancies on pages of labels and values: what is easily taken for something else."""

import pytest

from rencai_crawler.pages import Page, read_page

WORK = ("1、负责设备的日常巡检、保养和维修，做好记录；", "2、服从车间主任的工作安排，遵守安全操作规程。")


def _read(head: str = "", text: str = "<br>".join(WORK), below: str = "", title: str = "设备维修工") -> dict[str, str]:
    markup = (
        f"<html><head><title>{title}_示例招聘网</title></head><body><ul><li><a href='/'>首页</a></li>"
        f"<li><a href='/z'>找工作</a></li><li><a href='/q'>名企</a></li></ul><h1>{title}</h1>"
        f"<ul><li>公司：北京示例设备有限公司</li><li>工资：6000-8000元/月</li><li>地区：北京市大兴区</li></ul>{head}"
        f"<h3>职位描述</h3><div>{text}</div>{below}</body></html>"
    )
    items = read_page(Page("https://jobs.example.com/1", markup.encode())).items
    return dict(items[0].fields) if items and items[0].kind == "job_posting" else {}


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("05-28发布", "05-28"),
        ("发布于05-28", "05-28"),
        ("更新于 5月28日", "5月28日"),
        ("3天前更新", "3天前"),
        ("今日发布", "今日"),
        ("2小时前发布", "2小时前"),
        ("发布于 昨天", "昨天"),
        ("北京 | 3-5年 | 05-28 发布", "05-28"),
    ],
)
def test_a_day_without_its_year_is_found(shown: str, day: str) -> None:
    assert _read(f"<div>{shown}</div>")["published_text"] == day


@pytest.mark.parametrize("shown", ["7-9万", "8-10K·14薪", "5-8人", "25-30岁"])
def test_pay_and_numbers_are_no_day(shown: str) -> None:
    assert "published_text" not in _read(f"<div>{shown}</div>")


@pytest.mark.parametrize(
    "prompt",
    [
        "<div>在示例网<a href='/jl'>完善简历</a>，即有机会被企业和猎头推荐应聘</div>",
        "<div>你在示例网还没有简历呢，你可以完善在线简历。</div>",
        "<div>你已设置默认投递简历：在线简历</div>",
        "<div>***</div><div><a href='/t'>投个简历</a></div>",
        "<h3>岗位要求：</h3><ul><li>学历要求：不限</li><li>语言要求：不限</li><li>年龄要求：不限</li></ul>",
    ],
)
def test_what_stands_below_the_text_is_no_part_of_it(prompt: str) -> None:
    assert _read(below=prompt)["description"].splitlines() == list(WORK)


@pytest.mark.parametrize(
    "last",
    ["工作时间：做六休一", "工作地点：大兴区示例路1号", "联系方式：人事部", "公司地址：示例路1号", "福利：五险一金"],
)
def test_lines_of_the_text_itself_stay(last: str) -> None:
    assert _read(text="<br>".join([*WORK, last]))["description"].splitlines()[-1] == last


def test_a_short_text_counts_before_that_of_another_vacancy() -> None:
    duties = "负责收发货物；" * 9
    others = f"<ul><li>相关的招聘企业</li></ul><dl><dt><a href='/2'>库管</a></dt><dd>岗位职责：{duties}</dd></dl>"

    assert _read(text="持有电工证，身体健康。", below=others)["description"] == "持有电工证，身体健康。"


def test_a_sentence_behind_a_label_is_no_value() -> None:
    told = "经验要求：相比经验，我们更看重态度；相比过去，我更愿意相信未来，欢迎加入。"

    assert "experience_text" not in _read(text="<br>".join([*WORK, told]))


def test_a_line_that_names_a_company_ends_no_text() -> None:
    text = "<br>".join(["北京示例设备有限公司大兴分公司", *WORK, "底薪6000元，另有提成、奖金和各项补贴，具体面谈。"])

    assert _read(text=text)["description"].startswith("北京示例设备有限公司大兴分公司")


def test_a_vacancy_for_plans_is_no_notice() -> None:
    assert _read(title="营销方案")["employer"] == "北京示例设备有限公司"


def test_a_place_has_no_button_behind_it() -> None:
    markup = "<p><span>工作地址：</span>大兴区示例路1号<a href='/map'>查看地图</a></p>"

    assert _read(head=markup)["location_text"] == "北京市大兴区"
    assert "查看地图" not in str(_read(below=markup))


def test_a_card_of_labels_in_brackets_leads_to_the_duties() -> None:
    card = "<br>".join(["[职位名称]设备维修工", "[职位类型]全职", "[招聘人数]3人", "[职位描述]" + WORK[0], WORK[1]])
    markup = (
        f"<html><body><div>职位信息<br>{card}</div><div>[招聘公司]北京示例厂<br>[薪金待遇]6000元</div></body></html>"
    )
    fields = read_page(Page("https://jobs.example.com/1", markup.encode()), None, "job_posting").items[0].fields

    assert fields["description"].splitlines() == list(WORK)


def test_a_title_stands_beside_the_pay_in_one_heading() -> None:
    head = (
        "<h4><span class='salary'>6000-8000元/月</span>设备维修工</h4><div><span>大专</span> <span>3-5年</span></div>"
    )
    text = f"<div>职位描述</div><div>{'<br>'.join(WORK)}</div><p>工作地址：北京市大兴区</p><p>招聘单位：北京示例厂</p>"
    markup = f"<html><head><title>加入我们</title></head><body><div>加入我们</div>{head}{text}</body></html>"
    fields = read_page(Page("https://jobs.example.com/1", markup.encode())).items[0].fields

    assert fields["title"] == "设备维修工"
    assert (fields["salary_text"], fields["experience_text"]) == ("6000-8000元/月", "3-5年")


def test_a_heading_is_no_value_and_a_deadline_no_day_of_publishing() -> None:
    fields = _read("<div>职位亮点</div><div>截止日期：2023-09-18</div>")

    assert "benefits_text" not in fields
    assert "published_text" not in fields
    assert fields["expires_text"] == "2023-09-18"


def test_a_title_stands_above_the_line_of_pay_and_place() -> None:
    head = (
        "<div>示例公司招聘</div><span>设备维修工</span><dl><dd><p><b>6-8k</b> <i>/北京 /</i> <i>大专</i></p></dd></dl>"
    )
    text = f"<p>1天前 发布于示例网</p><h3>职位描述:</h3><div>{'<br>'.join(WORK)}</div><h3>工作地址:</h3><p>大兴区</p>"
    markup = f"<html><head><title>职位详情</title></head><body><div>{head}</div>{text}</body></html>"
    fields = read_page(Page("https://jobs.example.com/1", markup.encode())).items[0].fields

    assert (fields["title"], fields["salary_text"]) == ("设备维修工", "6-8k")


def _own_site(name: str) -> dict[str, str]:
    markup = (
        "<html><head><title>人才招聘</title></head><body><h1><a href='/'>示例金控</a></h1><h3>人才招聘</h3>"
        f"<h4>设备维修工</h4><div>职位描述</div><div>岗位职责：<br>{'<br>'.join(WORK)}</div><div>工作地点：大兴区</div>"
        f"<footer>版权所有 © {name} 未经许可不得复制</footer></body></html>"
    )
    item = read_page(Page("https://www.example.com/job", markup.encode())).items[0]
    return dict(item.fields) if item.kind == "job_posting" else {}


def test_a_company_that_advertises_on_its_own_site_is_the_employer() -> None:
    fields = _own_site("示例控股集团")

    assert (fields["title"], fields["employer"]) == ("设备维修工", "示例控股集团")


def test_a_telephone_is_no_pay_and_a_prompt_no_place() -> None:
    head = "<div class='city'>输入城市</div><h1>设备维修工</h1><div class='red'>0371-8888888</div><p>公司：示例公司</p>"
    markup = f"<html><body>{head}<p>学历：大专</p><h3>职位描述</h3><p>{WORK[0]}</p></body></html>"
    fields = read_page(Page("https://jobs.example.com/1", markup.encode())).items[0].fields

    assert not {"salary_text", "location_text"} & set(fields)


def _bare(head: str, title: str = "示例科技 - Example Tech") -> dict[str, str]:
    text = f"<h3>职位描述:</h3><ol><li>{'</li><li>'.join(WORK)}</li></ol><h3>职位要求:</h3><ol><li>大专以上</li></ol>"
    markup = f"<html><head><title>{title}</title></head><body><a href='/'>首页</a><div>{head}{text}</div></body></html>"
    item = read_page(Page("https://www.example.com/job", markup.encode())).items[0]
    return dict(item.fields) if item.kind == "job_posting" else {}


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<h3>设备维修工</h3><p><span>上海</span> <span>5~7k</span> <span>全职</span></p>", "示例科技 - Example Tech"),
        ("<div class='deTit'>设备维修工</div><p>5-7k</p>", "示例科技2024校园招聘-闪耀你的未来"),
        ("<ul><li>示例科技招聘</li><li>设备维修工</li></ul><p>5-7k</p><p>经验2-3年</p><p>大专及以上</p>", "示例科技"),
    ],
)
def test_a_company_known_by_its_brand_only(head: str, title: str) -> None:
    fields = _bare(head, title)

    assert (fields["title"], fields["employer"]) == ("设备维修工", "示例科技")


def test_a_sentence_about_pay_counts_after_a_bare_value() -> None:
    told = "<h4>薪资福利：</h4><p>保底1500，加提成，年末对作出杰出贡献的优秀员工进行现金奖励，多劳多得。</p>"

    assert _bare(f"<h3>设备维修工</h3><p>2000-3000/月</p>{told}")["salary_text"] == "2000-3000/月"


def test_from_when_to_when_it_holds_is_no_day_of_publishing() -> None:
    fields = _bare("<h3>设备维修工</h3><p>5-7k</p><ul><li>有效期限：</li><li>2014-02-20 至 2015-03-30</li></ul>")

    assert "published_text" not in fields


def test_demands_that_stand_first_belong_to_the_duties() -> None:
    told = ("招聘类型：社会招聘", "发布时间：2024-11-24", "结束时间：2025-03-31", "招聘人数：5", "工作地点：上海")
    labels = "".join(f"<p>{label}</p>" for label in told)
    text = f"<p>岗位要求：</p><p>1、大专以上学历，三年以上经验；</p><p>岗位职责：</p><p>{'</p><p>'.join(WORK)}</p>"
    how = "<p>应聘方法：</p><p>请将简历发至人事部。</p>"
    markup = f"<html><head><title>岗位详细</title></head><body><h2>设备维修工</h2>{labels}{text}{how}</body></html>"
    item = read_page(Page("https://www.example.com/job", markup.encode())).items[0]

    assert (item.kind, item.fields["title"]) == ("job_posting", "设备维修工")
    assert item.fields["description"].startswith("1、大专以上学历")
    assert item.fields["description"].splitlines()[-1] == WORK[1]


def test_comments_stand_between_no_label_and_its_value() -> None:
    read = _read("<table><tr><td>工作经验</td><!-- hidden --><td>应届也可</td></tr></table>")
    assert read["experience_text"] == "应届也可"


def test_a_label_may_say_more_in_brackets() -> None:
    assert _bare("<h3>设备维修工</h3><p>提供月薪（税前）：面议</p><p>学历要求：大专</p>")["salary_text"] == "面议"


def test_schools_of_a_menu_are_no_employers() -> None:
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("国际化学校", "示例教育集团", "成绩", "荣誉"))
    fields = _bare(f"<ul>{menu}</ul><h3>设备维修工</h3><p>5-7k</p><p>大专</p>", "示例科技")

    assert fields["employer"] == "示例科技"


def test_a_page_of_nothing_but_duties_and_demands_is_a_vacancy() -> None:
    text = f"<p>职位描述</p><p>岗位职责：</p><p>{'</p><p>'.join(WORK)}</p><p>任职资格：</p><p>1、大专以上学历；</p>"
    markup = f"<html><head><title>招聘</title></head><body><a href='/'>首页</a><p>网站编辑</p>{text}</body></html>"
    item = read_page(Page("https://www.example.com/job", markup.encode())).items[0]

    assert (item.kind, item.fields["title"]) == ("job_posting", "网站编辑")


def test_a_day_that_says_what_happened_counts_before_one_that_does_not() -> None:
    assert _read("<p>时间：2024-05-01</p><p>发布时间：2024-05-20</p>")["published_text"] == "2024-05-20"


def test_a_bullet_ends_a_heading_as_a_colon_does() -> None:
    text = (
        "<strong>工作职责</strong> • "
        + "<br>• ".join(WORK)
        + "<br><strong>职位要求</strong> • 中专以上学历<br>• 吃苦耐劳"
    )
    markup = (
        "<html><head><title>设备维修工_北京示例设备有限公司</title></head><body><h3>设备维修工</h3>"
        f"<p>工作地点：北京</p><p>招聘人数：2人</p><p>{text}</p></body></html>"
    )
    item = read_page(Page("https://jobs.example.com/1", markup.encode())).items[0]
    assert item.kind == "job_posting"
    assert item.fields["description"].splitlines()[0] == f"• {WORK[0]}"


@pytest.mark.parametrize("heading", ["数控车工 2024-05-20", "数控车工"])
def test_a_day_behind_a_title_is_none_of_it(heading: str) -> None:
    assert _read(title=heading)["title"] == "数控车工"


@pytest.mark.parametrize(
    "company",
    [
        "<ul><li>示例科技招聘</li><li>设备维修工</li></ul><p>5-7k</p><p>大专</p><p>3-5年</p>",
        "<ul><li>示例科技市场部招聘</li><li>设备维修工</li></ul><p>5-7k</p><p>大专</p><p>3-5年</p>",
        "<h1>设备维修工</h1><p>5-7k</p><p>大专</p><p>示例科技 <span>某某网认证企业</span></p>",
    ],
)
def test_a_board_marks_the_brand_that_hires(company: str) -> None:
    fields = _bare(company, "某某网")

    assert (fields["title"], fields["employer"]) == ("设备维修工", "示例科技")


@pytest.mark.parametrize("row", ["校园招聘", "最新招聘", "高薪诚聘", "本公司招聘"])
def test_a_sort_of_hiring_is_no_brand(row: str) -> None:
    assert "employer" not in _bare(f"<p>{row}</p><h1>设备维修工</h1><p>5-7k</p><p>大专</p><p>3-5年</p>", "某某网")


def test_a_head_office_is_not_where_the_work_is() -> None:
    below = "<dl><dt>公司地址</dt><dd>上海市示例路1号</dd></dl>"
    text = f"<h1>设备维修工</h1><p>5-7k</p><p>北京-大兴区</p><h3>职位描述</h3><div>{'<br>'.join(WORK)}</div>{below}"
    fields = read_page(Page("https://jobs.example.com/1", f"<html><body>{text}</body></html>".encode())).items[0].fields

    assert fields["location_text"] == "北京-大兴区"


def test_who_counts_takers_names_no_place() -> None:
    assert _read(below="<div>工作地址</div><div>4人报名</div>")["location_text"] == "北京市大兴区"
    assert "location_text" not in _bare("<h3>设备维修工</h3><p>5-7k</p><p>工作地址</p><p>4人报名</p>")


def test_labels_without_colons_below_the_pay_lead_to_the_title() -> None:
    labels = "".join(f"<div>{name}<span>不限</span></div>" for name in ("招聘人数", "学历要求", "工作经验", "性别要求"))
    who = "<div class='title'>职位发布者</div><div>王女士</div>"
    text = f"<div>设备维修工</div><div>3000-8000</div><div>投递简历</div>{labels}<div>2020-11-10</div>{who}"
    markup = f"<html><head><title>工作详情</title></head><body>{text}<h3>职位描述</h3><p>{WORK[0]}</p></body></html>"
    item = read_page(Page("https://jobs.example.com/1", markup.encode())).items[0]

    assert (item.kind, item.fields["title"], item.fields["salary_text"]) == ("job_posting", "设备维修工", "3000-8000")


def test_the_name_of_the_page_stands_between_title_and_labels() -> None:
    head = "<p>设备维修工</p><p>v</p><p>职位详情</p><p>地点：北京 薪水：12-15K 经验要求：3年</p>"
    text = f"<p>岗位描述</p><p>职位要求：</p><p>{'</p><p>'.join(WORK)}</p><p>投递简历</p>"
    markup = f"<html><head><title>职位详情</title></head><body>{head}{text}</body></html>"
    fields = read_page(Page("https://jobs.example.com/1", markup.encode())).items[0].fields

    assert fields["title"] == "设备维修工"
    assert fields["description"].splitlines() == ["职位要求：", *WORK]


def test_where_and_when_one_is_interviewed_ends_the_text() -> None:
    assert _read(below="<div><p>面试场次</p><p>面试地址</p><p>示例路1号</p></div>")["description"] == "\n".join(WORK)


def test_pay_within_the_text_counts_after_a_bare_value() -> None:
    told = f"<br>月薪：基本薪资2500 + 岗位津贴1500<br>{WORK[0]}"
    text = f"<h1>设备维修工</h1><p>¥15000~18000 | 大专</p><p>北京示例厂</p><h3>职位描述</h3><div>{WORK[1]}{told}</div>"
    fields = read_page(Page("https://jobs.example.com/1", f"<html><body>{text}</body></html>".encode())).items[0].fields

    assert fields["salary_text"] == "15000~18000"


@pytest.mark.parametrize("shown", ["16 May 2024 - 人事部", "May 16th, 2024"])
def test_a_month_may_have_its_english_name(shown: str) -> None:
    assert _read(f"<p>{shown}</p>")["published_text"] == "2024-05-16"


def test_an_article_of_several_employers_adverts_is_no_vacancy() -> None:
    adverts = [
        f"{number}.示例{name}有限公司招聘信息 招聘岗位：{name}施工员2名 要求：会制图、工程测量，能吃苦。"
        f"项目地址：北京市大兴区 工资待遇：试用期2000元/月，转正后按岗位设置，另有补贴、奖金和五险一金 联系人：王老师"
        for number, name in enumerate(("甲一", "乙二", "丙三"), 1)
    ]
    text = f"<h1>企业招聘信息</h1><p>发表时间：2017-04-07 12:46</p><div><p>{'</p><p>'.join(adverts)}</p></div>"
    markup = f"<html><head><title>企业招聘信息</title></head><body>{text}</body></html>"
    (item,) = read_page(Page("https://school.example.com/1", markup.encode())).items

    assert (item.kind, item.fields["title"]) == ("policy_notice", "企业招聘信息")
    assert item.fields["body_text"].splitlines() == adverts


def test_a_sentence_is_no_title() -> None:
    told = "<p>招聘岗位：设备维修工2名 要求：会制图、工程测量。能吃苦。</p>"

    assert _bare(f"<h3>设备维修工</h3><p>5-7k</p><p>大专</p>{told}")["title"] == "设备维修工"


def test_a_line_about_a_section_is_not_all_of_its_text() -> None:
    def section(name: str, about: str, cards: tuple[str, ...]) -> str:
        told = "".join(f"<div><p>{card}</p></div>" for card in cards)
        return f"<section><div><div><h2>{name}</h2><p>{about}</p></div><div>{told}</div></div></section>"

    text = section("岗位职责", "我们期待您能承担以下工作", WORK) + section(
        "任职要求", "我们希望您具备", ("大专以上学历",)
    )
    offer = section("我们提供", "加入我们", ("五险一金，带薪年假",))
    head = "<h1>设备维修工</h1><p>工作地点</p><p>北京</p><p>招聘人数</p><p>10人</p><p>工资：5-7k</p>"
    markup = f"<html><head><title>设备维修工</title></head><body>{head}{text}{offer}</body></html>"
    fields = read_page(Page("https://jobs.example.com/1", markup.encode())).items[0].fields

    told = ["我们期待您能承担以下工作", *WORK, "任职要求", "我们希望您具备", "大专以上学历"]
    assert fields["description"].splitlines() == told


@pytest.mark.parametrize("section", ["诚聘英才 / JOBS", "加入我们 Join us", "社会招聘"])
def test_the_name_of_a_section_is_no_title(section: str) -> None:
    head = (
        f"<h1>{section}</h1><ul><li><a href='/s'>社会招聘</a></li></ul><h3>设备维修工</h3><p>北京示例设备有限公司</p>"
    )

    assert _bare(f"{head}<p>5-7k</p><p>大专</p>", "社会招聘")["title"] == "设备维修工"


def test_labels_may_be_longer() -> None:
    told = "<p>工作详细地址：北京市大兴区示例路1号</p><p>基本薪资范围：3000-4000</p><p>工作经验要求：不限</p>"
    fields = _bare(f"<h3>设备维修工</h3><p>学历水平：大专</p>{told}")

    assert (fields["location_text"], fields["salary_text"]) == ("北京市大兴区示例路1号", "3000-4000")
    assert (fields["education_text"], fields["experience_text"]) == ("大专", "不限")


def test_a_day_in_a_sentence_above_the_duties_is_none_of_publishing() -> None:
    told = "您好，在此通知您参加2019/07/28 13:30的面试，请准时到达，携带身份证和简历，如有疑问请致电人事部。" * 2

    assert "published_text" not in _bare(f"<h3>设备维修工</h3><p>5-7k</p><p>大专</p><p>{told}</p>")

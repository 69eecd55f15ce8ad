"""Pages of several vacancies that neither elements nor rows nor labels tell apart: names of jobs, tabs, days do."""

import pytest

from rencai_crawler.pages import Page, RawItem, read_page

WORK = ("1、按图纸装夹工件，操作数控车床加工零件；", "2、做好设备的日常点检与保养。")
ASKS = ("1、中专以上学历，数控相关专业；", "2、能看懂机械图纸，吃苦耐劳。")
POSTS = ("数控车工", "设备维修工", "质检员")
TEXT = "".join(f"<p>{line}</p>" for line in ("岗位职责：", *WORK, "任职要求：", *ASKS))


def _read(body: str) -> tuple[RawItem, ...]:
    head = "<title>人才招聘-北京示例机械有限公司</title>"
    markup = f"<html><head>{head}</head><body><h1>人才招聘</h1>{body}</body></html>"
    items = read_page(Page("https://www.example.com/jobs.html", markup.encode())).items
    return tuple(item for item in items if item.kind == "job_posting")


def _titles(items: tuple[RawItem, ...]) -> list[str]:
    return [item.fields["title"] for item in items]


@pytest.mark.parametrize(
    "form",
    [
        "<p>{post}</p>{text}",
        "<p><span>{post}</span></p>{text}",
        "<div class='n'>生产部</div><div class='t'>{post}</div><div class='v'>北京</div>{text}",
        "<h4>生产部</h4><p class='t'>{post}</p>{text}",
        "<div><span>{post}</span><a href='javascript:;'>查看详情</a></div><ul><li>工作地点 北京</li></ul>{text}",
    ],
    ids=["bare", "spans", "department", "heading", "button"],
)
def test_names_of_jobs_that_each_lead_to_duties_tell_vacancies_apart(form: str) -> None:
    items = _read(f"<div>{''.join(form.format(post=post, text=TEXT) for post in POSTS)}</div>")
    assert _titles(items) == list(POSTS)
    assert [item.fields["description"].splitlines()[-1] for item in items] == [ASKS[-1]] * 3


def test_a_day_above_a_title_is_that_of_its_vacancy() -> None:
    form = "<div class='row'><p class='day'>2024-05-0{at}</p><p class='t'>{post}</p>{text}</div>"
    items = _read("".join(form.format(at=at, post=post, text=TEXT) for at, post in enumerate(POSTS, 1)))
    assert _titles(items) == list(POSTS)
    assert [item.fields["published_text"] for item in items] == ["2024-05-01", "2024-05-02", "2024-05-03"]


def test_tabs_name_the_panes_to_which_they_lead() -> None:
    tabs = "".join(f"<li><a href='#p{at}'>{post}</a></li>" for at, post in enumerate(POSTS))
    panes = "".join(
        f"<div id='p{at}'>{TEXT.replace(WORK[0], post)}</div>" for at, post in reversed([*enumerate(POSTS)])
    )
    items = _read(f"<ul>{tabs}</ul><div>{panes}</div>")
    assert {item.fields["title"]: item.fields["description"].splitlines()[0] for item in items} == dict(
        zip(POSTS, POSTS, strict=True)
    )


def test_a_heading_of_the_page_among_the_names_of_panes_heads_no_vacancy() -> None:
    menu = "<ul><li>岗位需求</li><li>招聘流程</li><li>福利</li></ul>"
    items = _read(menu + "".join(f"<div class='job'><h3>{post}</h3>{TEXT}</div>" for post in POSTS))
    assert _titles(items) == list(POSTS)


def test_one_job_at_two_places_is_two_vacancies() -> None:
    form = "<div class='job'><h3>数控车工</h3><p>工作地点：{place}</p>{text}</div>"
    other = TEXT.replace(WORK[1], "2、按班次交接，记录产量。")
    items = _read(form.format(place="北京", text=TEXT) + form.format(place="天津", text=other))
    assert [item.fields["location_text"] for item in items] == ["北京", "天津"]
    assert items[0].fields["description"] != items[1].fields["description"]


def test_a_part_that_repeats_its_heading_is_not_one_vacancy() -> None:
    assert len(_read(f"<h2>数控车工</h2><p>班次一</p>{TEXT}<p>班次二</p>{TEXT}")) == 1


def test_a_labelled_value_is_no_title() -> None:
    form = "<p>{post}</p><p class='v'>教育：本科</p>{text}"
    items = _read("".join(form.format(post=post, text=TEXT) for post in POSTS))
    assert [(item.fields["title"], item.fields["education_text"]) for item in items] == [
        (post, "本科") for post in POSTS
    ]


def test_names_of_jobs_in_headings_of_any_size_are_titles() -> None:
    items = _read("".join(f"<h{at}>{post}</h{at}>{TEXT}" for at, post in enumerate(POSTS, 2)))
    assert _titles(items) == list(POSTS)


def test_elements_of_different_classes_around_elements_of_one_are_alike() -> None:
    form = "<li class='{name}'><div><span>了解详情</span></div><b>{post}</b><div class='d'>{text}</div></li>"
    names = ("", "hidden", "")
    items = _read(
        "".join(form.format(name=name, post=post, text=TEXT) for name, post in zip(names, POSTS, strict=True))
    )
    assert _titles(items) == list(POSTS)


@pytest.mark.parametrize("behind", ["全职", "(2人) 生产部", "生产部"])
def test_sort_department_and_number_behind_a_title_are_no_part_of_it(behind: str) -> None:
    items = _read("".join(f"<div class='job'><h3>{post} {behind}</h3>{TEXT}</div>" for post in POSTS))
    assert _titles(items) == list(POSTS)


def test_a_place_below_a_title_is_no_title() -> None:
    items = _read("".join(f"<li><h1>{post}</h1><h2>北京-大兴区</h2><div>{TEXT}</div></li>" for post in POSTS))
    assert _titles(items) == list(POSTS)


@pytest.mark.parametrize(
    "name",
    [
        "四、联系方式",
        "（二）报名方式",
        "3. 工作地点",
        "公司简介",
        "招聘流程",
        "福利待遇",
        "薪资待遇",
        "应聘须知",
        "五、应聘材料及要求",
        "【投递方式】",
    ],
)
@pytest.mark.parametrize(
    "form", ["<p><strong>{name}</strong></p>{text}", "<div class='job'><h3>{name}</h3>{text}</div>"]
)
def test_a_section_of_the_advert_is_no_vacancy(name: str, form: str) -> None:
    asked = "<p>应聘要求：</p><p>1、如实填写报名表，材料齐全；</p><p>2、按通知的时间到场。</p>"
    posts = "".join(form.format(name=each, text=TEXT) for each in ("一、数控车工", "二、设备维修工"))
    assert _titles(_read(posts + form.format(name=name, text=asked))) == ["数控车工", "设备维修工"]
    assert name not in _titles(_read(posts + form.format(name=name, text=TEXT)))


def test_one_vacancy_beside_sections_is_not_divided() -> None:
    body = "".join(f"<p><strong>{name}</strong></p>{TEXT}" for name in ("数控车工", "应聘须知", "录用程序"))
    assert len(_read(body)) <= 1


@pytest.mark.parametrize(
    "form",
    [
        "<p><b>{time} {post}</b></p>{text}",
        "<h4>{time} 示例机械有限公司</h4><p>{post}</p>{text}",
        "<p>{time}</p><p><b>{post}</b></p>{text}",
        "<p><b>曾任公司：示例机械 担任职务：{post}</b></p>{text}",
    ],
)
def test_the_jobs_someone_had_are_no_vacancies(form: str) -> None:
    times = ("2019.03 - 至今", "2016年7月至2019年2月", "2014/02—2016/06")
    body = "".join(form.format(time=time, post=post, text=TEXT) for time, post in zip(times, POSTS, strict=True))
    assert len(_read(f"<h2>个人简历</h2>{body}")) <= 1


def test_what_a_person_did_below_a_form_on_the_person_is_no_vacancy() -> None:
    person = "".join(f"<p>{name}</p><p>某某</p>" for name in ("姓 名", "性 别", "民族", "出生年月", "求职意向："))
    assert len(_read(person + "".join(f"<p><b>{post}</b></p>{TEXT}" for post in POSTS))) <= 1


EMPHASISED = (
    "<p><b>{0}</b></p>{3}<p><strong>{1}</strong></p>{3}<div>{2}</div>{3}",
    "<b>{0}</b>{3}<p><font>{1}</font></p><p>招聘人数：2人</p>{3}<h4>{2}</h4>{3}",
)


@pytest.mark.parametrize("form", EMPHASISED)
def test_emphasised_names_of_jobs_tell_vacancies_apart_whatever_their_tags(form: str) -> None:
    posts = ("仓库管理员", "系统运维", "收银员")
    body = form.replace("<div>{2}</div>", "<div class='h'><em>{2}</em></div>").format(*posts, TEXT)
    items = _read(f"<div>{body}<p><strong>其他说明：</strong></p><p>只收书面材料，不接待来访。</p></div>")
    assert _titles(items) == list(posts)
    assert [item.fields["description"].splitlines()[-1] for item in items] == [ASKS[-1]] * 3


@pytest.mark.parametrize("last", ["系统升级通知", "我们的团队", "其他事项"])
def test_emphasised_lines_of_which_one_names_no_job_divide_nothing(last: str) -> None:
    names = ("<b>仓库管理员</b>", "<strong>收银员</strong>", f"<u>{last}</u>")
    items = _read(f"<div>{''.join(f'<p>{name}</p>{TEXT}' for name in names)}</div>")
    assert last not in _titles(items)
    assert len(items) in (0, 1, 2)


@pytest.mark.parametrize(
    ("form", "posts"),
    [
        ("<h3>招聘职位{at}：{post}  2人</h3><h3>岗位要求：</h3>{asks}", POSTS),
        ("<dl><dt>{post}+高额提成</dt><dd><p>任职要求：</p>{asks}</dd></dl>", POSTS),
        (
            "<h3>{post} 3名</h3><article>要求：男女不限 高中以上<br>底薪2500元+提成<br>职位描述：{asks}</article>",
            POSTS,
        ),
        ("<p>{post}，欢迎应届毕业生加入</p><p>任职要求：</p>{asks}", ("房产经纪人", "销售经理", "店长助理")),
    ],
    ids=["numbered", "praised", "wanted", "welcomed"],
)
def test_the_likeliest_row_of_titles_tells_vacancies_apart_where_nothing_is_sure(
    form: str, posts: tuple[str, ...]
) -> None:
    asks = "".join(f"<p>{line}</p>" for line in ASKS)
    body = "".join(form.format(at=at, post=post, asks=asks) for at, post in enumerate(posts, 1))
    items = _read(f"<div>{body}</div>")
    assert [title.removesuffix("+高额提成") for title in _titles(items)] == list(posts)
    assert [item.fields["description"].splitlines()[-1] for item in items] == [ASKS[-1]] * 3


def test_one_vacancy_that_is_told_twice_is_one() -> None:
    again = "<div class='apply'><h3>设备维修工</h3><p>生产部 · 北京 请将简历发送至 hr@example.com</p></div>"
    assert len(_read(f"<h1>设备维修工</h1>{TEXT}{again}")) == 1


def test_the_last_of_several_may_have_no_heading() -> None:
    form = "<p>{post}：</p><ul><li>基础要求：中专以上学历，能看懂机械图纸，吃苦耐劳。</li>{work}</ul>"
    work = "<li>工作内容：按图纸装夹工件，操作数控车床加工零件。</li>"
    posts = ("机械工程师", "电气工程师", "材料工程师")
    items = _read("".join(form.format(post=post, work=work if post != posts[-1] else "") for post in posts))
    assert _titles(items) == list(posts)


@pytest.mark.parametrize("label", ["责任编辑：", "联系导购：", "指导老师："])
def test_labels_of_persons_are_no_titles(label: str) -> None:
    assert len(_read(f"<h2>{POSTS[0]}</h2>{TEXT}<p>{label}</p>{TEXT}")) == 1


def test_demands_that_stand_first_begin_a_part() -> None:
    asks = "基础要求：中专以上学历，机电相关专业，能看懂机械图纸，两年以上同岗位工作经验，吃苦耐劳，服从安排。"
    work = "工作内容：按图纸装夹工件，操作数控车床加工零件，做好设备的日常点检与保养。"
    posts = ("机械工程师", "电气工程师")
    items = _read("".join(f"<p>{post}：</p><ul><li>{asks}</li><li>{work}</li></ul>" for post in posts))
    assert _titles(items) == list(posts)
    for item in items:
        first, last = item.fields["description"].splitlines()
        assert first.endswith(asks.partition("：")[2])
        assert work.endswith(last)


def test_whom_to_ask_is_no_second_vacancy() -> None:
    person = "<div class='who'><span>王经理</span><div>最近在线</div></div>"
    items = _read(f"<h1>{POSTS[0]}</h1><div>2024-05-20 更新 被浏览 12 次</div>{person}<div>职位描述</div>{TEXT}")
    assert _titles(items) == [POSTS[0]]


def test_a_post_that_sounds_like_a_person_is_a_vacancy() -> None:
    posts = ("班主任", "主教练", "女店长")
    assert _titles(_read("".join(f"<h3>{post}</h3>{TEXT}" for post in posts))) == list(posts)

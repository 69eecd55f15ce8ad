"""Vacancies that no headings of duties tell apart: cards, lines of values, names above paragraphs, calls."""

import pytest

from rencai_crawler.pages import Page, RawItem, read_page

POSTS = ("数控车工", "设备维修工", "质检员")


def _read(body: str, title: str = "人才招聘-北京示例机械有限公司") -> list[RawItem]:
    markup = (
        f"<html><head><title>{title}</title></head><body><ul><li><a href='/'>首页</a></li></ul>"
        f"<h2>{title.partition('-')[0]}</h2>{body}<div>版权所有 北京示例机械有限公司</div></body></html>"
    )
    items = read_page(Page("https://www.example.com/jobs.html", markup.encode())).items
    return [item for item in items if item.kind == "job_posting"]


def _each(form: str) -> str:
    return "".join(form.format(at=at, post=post, pay=at + 4) for at, post in enumerate(POSTS, 1))


FORMS = {
    "names above paragraphs": "<h3>{post}（{at}人）</h3><p>工资：{pay}000元/月</p><p>能看懂机械图纸，吃苦耐劳。</p>",
    "cards": "<div><p class='n'>{post}</p><p>{pay}000元/月</p><p>招{at}人</p><p>能看懂机械图纸，吃苦耐劳。</p></div>",
    "labels": "<p>岗位名称：{post}</p><p>人数：{at}人</p><p>薪资：{pay}000元/月</p><p>能看懂机械图纸，吃苦耐劳。</p>",
    "lines": "<p>{at}. {post} {at}名 {pay}000元/月 能看懂机械图纸，吃苦耐劳。</p>",
    "colons": "<p>{post}：{at}人，{pay}000元/月，能看懂机械图纸，吃苦耐劳。</p>",
    "dashes": "<li>{post}——{at}人——{pay}000元/月，能看懂机械图纸，吃苦耐劳。</li>",
    "bold": "<p><b>{post}</b>{at}名，月薪{pay}000元/月。能看懂机械图纸，吃苦耐劳。</p>",
    "brackets": "<p>{post}（{at}人，{pay}000元/月）：能看懂机械图纸，吃苦耐劳。</p>",
    "components": (
        "<uni-view class='c'><uni-view><uni-text>{post}</uni-text><uni-text>{pay}000元/月</uni-text></uni-view>"
        "<uni-view><uni-text>招{at}人</uni-text><uni-text>大专</uni-text></uni-view>"
        "<uni-view>能看懂机械图纸，吃苦耐劳。</uni-view></uni-view>"
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_vacancies_written_alike_are_told_apart_by_their_values(form: str) -> None:
    items = _read(_each(form))
    assert [item.fields["title"] for item in items] == list(POSTS)
    for at, item in enumerate(items, 1):
        assert item.fields["salary_text"].removeprefix("月薪") == f"{at + 4}000元/月"
        assert item.fields["headcount_text"].removeprefix("招")[:1] == str(at)
        assert item.fields["description"].endswith("能看懂机械图纸，吃苦耐劳。")
        assert item.fields["employer"] == "北京示例机械有限公司"


@pytest.mark.parametrize(
    "below",
    ["<h3>怎么投递</h3><p>写信来。</p>", "<p>福利待遇</p><p>包吃住。</p>", "<p>联系电话：010-60000000</p>"],
)
def test_what_is_about_all_is_no_part_of_the_last(below: str) -> None:
    *_, last = _read(f"<div>{_each(FORMS['names above paragraphs'])}{below}</div>")
    assert last.fields["description"] == "能看懂机械图纸，吃苦耐劳。"


def test_the_employer_above_some_of_them_is_theirs() -> None:
    line = "<p>{}：2人，6000元/月，能看懂图纸。</p>"
    body = (
        f"<p>1.北京示例仓储有限公司</p>{line.format('叉车司机')}{line.format('仓库管理员')}"
        f"<p>2.北京示例美容有限公司</p>{line.format('美容师')}"
    )
    assert [(item.fields["title"], item.fields["employer"]) for item in _read(f"<div>{body}</div>")] == [
        ("叉车司机", "北京示例仓储有限公司"),
        ("仓库管理员", "北京示例仓储有限公司"),
        ("美容师", "北京示例美容有限公司"),
    ]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (
            _each("<div><h3>{post}</h3><p>价格：{pay}000元</p><p>服务内容：上门维修。</p></div>"),
            "服务项目",
        ),
        (_each("<div><a href='/{at}'><h3>{post}</h3><p>{pay}000元/月</p></a></div>"), "人才招聘"),
        (_each("<p>{post} {pay}000元/月</p>"), "工资指导价位"),
        (_each("<div><h3>{post}</h3><p>{pay}000元/月</p><a href='/{at}'>详情</a></div>"), "人才招聘"),
        (_each("<p>{post}</p><p>报名条件：从事本职业一年以上，初中毕业；收费：{pay}80元</p>"), "人才招聘"),
        (_each("<div><h3>{post}</h3><p>{pay}0元/次</p><p>负责上门安装，经验丰富。</p></div>"), "招聘合作-服务价目"),
        (_each("<h3>{post}</h3><p>考试时间：5月{at}日</p><p>要求初中以上学历，身体健康。</p>"), "招募考生"),
        ("<p>工作经历</p>" + _each("<p>职位名称：{post}</p><p>薪资：{pay}000元/月</p>"), "人才招聘"),
    ],
    ids=["services", "links", "guide", "details", "examinations", "calls", "days of examinations", "past jobs"],
)
def test_names_of_jobs_with_prices_and_lists_of_links_are_no_vacancies(body: str, title: str) -> None:
    assert len(_read(body, title)) <= 1


def test_numbered_names_with_what_is_asked_are_vacancies() -> None:
    rows = "<p>1.电工：持证上岗，能倒班</p><p>2.焊工：三年以上经验</p><p>3.库管员：会用电脑</p>"
    items = _read(f"<div><p>一、岗位条件</p>{rows}<p>二、报名</p><p>现场报名。</p></div>")
    assert [(item.fields["title"], item.fields["description"]) for item in items] == [
        ("电工", "持证上岗，能倒班"),
        ("焊工", "三年以上经验"),
        ("库管员", "会用电脑"),
    ]


def test_a_title_in_brackets_ends_before_its_pay() -> None:
    text = "<p>工作内容</p><p>{cut}</p><p>任职要求</p><p>能看懂机械图纸，吃苦耐劳。</p>"
    body = "".join(f"<p>【{post}】8-12K</p>{text.format(cut=f'操作{post}用的设备，做好记录。')}" for post in POSTS)
    assert [(item.fields["title"], item.fields["salary_text"]) for item in _read(f"<div>{body}</div>")] == [
        (post, "8-12K") for post in POSTS
    ]


def test_one_advert_beside_rows_of_others_is_not_divided() -> None:
    one = "<h1>电工</h1><p>6000元/月</p><h3>岗位职责</h3><p>负责厂区供配电设备的巡检和维修，做好记录。</p>"
    assert len(_read(one + _each("<p class='near'>{post} {pay}000元/月</p>"))) == 1


def test_all_that_unfolds_is_shown_though_only_the_first_is() -> None:
    form = "<div><div class='h'>{post} {at}人</div><div class='b'{hidden}>能看懂机械图纸，吃苦耐劳。</div></div>"
    hidden = ("", " style='display:none'", " style='display:none'")
    body = "".join(form.format(post=p, at=at, hidden=hidden[at - 1]) for at, p in enumerate(POSTS, 1))
    assert [item.fields.get("description") for item in _read(body)] == ["能看懂机械图纸，吃苦耐劳。"] * 3


@pytest.mark.parametrize(
    "call", ["招聘焊工", "诚聘焊工3名", "急聘焊工3名，包吃住", "用工信息：焊工", "北京示例钢厂招聘焊工3名"]
)
def test_a_call_for_somebody_is_called_as_the_job(call: str) -> None:
    text = "<p>我厂因订单增加，现招聘焊工3名，月薪7000-9000元。</p><p>会看图纸，吃苦耐劳，有证优先。</p>"
    [item] = _read(f"<h1>{call}</h1>{text}", f"{call}-北京示例机械有限公司")
    assert item.fields["title"] == "焊工"
    assert item.fields["headcount_text"] == "3名"
    assert "7000-9000元" in item.fields["salary_text"]


def test_a_vacancy_that_shows_only_pay_and_a_text_is_one() -> None:
    body = "<h1>砂锅师傅</h1><div>7500-9500元/月</div><p>负责砂锅类菜品的出品，三年以上经验。</p>"
    [item] = _read(body, "砂锅师傅招聘-示例居")
    assert item.fields["salary_text"] == "7500-9500元/月"


@pytest.mark.parametrize("place", ["朝阳·望京", "顺义杨镇", "石家庄", "丰台 - 卢沟桥"])
def test_a_district_with_a_place_in_it_needs_no_label(place: str) -> None:
    head = f"<h1>电工</h1><div><span>6000-7000元/月</span><span>{place}</span></div>"
    [item] = _read(f"{head}<h3>岗位职责</h3><p>负责设备的巡检和维修，做好记录。</p>")
    assert item.fields["location_text"] == place


def test_an_employer_is_told_in_full() -> None:
    text = "<h3>岗位职责</h3><p>负责厂区供配电设备的巡检和维修。</p><p>示例燃气集团有限责任公司供气六个区。</p>"
    [item] = _read(f"<h1>电工</h1><p>6000元/月</p>{text}", "示例燃气集团社会招聘-人才招聘")
    assert item.fields["employer"] in ("示例燃气集团有限责任公司", "北京示例机械有限公司")


def test_what_an_article_on_a_job_says_is_no_vacancy() -> None:
    text = (
        "<h2>岗位职责</h2><p>1、负责供配电设备的巡检；</p><h2>任职要求</h2><p>1、持低压电工证；</p><p>2、身体健康。</p>"
    )
    assert not _read(f"<h1>电工是做什么的？</h1><div>2024-01-05 作者：小编</div>{text}", "电工是做什么的？-职业百科")

"""Pages whose record stands in the data that their scripts bring along."""

import json
import time
from html import escape
from urllib.parse import quote

import pytest

from rencai_crawler.pages import Page, RawItem, read_page

DUTY = (
    "岗位职责：1、负责车间机床的日常操作；2、按图纸加工零件并自检；3、保持设备清洁。\n"
    "任职要求：1、中专以上学历；2、持有车工证，三年以上经验；3、服从安排。"
)
JOB = {
    "jobName": "数控车工",
    "salaryMin": 8000,
    "salaryMax": 12000,
    "jobDesc": DUTY,
    "publishTime": 1715562000000,
    "education": 4,
    "educationName": "中专",
    "cityName": "北京",
    "company": {"id": 1, "name": "示例机械有限公司", "desc": "公司介绍" * 50},
}
OTHERS = [{"jobName": "铣工", "jobDesc": DUTY}, {"jobName": "磨工", "jobDesc": DUTY}]
STATE = {"props": {"pageProps": {"similar": OTHERS, "job": JOB}}}
NEXT = json.dumps(STATE, ensure_ascii=False)


def _page(script: str, title: str = "数控车工招聘") -> str:
    return f'<html><head><title>{title}</title></head><body><div id="app"></div>{script}</body></html>'


def _read(markup: str) -> RawItem:
    reading = read_page(Page("https://jobs.example.com/1", markup.encode()))
    return reading.items[0]


def _flat() -> str:
    texts = ["数控车工", DUTY, "示例机械有限公司", "8000-12000", "北京", "2024-05-13 09:00:00", "中专"]
    names = ["jobName", "jobDesc", "companyName", "salary", "cityName", "publishDate", "educationName"]
    places = {name: place + 3 for place, name in enumerate(names)}
    return json.dumps([{"data": 1}, ["Reactive", 2], places, *texts], ensure_ascii=False)


def _pushed() -> str:
    length = len(DUTY.encode())
    row = {**JOB, "jobDesc": "$5"}
    rows = f'5:T{length:x},{DUTY}6:["$","div",null,{{"job":{json.dumps(row, ensure_ascii=False)}}}]\n'
    return f"<script>self.__next_f.push([1,{json.dumps(rows)}])</script>"


_CALLED = (
    'window.__NUXT__=(function(a,b,c){return {layout:"default",data:[{detail:{jobName:a,jobDesc:"',
    DUTY.replace("\n", "\\n"),
    '",cityName:b,empty:c,companyName:\'示例机械有限公司\',salary:"8000-12000",publishTime:1715562000000,',
    'educationName:"中专"}}],state:{x:!0,y:void 0,z:.5}}}("数控车工","北京",null));',
)

WAYS = {
    "next": f'<script id="__NEXT_DATA__" type="application/json">{NEXT}</script>',
    "assigned": f"<script>window.__INITIAL_STATE__={NEXT};(function(){{}})()</script>",
    "parsed from a string": f"<script>var pageData = JSON.parse({json.dumps(NEXT)})</script>",
    "function": f"<script>{''.join(_CALLED)}</script>",
    "flat list": f'<script type="application/json" id="__NUXT_DATA__">{_flat()}</script>',
    "pieces": _pushed(),
    "hidden field": f'<input type="hidden" id="init-data" value="{escape(NEXT)}">',
    "percent signs": f'<script id="RENDER_DATA" type="application/json">{quote(NEXT)}</script>',
}


@pytest.mark.parametrize("way", WAYS)
def test_a_vacancy_is_read_from_the_data_of_scripts(way: str) -> None:
    item = _read(_page(WAYS[way]))

    assert item.kind == "job_posting"
    assert item.fields == {
        "title": "数控车工",
        "employer": "示例机械有限公司",
        "salary_text": "8000-12000",
        "location_text": "北京",
        "education_text": "中专",
        "published_text": "2024-05-13 09:00:00",
        "description": DUTY,
    }


def test_the_only_vacancy_needs_no_title_of_the_page() -> None:
    assert _read(_page(WAYS["next"], title="加载中")).fields["title"] == "数控车工"


def test_a_list_of_vacancies_is_no_vacancy() -> None:
    state = json.dumps({"list": [JOB, *OTHERS]})
    reading = read_page(Page("https://jobs.example.com/", _page(f"<script>var data={state}</script>", "职位").encode()))

    assert not reading.items


def test_duties_and_demands_that_stand_apart_are_one_text() -> None:
    apart = {**JOB, "jobDesc": None, "jobDuty": "负责车间机床的日常操作与保养" * 5, "jobRequirement": "持有车工证" * 5}
    item = _read(_page(f"<script>window.__STATE__={json.dumps({'job': apart})}</script>"))

    assert item.fields["description"] == apart["jobDuty"] + "\n" + apart["jobRequirement"]
    assert item.fields["requirements"] == apart["jobRequirement"]


def test_an_article_is_read_from_the_data_of_scripts() -> None:
    text = "各有关单位，现将事项通知如下。" * 10
    article = {"title": "某事项的通知", "content": f"<p>{text}</p>", "publishTime": "2024-05-13", "source": "示例局"}
    item = _read(_page(f"<script>window._SSR_DATA = {json.dumps({'data': article})}</script>", "某事项的通知"))

    assert item.kind == "policy_notice"
    assert item.fields["body_text"] == text
    assert (item.fields["published_text"], item.fields["issuer_text"]) == ("2024-05-13", "示例局")


def test_what_a_page_shows_counts_before_its_data_which_adds_what_lacks() -> None:
    labels = "<h1>数控车工</h1><p>薪资：9000元/月</p><p>学历：中专</p>"
    shown = f"{labels}<h3>职位描述</h3><div>{DUTY.replace(chr(10), '<br>')}</div>"
    item = _read(_page(shown + WAYS["next"]))

    assert item.fields["salary_text"] == "9000元/月"
    assert item.fields["employer"] == "示例机械有限公司"


@pytest.mark.parametrize("rubbish", ["<script>", "<script a=", "a=(x y ", 'a={b:"', "a={b:[", '<input data-a="{'])
def test_scripts_without_an_end_take_no_time(rubbish: str) -> None:
    """What would be looked through once for each of its parts takes minutes, not a second."""
    start = time.monotonic()
    read_page(Page("https://jobs.example.com/1", _page(f"<p>__NUXT</p>{rubbish * 60_000}").encode()))

    assert time.monotonic() - start < 20

"""A probe of sites whose lists are asked for by POST, or whose scripts ask for more rows."""

import json
from urllib.parse import parse_qs

import pytest

from fault_site import Answer, FaultSite, Request
from rencai.settings import Settings
from rencai_crawler.probe import Probed, probe
from rencai_crawler.source import Source
from support_crawl import Run, notice, path

JSON = {"Content-Type": "application/json"}
SHELL = "<html><head><title>职位</title><script src='/app.js'></script></head><body><div id='app'></div></body></html>"


def _look(site: FaultSite, start: str = "/") -> Probed:
    return probe(site.url(start), Settings(allow_hosts=(site.netloc,)))


def _quick(found: Probed) -> Source:
    assert found.source is not None
    politeness = found.source.politeness.model_copy(update={"delay": 0.0})
    return found.source.model_copy(update={"politeness": politeness})


def _api(site: FaultSite, *, form: bool) -> None:
    def answer(request: Request) -> Answer:
        given: dict[str, object] = {}
        try:
            read = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
            given = read if form else json.loads(request.body)
        except ValueError:
            pass
        if request.method != "POST" or "pageNum" not in given:
            return Answer(b'{"code":400,"msg":"bad request"}', headers=JSON)
        start = (int(str(given["pageNum"])) - 1) * 5
        rows = [
            {"id": n, "jobName": f"数控车工{n}", "companyName": "示例机械厂", "salary": f"{5 + n}000元/月"}
            for n in range(12)[start : start + 5]
        ]
        return Answer(json.dumps({"data": {"rows": rows, "total": 12}}).encode(), headers=JSON)

    site.routes["/api/job/page"] = answer


@pytest.mark.parametrize(
    ("script", "form"),
    [
        ("axios.post('/api/job/page',{pageNum:this.page,pageSize:5,name:this.name}).then(f)", False),
        ("q={pageNum:1,pageSize:5};r({url:'/job/page',method:'post',data:e});x={baseURL:'/api'}", False),
        ("const b='/api/job';fetch(`${b}/page`,{method:'POST',body:JSON.stringify({pageNum,pageSize:5})})", False),
        ("$.ajax({type:'POST',url:ctx+'/job/page',data:{pageNum:n,pageSize:size}});var ctx='/api',size=5;", True),
        ("var u='/api/job/page';$.ajax({url:u,type:'post',data:{pageNum:n,pageSize:5,f:[{k:'a'}]}})", True),
        ("$.post('/api/job/page',{pageNum:$('#p').val(),pageSize:5,kw:$('#kw').val()},f)", True),
    ],
)
def test_an_api_that_scripts_ask_by_post_is_read_as_they_do(run: Run, site: FaultSite, script: str, form: bool) -> None:
    site.page("/", SHELL)
    site.routes["/app.js"] = Answer(script.encode(), headers={"Content-Type": "application/javascript"})
    _api(site, form=form)
    source = _quick(_look(site))
    assert (source.listing.method, source.listing.sends) == ("POST", "form" if form else "json")
    counts = run(source)
    assert (counts["added"], counts["health"]) == (12, "healthy")


def test_a_post_of_which_nothing_tells_what_is_sent_is_told_and_not_made(site: FaultSite) -> None:
    site.page("/", SHELL)
    site.routes["/app.js"] = Answer(b"axios.post('/api/job/page',e)", headers={"Content-Type": "text/javascript"})
    site.routes["/api/job/page"] = lambda _request: Answer(b"{}", headers=JSON)
    found = _look(site)
    assert found.source is None
    assert any("listing.body" in note for note in found.findings.notes)
    assert site.times("/api/job/page") == 0


def _notices(site: FaultSite) -> None:
    for number in range(12):
        site.page(path(number), notice(number))


def _html(body: str, head: str = "") -> str:
    return f"<html><head><title>通知</title>{head}</head><body>{body}</body></html>"


def _rows(numbers: range) -> str:
    return "".join(f"<li><a href='{path(n)}'>关于第{n}号事项的通知</a> 2024-05-01</li>" for n in numbers)


def test_a_pager_that_submits_a_form_is_declared(run: Run, site: FaultSite) -> None:
    _notices(site)

    def answer(request: Request) -> Answer:
        number = int(parse_qs(request.body.decode())["__EVENTARGUMENT"][0]) if request.method == "POST" else 1
        link = f"""<a href="javascript:__doPostBack('p','{number + 1}')">下一页</a>""" if number < 3 else ""
        hidden = "<input type='hidden' name='__VIEWSTATE' value='x'>"
        rows = _rows(range(number * 4 - 4, number * 4))
        return Answer(_html(f"<form method='post'>{hidden}<ul>{rows}</ul>{link}</form>").encode())

    site.routes["/list.aspx"] = answer
    source = _quick(_look(site, "/list.aspx"))
    assert (source.listing.method, source.listing.complete) == ("POST", True)
    assert run(source)["added"] == 12


@pytest.mark.parametrize("first", [1, 0])
def test_rows_that_scripts_ask_for_below_the_first_ones_are_the_list(run: Run, site: FaultSite, first: int) -> None:
    _notices(site)
    script = (
        f"<script>var p={first};function more(){{p++;$.get('/rows?pn='+p,function(h){{$('ul').append(h)}})}}</script>"
    )
    site.page(
        "/list",
        _html(f"<ul>{_rows(range(4))}</ul><div onclick='more()'>加载更多</div>", script),
    )
    for number in range(5):
        site.page(f"/rows?pn={number + first}", _rows(range(number * 4, min(12, number * 4 + 4))))
    source = _quick(_look(site, "/list"))
    assert source.start == (site.url(f"/rows?pn={first}"),)
    counts = run(source)
    assert (counts["added"], counts["health"]) == (12, "healthy")


def test_entries_that_only_structured_data_lists_are_a_list(run: Run, site: FaultSite) -> None:
    _notices(site)
    listed = [{"@type": "ListItem", "position": n, "url": site.url(path(n))} for n in range(12)]
    data = json.dumps({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": listed})
    site.page(
        "/list",
        _html("<div id='app'></div>", f"<script type='application/ld+json'>{data}</script>"),
    )
    assert run(_quick(_look(site, "/list")))["added"] == 12


def test_notices_that_call_for_applicants_with_an_attached_table_give_posts(site: FaultSite) -> None:
    rows = ""
    for number in range(4):
        title = f"示例区第{number}批事业单位公开招聘工作人员公告"
        rows += f"<li><a href='/n/t20240501_{number}.html'>{title}</a> 2024-05-01</li>"
        page = notice(number, extra="").replace(f"关于第{number}号事项的通知", title)
        site.page(
            f"/n/t20240501_{number}.html",
            page.replace("</div></body>", f"<p><a href='/f/{number}.xlsx'>附件：岗位信息表.xlsx</a></p></div></body>"),
        )
    site.page("/list", f"<html><head><title>招考招聘</title></head><body><ul>{rows}</ul></body></html>")
    source = _look(site, "/list").source
    assert source is not None
    assert (source.family, source.kinds) == ("positions", ("policy_notice", "job_posting"))


def test_the_column_of_a_front_page_that_holds_vacancies_itself_is_found(site: FaultSite) -> None:
    menu = "<a href='/'>首页</a><a href='/about.html'>公司简介</a><a href='/join.html'>人才招聘</a>"
    site.page("/", f"<html><head><title>示例机械有限公司</title></head><body>{menu}<p>我们做齿轮。</p></body></html>")
    site.page(
        "/about.html",
        f"<html><head><title>示例机械有限公司</title></head><body>{menu}<p>成立于1998年。</p></body></html>",
    )
    posts = "".join(
        f"<h3>{name}</h3><p>招聘人数：2人 学历：中专 工作地点：北京市房山区</p>"
        f"<p>岗位职责：1、操作{name}的设备，完成当班任务；2、"
        "做好保养和交接班记录。</p><p>任职要求：1、能倒班；2、持有职业资格证书者优先。</p>"
        for name in ("数控车工", "装配钳工", "电焊工")
    )
    site.page(
        "/join.html",
        f"<html><head><title>人才招聘-示例机械有限公司</title></head><body>{menu}<h2>人才招聘</h2>{posts}</body></html>",
    )
    source = _look(site).source
    assert source is not None
    assert (source.start, source.details) == ((site.url("/join.html"),), r"/join\.html$")

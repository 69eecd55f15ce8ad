"""A probe of lists whose way in stands in bundles, in attributes, beside an address, or in columns below a page."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from fault_site import Answer, FaultSite, Request
from rencai.settings import Settings
from rencai_crawler.probe import probe
from rencai_crawler.source import Source
from support_crawl import Run, notice, path

JSON = {"Content-Type": "application/json"}
SCRIPT = {"Content-Type": "text/javascript"}


def _source(site: FaultSite, start: str = "/") -> Source:
    source = probe(site.url(start), Settings(allow_hosts=(site.netloc,))).source
    assert source is not None
    return source.model_copy(update={"politeness": source.politeness.model_copy(update={"delay": 0.0})})


def _shell(head: str = "", body: str = "<div id='app'></div>") -> str:
    return f"<html><head><title>职位</title>{head}</head><body>{body}</body></html>"


def _api(site: FaultSite, where: str, method: str = "GET") -> None:
    """Rows of which `offset` and `limit` or `pageNo` and `pageSize` say which."""

    def answer(request: Request) -> Answer:
        query = {name: values[0] for name, values in parse_qs(urlsplit(request.path).query).items()}
        given = {**query, **(json.loads(request.body) if request.body else {}), **json.loads(query.get("param", "{}"))}
        if request.method != method:
            return Answer(b"", 405)
        size = int(given.get("limit", given.get("pageSize", 4)))
        start = int(given.get("offset", (int(given.get("pageNo", 1)) - 1) * size))
        rows = [
            {"id": n, "jobName": f"数控车工{n}", "places": [{"city": "北京", "address": f"示例路{n}号"}]}
            for n in range(10)[start : start + size]
        ]
        return Answer(json.dumps({"data": {"list": rows, "total": 10}}).encode(), headers=JSON)

    site.otherwise = lambda request: answer(request) if request.path.startswith(where) else Answer(b"", 404)


@pytest.mark.parametrize(
    "bundle",
    [
        "import('./Jobs-C9.js')",
        "d=['assets/Jobs-C9.js','assets/Jobs.css']",
        """n.p+"assets/"+({}[e]||e)+"."+{"a1":"ff","Jobs-C9":"77"}[e]+".js";""",
    ],
)
def test_the_parts_of_a_bundle_tell_what_is_asked(run: Run, site: FaultSite, bundle: str) -> None:
    site.page("/", _shell("<script src='/assets/index.js'></script>"))
    site.routes["/assets/index.js"] = Answer(bundle.encode(), headers=SCRIPT)
    part = b"fetch('/api/jobs',{method:'POST',body:JSON.stringify({limit:4,offset:t.from??0,ids:[]})})"
    site.routes["/assets/Jobs-C9.js"] = site.routes["/assets/Jobs-C9.77.js"] = Answer(part, headers=SCRIPT)
    _api(site, "/api/jobs", "POST")
    source = _source(site)
    assert source.listing.body == {"limit": 4, "offset": 0, "ids": []}
    assert run(source)["added"] == 10


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<script>$.ajax({url:'/api/jobs',type:'get',data:{pageNo:n,pageSize:4,kw:''}})</script>", ""),
        ("<script>$.get('/api/jobs',{param:JSON.stringify({pageNo:n,pageSize:4}),site:'1'},f)</script>", ""),
        ("<script>$.get(app.path+'api/jobs'+buildQuery([{name:'x'}]));load({offset:0,limit:4})</script>", ""),
        ("", "<table data-url='/api/jobs'></table><script src='/table.js'></script>"),
    ],
)
def test_what_a_script_asks_with_is_read_beside_the_address(run: Run, site: FaultSite, head: str, body: str) -> None:
    site.page("/", _shell(head, body))
    _api(site, "/api/jobs")
    source = _source(site)
    assert source.columns["location_text"] in ("places.city", "places.address")
    assert run(source)["added"] == 10


def test_rows_of_an_api_lead_to_the_details_that_a_list_shows_first(run: Run, site: FaultSite) -> None:
    for number in range(10):
        site.page(f"/n/{number}.html", notice(number))
    rows = "".join(f"<li><a href='/n/{n}.html'>关于第{n}号事项的通知</a></li>" for n in range(4))
    script = "<script>function more(){p++;fetch('/api/n?pageNo='+p+'&pageSize=4')}</script>"
    site.page("/list", _shell(script, f"<ul>{rows}</ul><div onclick='more()'>加载更多</div>"))
    _api(site, "/api/n")
    source = _source(site, "/list")
    assert (source.listing.url, source.listing.records) == (site.url("/n/{id}.html"), "data.list")
    assert run(source)["added"] == 10


def _column(site: FaultSite, where: str, numbers: range) -> None:
    rows = "".join(f"<li><a href='{where}{n}.html'>关于第{n}号事项的通知</a> 2024-05-01</li>" for n in numbers)
    site.page(where, _shell(body=f"<a href='/'>首页</a><ul>{rows}</ul>"))
    for number in numbers:
        site.page(f"{where}{number}.html", notice(number))


@pytest.mark.parametrize("start", ["/gg/", "/"])
def test_the_columns_below_a_page_without_a_list_are_one_source(run: Run, site: FaultSite, start: str) -> None:
    names = {"/gg/tongzhi/": "通知", "/gg/gongshi/": "公示"}
    menu = "".join(f"<a href='{url}'>{name}公告</a>" for url, name in names.items())
    site.page("/", _shell(body=menu))
    site.page(start, _shell(body=f"{menu}<p>欢迎查阅本单位的各类信息。</p>"))
    _column(site, "/gg/tongzhi/", range(6))
    _column(site, "/gg/gongshi/", range(6, 11))
    source = _source(site, start)
    assert {*source.start} == {site.url(url) for url in names}
    assert run(source)["added"] == 11


def test_pages_are_chosen_from_and_addresses_are_queries_without_names(run: Run, site: FaultSite) -> None:
    def listed(page: int) -> str:
        rows = "".join(
            f"<li><a href='/d/?{n}.html'>关于第{n}号事项的通知</a></li>" for n in range(page * 4 - 4, page * 4)
        )
        options = "".join(
            f"<option value='/l/?7-{n}.html'{' selected' if n == page else ''}>第{n}页</option>" for n in (1, 2, 3)
        )
        return _shell(body=f"<ul>{rows}</ul><select onchange='location.href=this.value'>{options}</select>")

    site.page("/l/?7.html", listed(1))
    for page in (1, 2, 3):
        site.page(f"/l/?7-{page}.html", listed(page))
    for number in range(12):
        site.page(f"/d/?{number}.html", notice(number))
    assert run(_source(site, "/l/?7.html"))["added"] == 12
    assert path(1) not in site.asked


def test_a_box_that_stands_beside_the_details_too_is_not_the_list(run: Run, site: FaultSite) -> None:
    box = "".join(f"<a href='/news/{n}.html'>关于公司第{n}项重点工程顺利通过验收的消息</a>" for n in range(6))
    for number in range(6):
        site.page(f"/news/{number}.html", notice(number))
        title = f"数控车工{number}"
        text = "岗位职责：操作数控车床，完成当班任务。任职要求：持有职业资格证书，能适应倒班。" * 2
        told = f"<h2>{title}</h2><p>公司：示例机械厂</p><p>薪资：{number + 5}000元/月</p><div>{text}</div>"
        site.page(f"/job/{number}.html", f"<html><head><title>{title}</title></head><body>{told}{box}</body></html>")
    rows = "".join(f"<li><a href='/job/{n}.html'>数控车工{n}</a></li>" for n in range(6))
    site.page("/job.html", _shell(body=f"<div>{box}</div><ul>{rows}</ul>"))
    source = _source(site, "/job.html")
    assert (source.kinds, run(source)["added"]) == (("job_posting",), 6)


def test_the_value_of_a_parameter_may_be_a_path(run: Run, site: FaultSite) -> None:
    rows = "".join(f"<li><a href='/i.php?s=/n/show/id/{n}.html'>关于第{n}号事项的通知</a></li>" for n in range(5))
    site.page("/i.php?s=/n/index", _shell(body=f"<a href='/i.php?s=/n/about'>关于我们</a><ul>{rows}</ul>"))
    for number in range(5):
        site.page(f"/i.php?s=/n/show/id/{number}.html", notice(number))
    source = _source(site, "/i.php?s=/n/index")
    assert not source.is_detail(site.url("/i.php?s=/n/index/p/2.html"))
    assert run(source)["added"] == 5

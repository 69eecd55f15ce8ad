"""Lists whose entries are not all of one kind, or not all written in one way."""

import json

from sqlalchemy import Engine

from fault_site import Answer, FaultSite
from rencai.settings import Settings
from rencai.store.read import scan
from rencai_crawler.probe import probe
from rencai_crawler.source import Source
from support_crawl import Run, notice

DUTIES = "<p>岗位职责：</p><p>1、负责设备的操作和日常保养；</p><p>任职要求：</p><p>1、中专以上学历，持证上岗。</p>"


def _look(site: FaultSite, where: str):
    return probe(site.url(where), Settings(allow_hosts=(site.netloc,)))


def _quick(source: Source) -> Source:
    return source.model_copy(update={"politeness": source.politeness.model_copy(update={"delay": 0.0})})


def _vacancy(number: int, *, structured: bool) -> str:
    told = {"@context": "https://schema.org", "@type": "JobPosting", "title": f"数控车工{number}"}
    script = f'<script type="application/ld+json">{json.dumps(told | {"description": DUTIES})}</script>'
    head = f"<title>数控车工{number}_示例厂</title>{script if structured else ''}"
    pay = "<p>公司：示例机械厂</p><p>工资：6000-8000元/月</p>"
    return f"<html><head>{head}</head><body><h1>数控车工{number}</h1>{pay}{DUTIES}</body></html>"


def _list(site: FaultSite, texts: list[str]) -> None:
    rows = "".join(f"<li><a href='/n/{n}.html'>{text}</a> 2024-05-13</li>" for n, text in enumerate(texts))
    site.page("/list", f"<html><body><ul>{rows}</ul></body></html>")


def _kinds(engine: Engine) -> list[str]:
    return sorted(one.kind for page in scan(engine, status="live") for one in page)


def test_vacancies_and_notices_in_one_list_are_each_what_they_are(site: FaultSite, run: Run, engine: Engine) -> None:
    texts = [f"诚聘数控车工{n}" if n % 2 else f"关于第{n}号事项的通知" for n in range(8)]
    for n in range(8):
        site.page(f"/n/{n}.html", _vacancy(n, structured=False) if n % 2 else notice(n))
    _list(site, texts)
    found = _look(site, "/list")
    assert found.source is not None
    assert set(found.source.kinds) == {"job_posting", "policy_notice"}
    run(_quick(found.source))
    assert _kinds(engine) == ["job_posting"] * 4 + ["policy_notice"] * 4


def test_vacancies_without_structured_data_beside_those_with_it_are_read(
    site: FaultSite, run: Run, engine: Engine
) -> None:
    for n in range(8):
        site.page(f"/n/{n}.html", _vacancy(n, structured=n % 4 != 3))
    _list(site, [f"诚聘数控车工{n}" for n in range(8)])
    found = _look(site, "/list")
    assert found.source is not None
    run(_quick(found.source))
    assert _kinds(engine) == ["job_posting"] * 8


def test_a_sitemap_of_two_kinds_says_what_it_leaves(site: FaultSite) -> None:
    for n in range(8):
        site.page(f"/job/{n}.html", _vacancy(n, structured=True))
        site.page(f"/news/{n}.html", notice(n))
    names = [f"/job/{n}.html" for n in range(8)] + [f"/news/{n}.html" for n in range(6)]
    urls = "".join(f"<url><loc>{site.url(name)}</loc></url>" for name in names)
    site.routes["/sitemap.xml"] = Answer(f"<urlset>{urls}</urlset>".encode(), 200, {"Content-Type": "text/xml"})
    found = _look(site, "/sitemap.xml")
    assert found.source is not None
    assert found.source.details == r"/job/\d+\.html$"
    assert any("/news/" in note for note in found.findings.notes)


def test_a_feed_of_vacancies_with_bare_pages_behind_it_is_one_of_vacancies(site: FaultSite) -> None:
    items = ""
    for n in range(6):
        text = f"示例古建筑公司 时薪4{n}元 北京市大兴区；墙地砖排版、铺贴和勾缝，批刮腻子和涂饰"
        link = site.url(f"/gig/{n}")
        items += f"<item><title>瓦工{n}（兼职）</title><link>{link}</link><description>{text}</description></item>"
        site.page(
            f"/gig/{n}", f"<html><title>瓦工{n}</title><body><h1>瓦工{n}（兼职）</h1><p>{text * 4}</p></body></html>"
        )
    feed = f"<rss version='2.0'><channel><title>招聘信息</title>{items}</channel></rss>"
    site.routes["/gigs.xml"] = Answer(feed.encode(), 200, {"Content-Type": "application/rss+xml"})
    found = _look(site, "/gigs.xml")
    assert found.source is not None
    assert (found.source.family, found.source.kinds) == ("feed", ("job_posting",))

"""JobPosting in microdata and RDFa: read as JSON-LD is."""

import pytest

from rencai_crawler.pages import Page, RawItem, read_page

TEXT = "<p>1、按图纸装夹工件；</p><p>2、中专以上学历。</p>"
MICRODATA = (
    "<div itemscope itemtype='https://schema.org/JobPosting'><h1 itemprop='title'>数控车工</h1>"
    "<div itemprop='hiringOrganization' itemscope itemtype='https://schema.org/Organization'>"
    "<a itemprop='url' href='/c'><span itemprop='name'>北京示例机械有限公司</span></a></div>"
    "<span itemprop='jobLocation' itemscope itemtype='https://schema.org/Place'>"
    "<span itemprop='address' itemscope itemtype='https://schema.org/PostalAddress'>"
    "<span itemprop='addressRegion'>北京市</span><span itemprop='addressLocality'>大兴区</span></span></span>"
    "<div itemprop='baseSalary' itemscope itemtype='https://schema.org/MonetaryAmount'>"
    "<div itemprop='value' itemscope itemtype='https://schema.org/QuantitativeValue'>"
    "<b itemprop='minValue'>8000</b><b itemprop='maxValue'>12000</b>"
    "<meta itemprop='unitText' content='MONTH'></div></div>"
    f"<time itemprop='datePosted' datetime='2024-05-06'>5月6日</time><div itemprop='description'>{TEXT}</div></div>"
)
RDFA = (
    "<section typeof='schema:JobPosting'><h1 property='schema:title'>数控车工</h1>"
    "<div property='schema:hiringOrganization' typeof='schema:Organization'><b property='schema:name'>"
    "北京示例机械有限公司</b></div><i property='schema:baseSalary'>8000-12000元/月</i>"
    "<i property='schema:jobLocation'>北京市大兴区</i><meta property='schema:datePosted' content='2024-05-06'>"
    f"<div property='schema:description'>{TEXT}</div></section>"
)


def _read(body: str) -> tuple[RawItem, ...]:
    markup = f"<html><head><title>招聘</title></head><body><ul><li><a href='/'>首页</a></li></ul>{body}</body></html>"
    return read_page(Page("https://www.example.com/1", markup.encode())).items


@pytest.mark.parametrize("markup", [MICRODATA, RDFA], ids=["microdata", "RDFa"])
def test_a_vacancy_marked_up_is_read_as_one_declared_in_a_script(markup: str) -> None:
    [item] = _read(markup)
    assert item.kind == "job_posting"
    assert item.fields == {
        "title": "数控车工",
        "employer": "北京示例机械有限公司",
        "location_text": "北京市大兴区",
        "salary_text": "8000-12000元/月",
        "published_text": "2024-05-06",
        "description": "1、按图纸装夹工件；\n2、中专以上学历。",
    }


def test_what_is_shown_but_not_marked_up_is_read_as_well() -> None:
    shown = MICRODATA.replace(
        f"<div itemprop='description'>{TEXT}</div>", f"<p>招聘人数：3人</p><h3>岗位职责</h3>{TEXT}"
    )
    [item] = _read(shown)
    assert item.fields["headcount_text"] == "3人"
    assert item.fields["description"].splitlines()[-1] == "2、中专以上学历。"
    assert item.fields["published_text"] == "2024-05-06"


def test_cards_of_others_beside_a_vacancy_are_no_vacancies_of_its_page() -> None:
    card = "<div itemscope itemtype='https://schema.org/JobPosting'><a itemprop='title' href='/2'>钳工</a></div>"
    assert [item.fields["title"] for item in _read(MICRODATA + card)] == ["数控车工"]
    assert [item.fields["title"] for item in _read(card)] == ["钳工"]


def test_what_other_things_have_marked_up_is_told_of_no_vacancy() -> None:
    assert not any("salary_text" in item.fields for item in _read(MICRODATA.replace("JobPosting", "Product")))


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("opened", "inside", "closed"),
    [
        ("<div itemprop='a b' itemscope>" * 60, "", "</div>" * 60),
        (f"<div itemprop='{'a ' * 200_000}'>", f"<p>{TEXT}</p>" * 20, "</div>"),
    ],
    ids=["objects", "names"],
)
def test_a_vacancy_marked_up_without_end_is_read_at_once(opened: str, inside: str, closed: str) -> None:
    title = "<h1 itemprop='title'>数控车工</h1>"
    vacancy = f"<div itemscope itemtype='https://schema.org/JobPosting'>{title}{opened}{inside}{closed}</div>"
    assert _read(vacancy)[0].fields["title"] == "数控车工"

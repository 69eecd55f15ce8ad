"""Each page is read as what it is: not as the first kind that a source names, and a home page as nothing."""

import pytest
from sources import source

from rencai_crawler.pages import Page, read_page


@pytest.mark.parametrize("kinds", [["job_posting", "policy_notice"], ["policy_notice", "job_posting"]])
def test_a_source_of_vacancies_and_notices_has_each_for_what_it_is(kinds: list[str]) -> None:
    both = source(kinds=kinds, family="generic")
    notice = (
        "<h1>示例研究所项目聘用人员招聘启事</h1><p>2024年5月6日</p><div class='text'>"
        "<p>因工作需要，我所面向社会公开招聘项目聘用人员。</p>"
        "<p>一、岗位职责</p><p>协助课题组完成样品采集、实验记录和数据整理。</p><p>二、任职要求</p><p>本科以上学历，认真负责，能出差。</p>"
        "<p>三、薪资待遇</p><p>面议。</p><p>四、联系方式</p><p>示例研究所综合办公室。</p></div>"
    )
    vacancy = (
        "<h1>数控车工</h1><ul><li>公司：北京示例机械有限公司</li><li>工资：8000-12000元/月</li><li>地区：北京市大兴区</li>"
        "<li>发布时间：2024-05-06</li></ul><h3>岗位职责</h3><p>按图纸加工零件，保养机床，填写记录。</p>"
        "<h3>任职要求</h3><p>三年以上经验，能倒班。</p>"
    )
    for body, kind in ((notice, "policy_notice"), (vacancy, "job_posting")):
        markup = f"<html><head><title>示例研究所</title></head><body>{body}</body></html>"
        reading = read_page(Page("https://example.cn/p/1.html", markup.encode()), both)
        assert [item.kind for item in reading.items] == [kind]


@pytest.mark.parametrize(
    "banner", ["<embed src='top.swf'>", "<object data='top.swf'></object>", "<object><param name='movie'></object>"]
)
def test_a_film_above_the_title_is_the_banner_of_a_home_page(banner: str) -> None:
    links = "<ul><li><a href='1.html'>关于某事的通知</a></li><li><a href='2.html'>关于另一事的通知</a></li></ul>"
    foot = "<p>版权所有 示例市图书馆</p>"
    markup = f"<html><body>{banner}<h2>示例市图书馆</h2><p>2024年5月6日</p>{links}{foot}</body></html>"
    assert read_page(Page("https://www.example.com/1", markup.encode())).items == ()

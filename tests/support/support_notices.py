"""A notice as an article: its title, its text, and what is read of it on a page."""

from rencai_crawler.pages import Page, read_page

TITLE = "全市职业技能竞赛开幕"
TEXT = "<p>5月8日，全市职业技能竞赛在示例区开幕，选手参加了数控车工、焊工等项目的比赛。</p><p>竞赛为期三天。</p>"


def fields_of(body: str, title: str = TITLE) -> dict[str, str]:
    """The fields of the record that a page with such a body, and such a `<title>`, gives."""
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return dict(read_page(Page("https://www.example.com/a.html", markup.encode())).items[0].fields)

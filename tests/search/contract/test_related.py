"""Where one record leads on to."""

from rencai.search.query import Query
from rencai.search.related import card
from support_search import Opened, job


def test_related_leads_from_a_vacancy_to_courses_and_back(filled: Opened) -> None:
    vacancy = filled.reader.search(Query(text="数控车工", kind="job_posting")).hits[0]
    courses = filled.reader.related(vacancy.id)[0]
    assert [hit.source_id for hit in courses.hits] == ["c1"]
    back = filled.reader.related(courses.hits[0].id)[0]
    assert "j1" in [hit.source_id for hit in back.hits]
    law = filled.reader.search(Query(text="京办发〔2007〕14号")).hits[0]
    assert [hit.source_id for hit in filled.reader.related(law.id)[0].hits] == ["n2"]
    assert filled.reader.related("a" * 26) == []


def test_what_has_ended_leads_to_what_is_like_it(filled: Opened) -> None:
    ended = job("j99", "数控车工", location_text="北京经济技术开发区", requirements="高级工")
    groups = filled.reader.related(ended.id, was=card(ended.kind, ended.cluster_id, ended.payload))
    found = {group.label: [hit.source_id for hit in group.hits] for group in groups}
    assert found["通向高级工的课程"] == ["c1"]
    assert found["相似的内容"][0] == "j1"
    number = {"title": "实施意见", "document_number": "京办发〔2007〕14号"}
    cited = filled.reader.related("a" * 26, was=card("policy_notice", "", number))[0]
    assert (cited.label, [hit.source_id for hit in cited.hits]) == ("引用本文件的政策", ["n2"])

"""How a question finds the article that answers it: the law's words for what is asked, and the law's rank."""

import pytest

from rencai.search.analysis import Analyzer
from rencai.search.answers import MOST_WORDS, answer_scores, asked_words, learned, table
from rencai.search.articles import law_of, rank_of, with_laws
from rencai.search.engine import Row, Scored
from rencai.search.lexicon import bundled
from rencai.search.plan import Plan, plan
from rencai.search.query import Query
from rencai.search.questions import is_question
from rencai.search.understanding import understand
from support_search import Opened, fill, notice

WORDS = Analyzer(bundled().words)


@pytest.mark.parametrize(
    ("title", "law"),
    [
        ("中华人民共和国民法典第一千零七十九条", "民法典"),
        ("《劳动合同法》第三十九条", "劳动合同法"),
        ("工伤保险条例 第14条", "工伤保险条例"),
        ("北京市养犬管理规定", ""),
        ("第三条", ""),
    ],
)
def test_an_article_is_of_a_law(title: str, law: str) -> None:
    assert law_of(title) == law


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("狗咬了邻居赔不赔", True),
        ("打不打疫苗", True),
        ("停车位被人占了", True),
        ("车停路边被贴条了", True),
        ("离婚了孩子归我", True),
        ("老板不发工资", True),
        ("外卖被投诉了", True),
        ("被子加工", False),
        ("我国的海洋", False),
        ("跟我学茶艺", False),
        ("自我认识之路", False),
        ("干过三年焊工了", False),
        ("我要找工作", False),
        ("服务员不管住", False),
    ],
)
def test_who_tells_what_has_happened_asks_what_to_do(text: str, asked: bool) -> None:
    assert is_question(understand(text, bundled(), WORDS).parts) is asked


def test_of_function_words_and_a_question_mark_the_words_are_searched() -> None:
    read = understand("怎么办?", bundled(), WORDS).parts
    assert [part.text for part in read if part.required] == ["怎么办"]


def test_laws_have_a_rank() -> None:
    laws = ["民法典", "证券法", "城市房地产管理法", "工伤保险条例", "证券市场禁入规定", "北京市信访条例"]
    ranks = [rank_of(law) for law in laws]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[1] == ranks[2]
    assert rank_of("药品进口管理办法") == rank_of("证券市场禁入规定")
    assert rank_of("最高人民法院关于审理民间借贷案件适用法律若干问题的规定") == rank_of("工伤保险条例")


def _row(title: str, score: float) -> Row:
    return Row(title, score, 0, {"title": title})


def test_the_law_of_which_more_is_found_gains() -> None:
    rows = [_row("劳动法第一条", 9.0), _row("劳动法第二条", 9.0), _row("保险法第一条", 9.0), _row("北京市条例", 9.0)]
    gains = with_laws(rows)
    assert gains[0] == gains[1] > gains[2] > gains[3] == 0
    assert with_laws([]) == []


def test_the_law_whose_name_is_asked_for_gains() -> None:
    rows = [_row("劳动合同法第一条", 9.0), _row("社会保险法第一条", 9.0)]
    contract, insurance = with_laws(rows, ("劳动合同", "合同"))
    assert contract > insurance


def test_a_guide_whose_title_says_what_is_asked_gains_and_a_statute_does_not() -> None:
    guide, other, statute = with_laws(
        [_row("失业登记办理指引", 9.0), _row("停车场办理指引", 9.0), _row("失业保险条例", 9.0)], told=("失业", "登记")
    )
    assert guide > other == statute == 0


def test_the_longest_asked_words_are_read_wherever_they_begin() -> None:
    assert "没签劳动合同" in asked_words("我没签劳动合同")
    assert not asked_words("蓝天白云")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("在食堂摔倒算不算工伤", "算工伤"),
        ("公司一直不给我交社保", "不交社保"),
        ("没给我买社保", "买社保"),
        ("自己怎么交社保", "自己交社保"),
    ],
)
def test_words_are_read_through_what_stands_between(text: str, word: str) -> None:
    assert word in asked_words(text)


def test_a_question_gets_no_more_than_so_many_words() -> None:
    assert len(list(answer_scores("".join(table()), learned(), WORDS))) == MOST_WORDS


def test_every_line_of_answers_says_something() -> None:
    for asked, answered in table().items():
        assert asked, answered
        assert all(WORDS.tokens(said).words for said in answered), asked


def test_learned_words_are_words_of_texts() -> None:
    for asked, answered in learned().items():
        assert WORDS.knows(asked), asked
        assert all(WORDS.knows(word) and 0 < share <= 1 for word, share in answered), asked


def test_what_was_asked_is_no_word_of_its_answer() -> None:
    asked, ((said, _),) = next((asked, answered) for asked, answered in learned().items() if len(answered) == 1)
    assert [one.token for one in answer_scores("", [asked], WORDS)] == [said]
    assert said not in {one.token for one in answer_scores("", [asked, said], WORDS)}


def _plan(text: str, *, verbatim: bool = False) -> Plan:
    query = Query(text=text, verbatim=verbatim)
    return plan(query, understand(text, bundled(), WORDS).parts, bundled(), WORDS)


def _tokens(planned: Plan) -> set[str]:
    return {part.token for part in planned.scored if isinstance(part, Scored)}


def test_only_questions_get_the_words_of_answers() -> None:
    assert "承租人" in _tokens(_plan("租房要注意什么?"))
    assert "承租人" not in _tokens(_plan("租房"))
    assert "承租人" not in _tokens(_plan("租房要注意什么?", verbatim=True))
    assert "承租人" not in repr(_plan("租房要注意什么?").match)


def test_a_question_finds_the_article_that_says_it_otherwise(opened: Opened) -> None:
    fill(
        opened.writer,
        [
            notice("a", "刑法第二百六十四条", body_text="盗窃公私财物,数额较大的,处三年以下有期徒刑、拘役或者管制。"),
            notice("b", "铁路安全管理条例第五条", body_text="任何人不得在铁路线路上放置东西,发现有人放东西应当报告。"),
        ],
    )
    opened.reader.refresh()
    page = opened.reader.search(Query(text="偷东西会怎么判?", mixed=True))
    assert page.hits[0].source_id == "a"


def test_who_names_a_topic_gets_the_whole_law_before_its_articles(opened: Opened) -> None:
    texts = {"慈善法第一条": "为了发展慈善事业,弘扬慈善文化,制定本法。", "上海市慈善条例": "本市促进慈善事业。" * 9}
    fill(opened.writer, [notice(title, title, body_text=body) for title, body in texts.items()])
    opened.reader.refresh()
    assert [hit.title for hit in opened.reader.search(Query(text="慈善")).hits] == ["上海市慈善条例", "慈善法第一条"]
    assert opened.reader.search(Query(text="慈善法第一条")).hits[0].title == "慈善法第一条"
    article = next(hit for hit in opened.reader.search(Query(text="慈善")).hits if hit.source_id == "慈善法第一条")
    why = opened.reader.explain(article.id, Query(text="慈善事业"))
    assert why is not None
    assert "只是其中一条，整部法规优先" in [reason.text for reason in why.reasons]


def test_a_page_that_is_called_after_the_answer_comes_first(opened: Opened) -> None:
    text = "自己当老板的毕业生可以申请，每人一万元。"
    fill(
        opened.writer,
        [
            notice("news", "全区工作简讯", body_text=text + "创业补贴已发放。"),
            notice("page", "创业补贴一次告知", body_text=text),
        ],
    )
    opened.reader.refresh()
    assert opened.reader.search(Query(text="毕业生开公司政府给多少钱?")).hits[0].source_id == "page"


def test_the_page_that_is_called_what_is_asked_comes_first_and_why_says_so(opened: Opened) -> None:
    text = "职工可以凭证书领取技能补贴，每人每年一次，由人社局发放。"
    records = [
        notice("report", "全市工作情况通报", body_text=text * 2),
        notice("page", "技能补贴领取须知", body_text=text + "本页由窗口提供。" * 8),
    ]
    fill(opened.writer, records)
    opened.reader.refresh()
    query = Query(text="我怎么领取技能补贴?")
    assert opened.reader.search(query).hits[0].source_id == "page"
    why = opened.reader.explain(records[1].id, query)
    assert why is not None
    assert "标题说的就是所问的事" in [reason.text for reason in why.reasons]

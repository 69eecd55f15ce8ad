from rencai.store.engine import reading, writing
from rencai.store.terms import TermList, add_term, list_terms, remove_term, terms_version


def test_terms_have_a_history_and_a_version_that_every_edit_moves(engine):
    seen = []

    def version():
        with reading(engine) as conn:
            seen.append(terms_version(conn))

    version()
    with writing(engine) as turn:
        first = add_term(turn, TermList.SYNONYM, "月嫂", ["母婴护理员"], by="李工", note="俗称")
    version()
    with writing(engine) as turn:
        second = add_term(turn, TermList.SYNONYM, "月嫂", ["母婴护理员", "育婴员"], by="王工")
    version()
    with writing(engine) as turn:
        add_term(turn, TermList.BOOST, "2007", 1.5, by="李工")
    version()
    with reading(engine) as conn:
        in_force = list_terms(conn, [TermList.SYNONYM])
        assert [(term.id, term.value) for term in in_force] == [(second, ["母婴护理员", "育婴员"])]
        history = list_terms(conn, removed=True)
        removed_by = {term.id: term.removed_by for term in history if term.term == "月嫂"}
        assert removed_by == {first: "王工", second: None}
    with writing(engine) as turn:
        assert remove_term(turn, second, by="李工")
        assert not remove_term(turn, second, by="李工")
    version()
    assert len(set(seen)) == len(seen)
    with reading(engine) as conn:
        assert [term.list for term in list_terms(conn)] == [TermList.BOOST]

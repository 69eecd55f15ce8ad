from datetime import timedelta

import pytest

from rencai import clock
from rencai.errors import UsageError
from rencai.store.engine import reading, writing
from rencai.store.people import (
    Person,
    all_people,
    close_session,
    create_person,
    disable,
    open_session,
    session_person,
    set_password,
    verify,
)
from rencai.store.tables import people, sessions

PASSWORD = "correct horse battery"


@pytest.fixture
def person(engine):
    with writing(engine) as turn:
        return create_person(turn, " 李工 ", PASSWORD, "admin")


def test_only_the_right_password_opens(engine, person):
    with reading(engine) as conn:
        assert verify(conn, "李工", PASSWORD) == person == Person("李工", "admin")
        assert verify(conn, "李工", PASSWORD + " ") is None
        assert verify(conn, "nobody", PASSWORD) is None
        assert all_people(conn) == [person]
    with writing(engine) as turn:
        disable(turn, person.name)
        assert all_people(turn.conn) == [Person("李工", "admin", disabled=True)]


def test_neither_password_nor_token_is_in_the_store(engine, person):
    with writing(engine) as turn:
        token = open_session(turn, person.name)
    with reading(engine) as conn:
        kept = str([*conn.execute(people.select()), *conn.execute(sessions.select())])
    assert PASSWORD not in kept
    assert token not in kept


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    ("name", "password"), [("李工", PASSWORD), (" ", PASSWORD), ("b", "short"), ("x" * 65, PASSWORD)]
)
def test_an_account_needs_a_name_of_its_own_and_a_real_password(engine, name, password):
    with pytest.raises(UsageError), writing(engine) as turn:
        create_person(turn, name, password, "admin")


def test_a_session_ends_by_itself_or_at_will(engine, person):
    with writing(engine) as turn:
        token, other = open_session(turn, person.name), open_session(turn, person.name)
    with reading(engine) as conn:
        assert session_person(conn, token) == person
        assert session_person(conn, token, clock.now() + timedelta(hours=13)) is None
        assert session_person(conn, "guess") is None
    with writing(engine) as turn:
        close_session(turn, token)
    with reading(engine) as conn:
        assert session_person(conn, token) is None
        assert session_person(conn, other) == person


@pytest.mark.parametrize("action", [disable, lambda turn, name: set_password(turn, name, "another password")])
def test_what_changes_an_account_ends_its_sessions(engine, person, action):
    with writing(engine) as turn:
        token = open_session(turn, person.name)
    with writing(engine) as turn:
        action(turn, person.name)
    with reading(engine) as conn:
        assert session_person(conn, token) is None
        assert verify(conn, person.name, PASSWORD) is None

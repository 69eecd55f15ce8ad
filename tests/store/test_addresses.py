"""Addresses of adverts: what is one, and what is not."""

import pytest

from rencai.intake.addresses import address, names_an_advert


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.board.example/job/1001.html", "http://m.board.example/job/1001.html?from=list#apply"),
        (
            "https://bj.board.example/sj/57291034561234x.shtml",
            "http://m.board.example/bj/sj/57291034561234x.shtml?psid=1",
        ),
        (
            "https://jobs.board.example/CC12345678J4001.htm",
            "http://m.board.example/jobs/cc12345678J4001.htm?srccode=4018",
        ),
        ("http://rencai.board.com.cn/job?page=3&id=55", "https://www.rencai.board.com.cn/job/?id=55&share=wx"),
    ],
)
def test_one_advert_however_it_is_linked_to(one: str, other: str) -> None:
    assert address(one) == address(other) != ""
    assert names_an_advert(address(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://board.example/job/1001", "https://board.example/job/1002"),
        ("https://board.example/show?id=55", "https://board.example/show?id=56"),
        ("https://one.com.cn/job/57291034561234", "https://other.com.cn/job/57291034561234"),
        ("https://board.example/notice/20261101123456?id=7", "https://board.example/notice/20261101123456?id=8"),
    ],
)
def test_two_adverts(one: str, other: str) -> None:
    assert address(one) != address(other)


@pytest.mark.parametrize("url", ["", "岗位详情", "https://", "http://[broken", "https://board.example/"])
def test_what_is_no_address_of_an_advert(url: str) -> None:
    assert not names_an_advert(address(url))

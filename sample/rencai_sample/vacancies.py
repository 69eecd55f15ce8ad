"""Sample vacancies: curated phrases, combined the same way at every start."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from rencai_sample.content_files import number, pick, some, table

NEWEST = date(2026, 11, 20)
"""No vacancy is published later: days are fixed, so that a recrawl finds nothing changed."""
PER_TRADE = 5
ON_TWO_SITES = 20
"""So many of the board's vacancies stand on the table site as well."""
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, kw_only=True)
class Employer:
    name: str
    about: str
    code: str
    """A credit code with a right check digit; its district 110199 does not exist and its body reads EXMPL."""


@dataclass(frozen=True, kw_only=True)
class Vacancy:
    id: str
    trade: str
    code: str
    title: str
    employer: Employer
    tasks: tuple[str, ...]
    demands: tuple[str, ...]
    level: str
    salary: str
    low: int
    """Pay in yuan a month, from which `salary` was written; 0 where it says 面议."""
    high: int
    district: str
    address: str
    education: str
    experience: str
    employment: str
    headcount: str
    benefits: tuple[str, ...]
    rest: str
    published: date
    expires: str
    closing: str


def credit_code(serial: int) -> str:
    """A 统一社会信用代码 that no register can have issued."""
    body = f"911101990EXMPL{serial:03d}"
    total = sum(_CODE.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + _CODE[(31 - total % 31) % 31]


@cache
def employers() -> Mapping[str, tuple[Employer, ...]]:
    """The invented employers of each industry."""
    serial = 0
    found: dict[str, tuple[Employer, ...]] = {}
    for industry, rows in table("employers").items():
        found[industry] = tuple(
            Employer(name=row["name"], about=row["about"], code=credit_code(serial + place))
            for place, row in enumerate(rows)
        )
        serial += len(rows)
    return found


@cache
def vacancies() -> tuple[Vacancy, ...]:
    """All vacancies of the two job sites, none like another."""
    found = []
    for trade in table("trades"):
        found += [compose(trade, turn) for turn in range(PER_TRADE)]
    return tuple(replace(vacancy, id=f"{place:05d}") for place, vacancy in enumerate(found, start=10_001))


def board_vacancies() -> tuple[Vacancy, ...]:
    """Those of the job board."""
    return tuple(vacancy for vacancy in vacancies() if int(vacancy.id) % 5 < 3)


def table_vacancies() -> tuple[Vacancy, ...]:
    """Those of the table site: the rest, and some of the board's again under another number."""
    own = tuple(vacancy for vacancy in vacancies() if int(vacancy.id) % 5 >= 3)
    shared = some(board_vacancies(), ON_TWO_SITES, "shared")
    return own + tuple(replace(vacancy, id=f"{int(vacancy.id) + 50_000}") for vacancy in shared)


def compose(trade: dict[str, Any], turn: int) -> Vacancy:
    """One vacancy of a trade; another turn gives another one."""
    phrases, key = table("phrases"), (trade["name"], turn)
    level = trade["levels"][(number(trade["name"]) + turn) % len(trade["levels"])]
    asked = phrases["levels"][level]
    low, high = monthly_pay(trade["pay"], asked["pay"], key)
    salary = written_pay(low, high, pick(phrases["pay"], "pay", *key))
    district = pick(tuple(phrases["districts"]), "district", *key)
    title = trade["titles"][turn % len(trade["titles"])]
    repeated = turn >= len(trade["titles"])
    industry = employers()[trade["industry"]]
    past = number("past", *key) % 29 == 0
    return Vacancy(
        id="",
        trade=trade["name"],
        code=trade["code"],
        title=f"{title}（{level}）" if repeated else title,
        employer=industry[(number(trade["name"]) + turn) % len(industry)],
        tasks=some(trade["tasks"], 3 + number("tasks", *key) % 3, *key),
        demands=some(trade["demands"], 2 + number("demands", *key) % 2, *key),
        level=pick(asked["texts"], "level", *key),
        salary=salary,
        low=0 if salary == "面议" else low,
        high=0 if salary == "面议" else high,
        district=district,
        address=_address(phrases, district, key),
        education=pick(asked["education"], "education", *key),
        experience=pick(asked["experience"], "experience", *key),
        employment=pick(phrases["employment"], "employment", *key),
        headcount=pick(phrases["headcount"], "headcount", *key),
        benefits=some(phrases["benefits"], 3 + number("benefits", *key) % 4, *key),
        rest=pick(phrases["rest"], "rest", *key),
        published=date(2026, 8, 10) if past else NEWEST - timedelta(days=number("day", *key) % 80),
        expires=pick(phrases["past" if past else "expires"], "expires", *key),
        closing=pick(phrases["closing"], "closing", *key).format(n=1000 + number("n", *key) % 9000),
    )


def monthly_pay(usual: list[int], factor: float, key: tuple[object, ...]) -> tuple[int, int]:
    """A monthly range in yuan around the trade's usual pay, for the level asked."""
    shift = (number("shift", *key) % 5 - 2) * 200
    return tuple(round((amount * factor + shift) / 100) * 100 for amount in usual)  # type: ignore[return-value]


def written_pay(low: int, high: int, form: str) -> str:
    """A monthly range in the words of an advertisement."""
    return form.format(
        a=low,
        b=high,
        ka=_short(low / 1000),
        kb=_short(high / 1000),
        wa=_short(low / 10_000),
        wb=_short(high / 10_000),
        da=round(low / 21.75 / 10) * 10,
        db=round(high / 21.75 / 10) * 10,
        ha=round(low / 174),
        hb=round(high / 174),
        ya=round(low * 12 / 10_000),
        yb=round(high * 12 / 10_000),
        base=round(low * 0.6 / 100) * 100,
    )


def _short(amount: float) -> str:
    return f"{amount:.2f}".rstrip("0").rstrip(".")


def _address(phrases: dict[str, Any], district: str, key: tuple[object, ...]) -> str:
    street = pick(phrases["districts"][district], "street", *key)
    forms = phrases["address_bda" if district == "经开区" else "address"]
    return str(pick(forms, "address", *key)).format(d=district, s=street, n=1 + number("house", *key) % 60)

"""Pay as advertised."""

from rencai.records.values import Salary, Unreadable


def read_salary(salary_text: str) -> Salary | None:
    raise Unreadable("no_amount")

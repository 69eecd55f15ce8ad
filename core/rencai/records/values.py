"""Values that fields are read into: closed ladders, coded names, spans. All frozen, all plain JSON."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

Amount = int | float
"""Yuan; whole amounts are int so that equal pay hashes equal."""

PayUnit = Literal["hour", "day", "week", "month", "year", "piece"]

# 计薪 days and hours a month: 人社部发〔2025〕2号.
DAYS_A_MONTH = 21.75
HOURS_A_MONTH = 174
_MONTHLY: dict[str, float] = {
    "hour": HOURS_A_MONTH,
    "day": DAYS_A_MONTH,
    "week": DAYS_A_MONTH / 5,
    "month": 1,
    "year": 1 / 12,
}


class Unreadable(ValueError):
    """Text that a parser cannot turn into its value; `reason` is a short code such as `no_number`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)


class Coded(Value):
    """A name with its code in a published classification."""

    code: str
    name: str


class Point(Value):
    """Longitude and latitude in degrees (GCJ-02, as Chinese maps give them)."""

    lon: float
    lat: float


class Salary(Value):
    """Pay as advertised, and as an estimated monthly range."""

    min: Amount | None = None
    """Lower end in yuan per `unit`."""
    max: Amount | None = None
    """Upper end in yuan per `unit`."""
    unit: PayUnit | None = None
    """Period the amounts are paid for; `piece` is piecework."""
    months: int | None = None
    """Monthly salaries paid a year; only where the unit is a month."""
    negotiable: bool = False
    """The advert says 面议 or leaves pay open."""
    monthly_min: int | None = None
    """Lower end as yuan a month, estimated where the unit is another."""
    monthly_max: int | None = None
    """Upper end as yuan a month, estimated where the unit is another."""
    flags: tuple[str, ...] = ()
    """What else the text says or was assumed: assumed_period, assumed_unit, gross, net, base, commission, piece, …"""

    @classmethod
    def of(
        cls,
        low: Amount | None,
        high: Amount | None,
        unit: PayUnit | None,
        *,
        months: int | None = None,
        negotiable: bool = False,
        flags: tuple[str, ...] = (),
    ) -> "Salary":
        """A salary with its monthly estimate; ends are put in order, whole amounts become int."""
        low, high = _whole(low), _whole(high)
        if low is not None and high is not None and low > high:
            low, high = high, low
        return cls(
            min=low,
            max=high,
            unit=unit,
            months=months,
            negotiable=negotiable,
            monthly_min=_monthly(low, unit),
            monthly_max=_monthly(high, unit),
            flags=tuple(sorted(set(flags))),
        )


def _whole(amount: Amount | None) -> Amount | None:
    if amount is None:
        return None
    amount = round(amount, 4)
    return int(amount) if amount == int(amount) else amount


def _monthly(amount: Amount | None, unit: PayUnit | None) -> int | None:
    factor = _MONTHLY.get(unit or "")
    return None if amount is None or factor is None else round(amount * factor)


class Experience(Value):
    """Months of work experience asked: 0 and no end where none is asked."""

    min_months: int | None = None
    max_months: int | None = None


class Headcount(Value):
    """People wanted."""

    min: int | None = None
    max: int | None = None


class Attachment(Value):
    """A file that belongs to a notice."""

    name: str
    url: str


class Reference(Value):
    """Where a statement comes from: a document and the anchor of its clause."""

    document_number: str
    clause: str = ""


class Ladder(StrEnum):
    """An ordered closed list; `rank` counts from 0 at the lowest."""

    @property
    def rank(self) -> int:
        return list(type(self)).index(self)


class SkillLevel(Ladder):
    """The eight-rung ladder (新八级工) joined with the five grades of 国家职业资格."""

    APPRENTICE = "学徒工"
    JUNIOR = "初级工"
    INTERMEDIATE = "中级工"
    SENIOR = "高级工"
    TECHNICIAN = "技师"
    SENIOR_TECHNICIAN = "高级技师"
    SPECIAL_TECHNICIAN = "特级技师"
    CHIEF_TECHNICIAN = "首席技师"


class Education(Ladder):
    """Lowest education asked."""

    ANY = "不限"
    PRIMARY = "小学"
    JUNIOR_MIDDLE = "初中"
    HIGH_SCHOOL = "高中"
    VOCATIONAL_SECONDARY = "中专"
    TECHNICAL_SCHOOL = "技校"
    JUNIOR_COLLEGE = "大专"
    BACHELOR = "本科"
    MASTER = "硕士"
    DOCTOR = "博士"


class EmploymentType(StrEnum):
    FULL_TIME = "全职"
    PART_TIME = "兼职"
    HOURLY = "非全日制"
    INTERNSHIP = "实习"
    DISPATCH = "劳务派遣"
    OUTSOURCED = "外包"
    RETIREE = "劳务"
    TEMPORARY = "临时工"
    SEASONAL = "季节工"
    APPRENTICESHIP = "学徒"


class Validity(StrEnum):
    """Whether a document is in force, in the words of the government's information catalogue."""

    IN_FORCE = "有效"
    LAPSED = "失效"
    REPEALED = "废止"
    PARTLY_LAPSED = "部分失效"
    AMENDED = "已修改"


class CourseMode(StrEnum):
    ON_SITE = "线下"
    ONLINE = "线上"
    BLENDED = "线上线下结合"


class Timetable(StrEnum):
    FULL_TIME = "脱产"
    WEEKEND = "周末"
    EVENING = "晚间"
    SPARE_TIME = "业余"


class ServiceCategory(StrEnum):
    """The five services of clause (十四) of 京办发〔2007〕14号, and two more that lead on from them."""

    PLACEMENT = "职业介绍"
    TRAINING = "职业培训"
    CONTRACT = "劳动合同鉴证"
    SOCIAL_INSURANCE = "社会保险关系办理"
    FILES = "代存档案"
    ASSESSMENT = "技能鉴定"
    SUBSIDY = "补贴"

"""schema.org data of a record, put together from the paths its columns declare."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import singledispatch
from typing import Any

from rencai.records.columns import columns
from rencai.records.parsers.body import plain_text
from rencai.records.record import Record
from rencai.records.values import (
    Coded,
    CourseMode,
    EmploymentType,
    Experience,
    Headcount,
    Point,
    Salary,
    Validity,
)

TYPES = {
    "hiringOrganization": "Organization",
    "jobLocation": "Place",
    "jobLocation.address": "PostalAddress",
    "provider": "Organization",
    "hasCourseInstance": "CourseInstance",
    "offers": "Offer",
    "legislationPassedBy": "GovernmentOrganization",
    "audience": "Audience",
    "availableChannel": "ServiceChannel",
    "availableChannel.serviceLocation": "Place",
}
_UNITS = {"hour": "HOUR", "day": "DAY", "week": "WEEK", "month": "MONTH", "year": "YEAR"}
_EMPLOYMENT = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.HOURLY: "PART_TIME",
    EmploymentType.INTERNSHIP: "INTERN",
    EmploymentType.DISPATCH: "CONTRACTOR",
    EmploymentType.OUTSOURCED: "CONTRACTOR",
    EmploymentType.TEMPORARY: "TEMPORARY",
    EmploymentType.SEASONAL: "TEMPORARY",
}
_FORCE = {
    Validity.IN_FORCE: "InForce",
    Validity.AMENDED: "InForce",
    Validity.LAPSED: "NotInForce",
    Validity.REPEALED: "NotInForce",
    Validity.PARTLY_LAPSED: "PartiallyInForce",
}
_MODES = {CourseMode.ON_SITE: "onsite", CourseMode.ONLINE: "online", CourseMode.BLENDED: "blended"}
UNKNOWN = "待核实"


def json_ld(record: Record, address: str) -> dict[str, Any]:
    """The record as one schema.org thing. What is not known is left out, never guessed."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": record.kind.schema_org,
        "@id": address,
        "name": record.title,
        "url": address,
    }
    if record.kind.schema_org == "JobPosting":
        data["title"] = record.title
    if record.url:
        data["sameAs"] = record.url
    for column in columns(type(record)):
        value = getattr(record, column.name)
        plain = _value(plain_text(value) if column.markup and value else value)
        if column.schema_org and plain not in (None, "", [], {}) and UNKNOWN not in str(plain):
            _put(data, column.schema_org, plain)
    return _completed(data)


def _completed(data: dict[str, Any]) -> dict[str, Any]:
    address = data.get("jobLocation", {}).get("address")
    if address is not None:
        address |= {"addressRegion": "北京市", "addressCountry": "CN"}
    if "offers" in data:
        data["offers"]["priceCurrency"] = "CNY"
    if data["@type"] == "GovernmentService":
        data["areaServed"] = {"@type": "City", "name": "北京市"}
    workload = data.get("hasCourseInstance", {}).get("courseWorkload")
    if workload:
        # One 学时 is 45 minutes by custom.
        data["hasCourseInstance"]["courseWorkload"] = f"PT{int(workload) * 45}M"
    return data


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    *parents, name = path.split(".")
    place = data
    for depth, parent in enumerate(parents, 1):
        place = place.setdefault(parent, {"@type": TYPES.get(".".join(parents[:depth]), "Thing")})
    place.setdefault(name, value)


@singledispatch
def _value(value: object) -> Any:
    return value


@_value.register
def _(value: date) -> Any:
    return value.isoformat()


@_value.register
def _(value: Enum) -> Any:
    return value.value


@_value.register
def _(value: EmploymentType) -> Any:
    return _EMPLOYMENT.get(value, "OTHER")


@_value.register
def _(value: Validity) -> Any:
    return f"https://schema.org/{_FORCE[value]}"


@_value.register
def _(value: CourseMode) -> Any:
    return _MODES[value]


@_value.register
def _(value: tuple) -> Any:  # type: ignore[type-arg]  # of any values
    return [_value(item) for item in value]


@_value.register
def _(value: Coded) -> Any:
    return f"{value.code} {value.name}" if "-" in value.code else value.name


@_value.register
def _(value: Point) -> Any:
    return {"@type": "GeoCoordinates", "longitude": value.lon, "latitude": value.lat}


@_value.register
def _(value: Experience) -> Any:
    if not value.min_months:
        return "no requirements"
    return {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": value.min_months}


@_value.register
def _(value: Headcount) -> Any:
    return value.max or value.min


@_value.register
def _(value: Salary) -> Any:
    unit = _UNITS.get(value.unit or "")
    if unit is None or (value.min is None and value.max is None):
        return None  # 面议 and piecework have no amount to state
    ends: Mapping[str, Any] = {"minValue": value.min, "maxValue": value.max}
    amount = {"@type": "QuantitativeValue", "unitText": unit, **{n: v for n, v in ends.items() if v is not None}}
    return {"@type": "MonetaryAmount", "currency": "CNY", "value": amount}

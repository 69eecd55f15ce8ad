"""Training courses."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from rencai.records.common import AtPoint, InDistrict, OfOccupation, PublishedOn
from rencai.records.parsers.course import (
    read_course_certificate,
    read_hours,
    read_mode,
    read_price,
    read_subsidised,
    read_taught_occupation,
    read_timetable,
)
from rencai.records.parsers.dates import read_start
from rencai.records.parsers.level import read_course_level
from rencai.records.record import Kind, RawText, Record
from rencai.records.roles import Day, Facet, Long, Parsed, Range, SchemaOrg, Sort, Text
from rencai.records.values import Amount, CourseMode, SkillLevel, Timetable


class TrainingCourse(Record):
    """A course as its provider announces it."""

    kind: ClassVar[Kind] = Kind("training_course", label="课程", path="/courses", schema_org="Course")

    provider: Annotated[RawText, Field(title="培训机构"), Text(weight=2), SchemaOrg("provider.name")] = ""
    """Who gives the course."""
    description: Annotated[RawText, Field(title="课程介绍"), Text(), Long(), SchemaOrg("description")] = ""
    """What is taught and to whom."""
    occupation_text: Annotated[RawText, Field(title="职业名称"), Text()] = ""
    """Occupation or field in the source's words."""
    occupation: Annotated[
        OfOccupation,
        Parsed(read_taught_occupation, "occupation_text", "title", "description"),
        SchemaOrg("about"),
    ] = None
    """Occupation by 职业分类大典 (2022), read from its own field, else from the title and the description."""
    skill_level_text: RawText = ""
    """Level it leads to, in the source's words."""
    skill_level: Annotated[
        SkillLevel | None,
        Field(title="技能等级"),
        Parsed(read_course_level, "skill_level_text", "title"),
        Facet(),
    ] = None
    """Skill level it leads to."""
    certificate_text: RawText = ""
    """Certificate in the source's words."""
    certificate: Annotated[
        str | None,
        Field(title="所获证书"),
        Parsed(read_course_certificate, "certificate_text", "title"),
        Facet(),
        SchemaOrg("educationalCredentialAwarded"),
    ] = None
    """Certificate it leads to, by its usual name."""
    mode_text: RawText = ""
    """How it is taught, in the source's words."""
    mode: Annotated[
        CourseMode | None,
        Field(title="授课方式"),
        Parsed(read_mode, "mode_text", "title"),
        Facet(),
        SchemaOrg("hasCourseInstance.courseMode"),
    ] = None
    """How it is taught."""
    timetable_text: RawText = ""
    """Timetable in the source's words."""
    timetable: Annotated[
        tuple[Timetable, ...],
        Field(title="上课时间"),
        Parsed(read_timetable, "timetable_text", "title"),
        Facet(),
    ] = ()
    """When classes are held."""
    hours_text: RawText = ""
    """Hours in the source's words."""
    hours: Annotated[
        int | None,
        Field(title="学时"),
        Parsed(read_hours, "hours_text", "description"),
        Range("学时", "学时"),
        SchemaOrg("hasCourseInstance.courseWorkload"),
    ] = None
    """Class hours (学时), by custom of 45 minutes."""
    price_text: RawText = ""
    """Price in the source's words."""
    price: Annotated[
        Amount | None,
        Field(title="学费"),
        Parsed(read_price, "price_text"),
        Range("学费", "元"),
        Sort(),
        SchemaOrg("offers.price"),
    ] = None
    """Price in yuan for the whole course; 0 is free."""
    subsidised_text: RawText = ""
    """What the source says of subsidies."""
    subsidised: Annotated[
        bool | None,
        Field(title="政府补贴"),
        Parsed(read_subsidised, "subsidised_text", "price_text", "title", "description"),
        Facet(),
    ] = None
    """Whether a public subsidy is said to pay for it."""
    start_text: Annotated[RawText, Day()] = ""
    """Start in the source's words."""
    start: Annotated[
        date | None,
        Field(title="开课日期"),
        Parsed(read_start, "start_text", "seen"),
        Range("开课日期", "日"),
        Sort(),
        SchemaOrg("hasCourseInstance.startDate"),
    ] = None
    """First day of classes."""
    location_text: Annotated[RawText, Field(title="上课地点"), Text(), SchemaOrg("hasCourseInstance.location")] = ""
    """Place in the source's words."""
    district: InDistrict = None
    """District of Beijing, by GB/T 2260 code; 经开区 is `BDA`."""
    point: AtPoint = None
    """Where that is: the address where it is known, else the district's centre."""
    published_text: Annotated[RawText, Day()] = ""
    """Day of publication in the source's words."""
    published: PublishedOn = None
    """Day of publication in Beijing."""

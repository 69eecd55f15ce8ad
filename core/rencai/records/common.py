"""Fields that several kinds share, under one name, label and meaning, so that they can be searched across kinds."""

from datetime import date
from typing import Annotated

from pydantic import Field

from rencai.records.parsers.dates import read_day
from rencai.records.parsers.place import read_district, read_point
from rencai.records.roles import Facet, Parsed, Range, SchemaOrg, Sort
from rencai.records.values import Coded, Point

InDistrict = Annotated[Coded | None, Field(title="区"), Parsed(read_district, "location_text"), Facet()]
"""One of Beijing's 16 districts by its GB/T 2260 code, or 经开区 (`BDA`)."""

AtPoint = Annotated[Point | None, Field(title="坐标"), Parsed(read_point, "location_text")]

OfOccupation = Annotated[Coded | None, Field(title="职业"), Facet()]
"""Occupation of 职业分类大典 (2022); each kind says how it is read."""

PublishedOn = Annotated[
    date | None,
    Field(title="发布日期"),
    Parsed(read_day, "published_text", "seen"),
    Range("发布日期", "日"),
    Sort(),
    SchemaOrg("datePosted"),
]

"""Vacancies."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from rencai.records.common import AtPoint, InDistrict, OfOccupation, PublishedOn
from rencai.records.parsers.benefits import read_benefits
from rencai.records.parsers.certificates import read_certificates
from rencai.records.parsers.credit_code import read_credit_code
from rencai.records.parsers.dates import read_expiry
from rencai.records.parsers.education import read_education
from rencai.records.parsers.employment import read_employment_type
from rencai.records.parsers.experience import read_experience
from rencai.records.parsers.headcount import read_headcount
from rencai.records.parsers.level import read_skill_level
from rencai.records.parsers.occupation import read_occupation
from rencai.records.parsers.salary import read_salary
from rencai.records.record import Kind, RawText, Record
from rencai.records.roles import Day, Facet, Long, Parsed, Range, SchemaOrg, Sort, Text
from rencai.records.values import Education, EmploymentType, Experience, Headcount, Salary, SkillLevel


class JobPosting(Record):
    """A vacancy as its source published it."""

    kind: ClassVar[Kind] = Kind("job_posting", label="岗位", path="/jobs", schema_org="JobPosting")

    employer: Annotated[RawText, Field(title="单位"), Text(weight=2), SchemaOrg("hiringOrganization.name")] = ""
    """Employer as named in the vacancy."""
    employer_code: RawText = ""
    """Unified social credit code as the source writes it."""
    employer_credit_code: Annotated[
        str | None,
        Field(title="统一社会信用代码"),
        Parsed(read_credit_code, "employer_code"),
        SchemaOrg("hiringOrganization.taxID"),
    ] = None
    """Unified social credit code whose check digit is right (GB 32100-2015)."""
    description: Annotated[RawText, Field(title="岗位职责"), Text(), Long(), SchemaOrg("description")] = ""
    """What the work is."""
    requirements: Annotated[RawText, Field(title="任职要求"), Text(), Long(), SchemaOrg("qualifications")] = ""
    """What is asked of candidates."""
    salary_text: RawText = ""
    """Pay in the source's words."""
    salary: Annotated[
        Salary | None,
        Field(title="薪资"),
        Parsed(read_salary, "salary_text"),
        Range("月薪", "元", low="monthly_min", high="monthly_max"),
        Sort(),
        SchemaOrg("baseSalary"),
    ] = None
    """Pay, and the same as a monthly range in yuan."""
    location_text: Annotated[
        RawText, Field(title="工作地点"), Text(), SchemaOrg("jobLocation.address.streetAddress")
    ] = ""
    """Place of work in the source's words."""
    district: Annotated[InDistrict, SchemaOrg("jobLocation.address.addressLocality")] = None
    """District of Beijing, by GB/T 2260 code; 经开区 is `BDA`."""
    point: Annotated[AtPoint, SchemaOrg("jobLocation.geo")] = None
    """Where that is: the address where it is known, else the district's centre."""
    occupation_text: Annotated[RawText, Field(title="职业名称"), Text()] = ""
    """Occupation or trade in the source's words."""
    occupation: Annotated[
        OfOccupation,
        Parsed(read_occupation, "occupation_text", "title", "description"),
        SchemaOrg("occupationalCategory"),
    ] = None
    """Occupation by 职业分类大典 (2022), read from its own field, else from the title, which the duties may settle."""
    skill_level_text: RawText = ""
    """Skill level asked, in the source's words."""
    skill_level: Annotated[
        SkillLevel | None,
        Field(title="技能等级"),
        Parsed(read_skill_level, "skill_level_text", "requirements", "title"),
        Facet(),
    ] = None
    """Lowest skill level asked, on the eight-rung ladder."""
    certificates: Annotated[
        tuple[str, ...],
        Field(title="证书要求"),
        Parsed(read_certificates, "description", "requirements"),
        Facet(),
        Text(),
    ] = ()
    """Certificates and licences asked."""
    education_text: RawText = ""
    """Education asked, in the source's words."""
    education: Annotated[
        Education | None,
        Field(title="学历"),
        Parsed(read_education, "education_text", "requirements"),
        Facet(),
        SchemaOrg("educationRequirements"),
    ] = None
    """Lowest education asked; 优先 is no demand."""
    experience_text: RawText = ""
    """Experience asked, in the source's words."""
    experience: Annotated[
        Experience | None,
        Field(title="工作经验"),
        Parsed(read_experience, "experience_text", "requirements"),
        Range("工作经验", "月", low="min_months", high="max_months"),
        SchemaOrg("experienceRequirements"),
    ] = None
    """Experience asked, in months."""
    employment_type_text: RawText = ""
    """Kind of employment in the source's words."""
    employment_type: Annotated[
        EmploymentType | None,
        Field(title="用工形式"),
        Parsed(read_employment_type, "employment_type_text", "title"),
        Facet(),
        SchemaOrg("employmentType"),
    ] = None
    """Kind of employment."""
    headcount_text: RawText = ""
    """People wanted, in the source's words."""
    headcount: Annotated[
        Headcount | None,
        Field(title="招聘人数"),
        Parsed(read_headcount, "headcount_text"),
        SchemaOrg("totalJobOpenings"),
    ] = None
    """People wanted."""
    benefits_text: Annotated[RawText, Field(title="福利说明"), Text()] = ""
    """Benefits in the source's words."""
    benefits: Annotated[
        tuple[str, ...],
        Field(title="福利"),
        Parsed(read_benefits, "benefits_text", "description"),
        Facet(),
        SchemaOrg("jobBenefits"),
    ] = ()
    """Benefits by their usual names."""
    published_text: Annotated[RawText, Day()] = ""
    """Day of publication in the source's words."""
    published: PublishedOn = None
    """Day of publication in Beijing."""
    expires_text: Annotated[RawText, Day()] = ""
    """Deadline in the source's words."""
    expires: Annotated[
        date | None,
        Field(title="截止日期"),
        Parsed(read_expiry, "expires_text", "published_text", "seen"),
        Range("截止日期", "日"),
        Sort(),
        SchemaOrg("validThrough"),
    ] = None
    """Last day on which candidates may apply."""
    notice_id: Annotated[RawText, Field(title="所属公告")] = ""
    """Source identifier of the recruitment notice whose position table it was read from."""

"""A job board: schema.org JSON-LD on every page, found through its sitemap."""

import re
from datetime import date
from typing import Any

from rencai_sample.courses import Course, board_courses
from rencai_sample.page import Page, Pages, render, robots
from rencai_sample.vacancies import Vacancy, board_vacancies

_EMPLOYMENT = {"兼职": "PART_TIME", "劳务派遣": "CONTRACTOR"}
_UNITS = (("元/天", "DAY"), ("元/小时", "HOUR"), ("年薪", "YEAR"))


def build(origin: str) -> Pages:
    """Home, hubs, sitemaps, vacancies and courses."""
    jobs, courses = board_vacancies(), board_courses()
    pages = {
        "/robots.txt": robots(
            "Disallow: /account/", "Disallow: /apply", "Crawl-delay: 0", "", f"Sitemap: {origin}/sitemap.xml"
        ),
        "/": Page(render("board/home.html", jobs=jobs[:15], courses=courses[:10]).encode()),
        "/sitemap.xml": _sitemap_index(origin),
        "/sitemap-jobs.xml": _sitemap([(f"{origin}/job/{job.id}", job.published) for job in jobs]),
        "/sitemap-courses.xml": _sitemap([(f"{origin}/course/{course.id}", course.published) for course in courses]),
    }
    for job in jobs:
        body = render("board/job.html", job=job, data=job_posting(job, origin))
        pages[f"/job/{job.id}"] = Page(body.encode(), day=job.published)
    for course in courses:
        body = render("board/course.html", course=course, data=course_data(course, origin))
        pages[f"/course/{course.id}"] = Page(body.encode(), day=course.published)
    return pages


def _sitemap_index(origin: str) -> Page:
    addresses = [f"{origin}/sitemap-{name}.xml" for name in ("jobs", "courses")]
    return _xml(render("board/sitemap_index.xml", addresses=addresses))


def _sitemap(entries: list[tuple[str, date]]) -> Page:
    return _xml(render("board/sitemap.xml", entries=entries))


def _xml(text: str) -> Page:
    return Page(text.encode(), "application/xml; charset=utf-8")


def street(address: str, district: str) -> str:
    """An address without the city and district before it, which structured data names apart."""
    return re.sub(rf"^北京(?:市)?(?:大兴区)?-?(?:{district})?-?|^{district}", "", address)


def description(job: Vacancy) -> str:
    """The vacancy's text as a job board shows it."""
    lines = ["【示例岗位】岗位职责："]
    lines += [f"{place}. {task}。" for place, task in enumerate(job.tasks, start=1)]
    lines += [f"班次休息：{job.rest}。", job.closing]
    return "\n".join(lines)


def requirements(job: Vacancy) -> str:
    """What the vacancy asks."""
    return "任职要求：" + "；".join((*job.demands, f"技能等级：{job.level}")) + "。"


def job_posting(job: Vacancy, origin: str) -> dict[str, Any]:
    """The vacancy as a schema.org JobPosting; what it does not state is left out."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": job.title,
        "url": f"{origin}/job/{job.id}",
        "identifier": {"@type": "PropertyValue", "name": "示例招聘", "value": job.id},
        "description": "<p>" + description(job).replace("\n", "<br>") + "</p>",
        "qualifications": requirements(job),
        "skills": job.level,
        "datePosted": job.published.isoformat(),
        "hiringOrganization": {"@type": "Organization", "name": job.employer.name, "taxID": job.employer.code},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressCountry": "CN",
                "addressRegion": "北京市",
                "addressLocality": job.district,
                "streetAddress": street(job.address, job.district),
            },
        },
        "employmentType": _EMPLOYMENT.get(job.employment, "FULL_TIME"),
        "occupationalCategory": f"{job.code} {job.trade}",
        "educationRequirements": job.education,
        "experienceRequirements": job.experience,
        "jobBenefits": "、".join(job.benefits),
        "workHours": job.rest,
    }
    if job.expires[:2] == "20":
        data["validThrough"] = job.expires
    if job.headcount.rstrip("人名").isdigit():
        data["totalJobOpenings"] = int(job.headcount.rstrip("人名"))
    if job.low:
        data["baseSalary"] = _salary(job)
    return data


def _salary(job: Vacancy) -> dict[str, Any]:
    """The pay as a MonetaryAmount, in the unit of the advertisement's own words."""
    unit = next((unit for sign, unit in _UNITS if sign in job.salary), "MONTH")
    factor = {"DAY": 1 / 21.75, "HOUR": 1 / 174, "YEAR": 12.0, "MONTH": 1.0}[unit]
    digits = -1 if unit == "DAY" else 0
    value = {"@type": "QuantitativeValue", "minValue": int(round(job.low * factor, digits)), "unitText": unit}
    if "以上" not in job.salary:
        value["maxValue"] = int(round(job.high * factor, digits))
    return {"@type": "MonetaryAmount", "currency": "CNY", "value": value}


def course_data(course: Course, origin: str) -> dict[str, Any]:
    """The course as a schema.org Course with one CourseInstance."""
    instance: dict[str, Any] = {
        "@type": "CourseInstance",
        "courseMode": "blended" if "线上" in course.mode else "onsite",
        "courseWorkload": f"PT{course.hours}H",
        "courseSchedule": course.timetable,
        "location": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressRegion": "北京市",
                "addressLocality": course.district,
                "streetAddress": street(course.address, course.district),
            },
        },
    }
    if course.start[:2] == "20":
        instance["startDate"] = course.start
    if course.yuan is not None:
        instance["offers"] = {"@type": "Offer", "price": course.yuan, "priceCurrency": "CNY"}
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": course.name,
        "url": f"{origin}/course/{course.id}",
        "courseCode": course.id,
        "description": course_description(course),
        "provider": {"@type": "EducationalOrganization", "name": course.provider},
        "about": course.occupation,
        "educationalLevel": course.level,
        "occupationalCredentialAwarded": course.certificate,
        "datePublished": course.published.isoformat(),
        "hasCourseInstance": instance,
    }


def course_description(course: Course) -> str:
    """What the course teaches, as its page says it."""
    topics, closing = "、".join(course.topics), "；".join(course.closing)
    shape = f"共{course.hours}学时，{course.timetable}，{course.start}，{course.mode}"
    return f"【示例课程】主要内容：{topics}。{shape}。{closing}。费用：{course.price}。"

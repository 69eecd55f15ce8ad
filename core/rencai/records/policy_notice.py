"""Policies, regulations and public notices."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from rencai.records.common import PublishedOn
from rencai.records.parsers.body import read_body
from rencai.records.parsers.dates import read_day
from rencai.records.parsers.document_number import read_cites, read_document_number, read_index_number, read_replaces
from rencai.records.parsers.issuers import read_issuers
from rencai.records.parsers.topics import read_topics
from rencai.records.parsers.validity import read_effective, read_repealed, read_validity
from rencai.records.record import Kind, RawText, Record
from rencai.records.roles import Day, Facet, Long, Markup, Parsed, Range, SchemaOrg, Text
from rencai.records.values import Attachment, Validity


class PolicyNotice(Record):
    """A document that an authority published."""

    kind: ClassVar[Kind] = Kind("policy_notice", label="政策", path="/policies", schema_org="Legislation")

    document_number_text: Annotated[RawText, Text(weight=2)] = ""
    """发文字号 in the source's words."""
    document_number: Annotated[
        str | None,
        Field(title="发文字号"),
        Parsed(read_document_number, "document_number_text", "title", "body_text", "body_html"),
        Text(weight=3),
        SchemaOrg("legislationIdentifier"),
    ] = None
    """发文字号 in the form 京人社发〔2024〕12号 (GB/T 9704-2012), from its own field or header line."""
    index_number_text: RawText = ""
    """索引号 in the source's words."""
    index_number: Annotated[str | None, Field(title="索引号"), Parsed(read_index_number, "index_number_text")] = None
    """索引号 of the government's information catalogue."""
    issuer_text: Annotated[RawText, Text(weight=2)] = ""
    """Issuing authorities in the source's words."""
    issuers: Annotated[
        tuple[str, ...],
        Field(title="发文机构"),
        Parsed(read_issuers, "issuer_text"),
        Facet(),
        SchemaOrg("legislationPassedBy.name"),
    ] = ()
    """Issuing authorities, the leading one first."""
    topic_text: Annotated[RawText, Text()] = ""
    """Topics in the source's words."""
    topics: Annotated[
        tuple[str, ...], Field(title="主题"), Parsed(read_topics, "topic_text"), Facet(), SchemaOrg("about")
    ] = ()
    """Topics, from the widest to the narrowest."""
    written_text: Annotated[RawText, Day()] = ""
    """成文日期 in the source's words."""
    written: Annotated[
        date | None,
        Field(title="成文日期"),
        Parsed(read_day, "written_text", "seen"),
        Range("成文日期", "日"),
        SchemaOrg("legislationDate"),
    ] = None
    """Day on which it was signed."""
    published_text: Annotated[RawText, Day()] = ""
    """Day of publication in the source's words."""
    published: Annotated[PublishedOn, SchemaOrg("datePublished")] = None
    """Day of publication in Beijing."""
    effective_text: Annotated[RawText, Day()] = ""
    """Day from which it is in force, in the source's words."""
    effective: Annotated[
        date | None,
        Field(title="施行日期"),
        Parsed(
            read_effective,
            "effective_text",
            "body_text",
            "body_html",
            "written_text",
            "seen",
            "published_text",
        ),
        SchemaOrg("legislationDateVersion"),
    ] = None
    """Day from which it is in force."""
    validity_text: RawText = ""
    """有效性 in the source's words."""
    validity: Annotated[
        Validity | None,
        Field(title="有效性"),
        Parsed(read_validity, "validity_text", "title"),
        Facet(),
        SchemaOrg("legislationLegalForce"),
    ] = None
    """Whether it is in force, where the source says so."""
    repealed_text: Annotated[RawText, Day()] = ""
    """Day of its repeal in the source's words."""
    repealed: Annotated[
        date | None,
        Field(title="废止日期"),
        Parsed(
            read_repealed,
            "repealed_text",
            "validity_text",
            "body_text",
            "body_html",
            "seen",
            "effective_text",
            "written_text",
            "published_text",
        ),
    ] = None
    """Day on which it was repealed or lapses."""
    body_html: Annotated[RawText, Long()] = ""
    """Body as the source marked it up; never shown as it is."""
    body_text: Annotated[RawText, Field(title="正文"), Long()] = ""
    """Body as plain text, where the source has no markup or beside it."""
    body: Annotated[
        str,
        Field(title="全文"),
        Parsed(read_body, "body_html", "body_text"),
        Text(),
        Markup(),
        SchemaOrg("text"),
    ] = ""
    """Body as sanitised HTML with an anchor at each numbered clause."""
    attachments: Annotated[tuple[Attachment, ...], Field(title="附件")] = ()
    """Files that belong to it, by name and address."""
    attachment_text: Annotated[RawText, Field(title="附件内容"), Text(), Long()] = ""
    """Text of its files."""
    cites: Annotated[
        tuple[str, ...],
        Field(title="引用文件"),
        Parsed(read_cites, "document_number_text", "title", "body_text", "body_html"),
        SchemaOrg("citation"),
    ] = ()
    """Every other 发文字号 in its text, in order."""
    replaces: Annotated[
        tuple[str, ...],
        Field(title="废止文件"),
        Parsed(read_replaces, "title", "body_text", "body_html"),
        SchemaOrg("legislationRepeals"),
    ] = ()
    """Documents that it repeals: their 发文字号, else their titles."""

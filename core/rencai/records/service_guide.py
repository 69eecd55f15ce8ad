"""Guides to one-stop services (一站式服务)."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from rencai.records.parsers.dates import read_day
from rencai.records.record import Kind, RawText, Record
from rencai.records.roles import Day, Facet, Long, Parsed, SchemaOrg, Text
from rencai.records.values import Reference, ServiceCategory


class ServiceGuide(Record):
    """How to get one public service; a field that no source answers says 待核实."""

    kind: ClassVar[Kind] = Kind("service_guide", label="服务", path="/services", schema_org="GovernmentService")

    category: Annotated[ServiceCategory, Field(title="类别"), Facet(), SchemaOrg("serviceType")]
    """Which of the services of clause (十四) of 京办发〔2007〕14号 it is, or one of the two that lead on."""
    audience: Annotated[RawText, Field(title="办理对象"), Text(), SchemaOrg("audience.audienceType")] = ""
    """Who may ask for it."""
    conditions: Annotated[RawText, Field(title="受理条件"), Text(), Long()] = ""
    """What must be so."""
    materials: Annotated[tuple[str, ...], Field(title="申请材料"), Text()] = ()
    """What to bring, one entry each."""
    steps: Annotated[tuple[str, ...], Field(title="办理流程"), Text()] = ()
    """What happens, in order."""
    time_limit: Annotated[RawText, Field(title="办理时限"), SchemaOrg("availableChannel.processingTime")] = ""
    """How long it may take."""
    fee: Annotated[RawText, Field(title="收费")] = ""
    """What it costs."""
    place: Annotated[RawText, Field(title="办理地点"), Text(), SchemaOrg("availableChannel.serviceLocation.name")] = ""
    """Where it is given."""
    phone: Annotated[RawText, Field(title="咨询电话"), SchemaOrg("availableChannel.servicePhone")] = ""
    """Public telephone for questions."""
    basis: Annotated[tuple[Reference, ...], Field(title="设定依据")] = ()
    """Documents and clauses it rests on."""
    online: Annotated[RawText, Field(title="在线入口"), SchemaOrg("availableChannel.serviceUrl")] = ""
    """Address where it is given online."""
    description: Annotated[RawText, Field(title="事项说明"), Text(), Long(), SchemaOrg("description")] = ""
    """What the service is, and what it leads to."""
    checked_text: Annotated[RawText, Day()] = ""
    """Day of the last check in the editor's words."""
    checked: Annotated[date | None, Field(title="核对日期"), Parsed(read_day, "checked_text", "seen")] = None
    """Day on which every statement was last compared with its source."""

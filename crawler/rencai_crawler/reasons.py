"""The closed lists of reasons for pages not had and pages passed over; what was turned away is `RejectReason`."""

from enum import StrEnum


class Fail(StrEnum):
    """A page could not be had in this run. Only `not_found` says anything about the record behind it."""

    CLIENT_ERROR = "client_error"
    CONNECTION = "connection"
    DNS = "dns"
    FORBIDDEN = "forbidden"
    HOST_DOWN = "host_down"
    NOT_FOUND = "not_found"
    RATE_LIMITED = "rate_limited"
    REDIRECTED = "redirected"
    REDIRECT_LOOP = "redirect_loop"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"
    INTERNAL = "internal"


class Skip(StrEnum):
    """A page was passed over on purpose."""

    DUPLICATE = "duplicate"
    NOFOLLOW = "nofollow"
    NOINDEX = "noindex"
    OFFSITE = "offsite"
    PRIVATE_ADDRESS = "private_address"
    REQUEST_LIMIT = "request_limit"
    ROBOTS = "robots"
    TDM_RESERVED = "tdm_reserved"

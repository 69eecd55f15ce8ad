"""Every error this project raises on purpose.

    RencaiError
    ├── UsageError              the caller asked for something that cannot be (exit 2)
    │   ├── UnknownKind
    │   ├── UnknownSource
    │   └── SourceInvalid
    ├── SettingsInvalid         a setting cannot be used as it is
    ├── StoreError
    │   ├── StoreUnavailable    the database cannot be reached or written
    │   │   └── StoreAway       its server does not answer, and may do so again by itself
    │   ├── StoreFull           no room left on the device
    │   └── StoreTooNew         the database was migrated by newer code
    ├── SearchError
    │   ├── SearchUnavailable   the engine does not answer
    │   │   └── IndexHeld       another process writes the embedded index
    │   ├── BadQuery            the engine cannot run this query (exit 2)
    │   └── RebuildRefused      the new index is much smaller than the current one
    ├── FetchError
    │   └── FetchForbidden      a guard (private address, robots, opt-out) stopped the request
    ├── PortTaken               another program listens where this one should
    ├── UnderWay                another process is doing this
    ├── InputInvalid            a file or a form cannot be read
    └── Stopped                 ended before it was through, because somebody asked for it

A message says what happened, to what, and what to do.
"""


class RencaiError(Exception):
    """Root of the hierarchy: commands print its message and exit with `exit_code`."""

    exit_code = 1


class UsageError(RencaiError):
    exit_code = 2


class UnknownKind(UsageError):
    pass


class UnknownSource(UsageError):
    pass


class SourceInvalid(UsageError):
    pass


class SettingsInvalid(RencaiError):
    pass


class StoreError(RencaiError):
    pass


class StoreUnavailable(StoreError):
    pass


class StoreAway(StoreUnavailable):
    pass


class StoreFull(StoreError):
    pass


class StoreTooNew(StoreError):
    pass


class SearchError(RencaiError):
    pass


class SearchUnavailable(SearchError):
    pass


class IndexHeld(SearchUnavailable):
    pass


class BadQuery(SearchError):
    exit_code = 2


class RebuildRefused(SearchError):
    pass


class FetchError(RencaiError):
    pass


class FetchForbidden(FetchError):
    pass


class InputInvalid(RencaiError):
    pass


class PortTaken(RencaiError):
    pass


class UnderWay(RencaiError):
    pass


class Stopped(RencaiError):
    pass

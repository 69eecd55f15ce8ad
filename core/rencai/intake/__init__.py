"""The one road into the store, which crawl, import, forms and reparse take alike.

Raw fields are normalised, looked at by the gates, put into their cluster, and written.
"""

from rencai.intake.intake import Intake, Taken
from rencai.intake.reasons import RejectReason

__all__ = ["Intake", "RejectReason", "Taken"]

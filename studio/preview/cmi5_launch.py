"""One launch of an AU: what the LMS tells it, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from studio.preview.cmi5_structure import Au
from studio.preview.cmi5_terms import INITIALIZED, TERMINATED, extension

MODES = ("Normal", "Browse", "Review")
"""The launch modes (10.2.2)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one launch. `activity_id` is the LMS's, `au.id` the publisher's."""

    au: Au
    mode: str
    actor: Mapping[str, Any]
    registration: str
    activity_id: str
    session_id: str

    @property
    def context_template(self) -> dict[str, Any]:
        """What the context of each statement is built on (10.2.1)."""
        return {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": self.au.id}]},
            "extensions": {extension("sessionid"): self.session_id},
        }

    def launch_data(self, return_url: str) -> dict[str, Any]:
        """Return the document `LMS.LaunchData` (10.2)."""
        au = self.au
        told = {
            "contextTemplate": self.context_template,
            "launchMode": self.mode,
            "launchMethod": au.launch_method,
            "launchParameters": au.launch_parameters,
            "masteryScore": au.mastery_score,
            "moveOn": au.move_on,
            "returnURL": return_url,
            "entitlementKey": {"courseStructure": au.entitlement_key} if au.entitlement_key else "",
        }
        return {name: value for name, value in told.items() if value not in ("", None)}

    def launched(self, address: str) -> dict[str, Any]:
        """Return the extensions of the statement `launched` (9.6.3); `address` is the AU's."""
        au = self.au
        told = {
            "launchmode": self.mode,
            "launchurl": address,
            "moveon": au.move_on,
            "launchparameters": au.launch_parameters,
            "masteryscore": au.mastery_score,
        }
        return {extension(name): value for name, value in told.items() if value not in ("", None)}


@dataclass(slots=True, eq=False)
class Launch:
    """A launch and the session that it began.

    `read` holds the documents that the AU must read and has read, `said` the verbs of its cmi5
    defined statements in their order.
    """

    terms: Terms
    token: str
    url: str = ""
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    latest: datetime | None = None
    """When the AU's latest statement came."""
    fetched: bool = False
    read: set[str] = field(default_factory=set)
    said: list[str] = field(default_factory=list)
    abandoned: bool = False
    returned: bool = False
    """Whether the AU went to the `returnURL`."""

    @property
    def open(self) -> bool:
        """Whether the AU has begun its session and not ended it."""
        return INITIALIZED in self.said and not self.over

    @property
    def over(self) -> bool:
        """Whether nothing is taken of this session any more."""
        return self.abandoned or TERMINATED in self.said

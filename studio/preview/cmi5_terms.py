"""The names that cmi5 gives to things: verbs, categories, extensions, documents."""

from __future__ import annotations

_ADL = "http://adlnet.gov/expapi/verbs/"
_W3ID = "https://w3id.org/xapi/adl/verbs/"
_CONTEXT = "https://w3id.org/xapi/cmi5/context/"
_TYPE = "https://w3id.org/xapi/cmi5/activitytype/"

INITIALIZED = f"{_ADL}initialized"
COMPLETED = f"{_ADL}completed"
PASSED = f"{_ADL}passed"
FAILED = f"{_ADL}failed"
TERMINATED = f"{_ADL}terminated"
AU_VERBS = (INITIALIZED, COMPLETED, PASSED, FAILED, TERMINATED)
"""The verbs of the cmi5 defined statements that an AU makes (9.3)."""

LAUNCHED = f"{_ADL}launched"
ABANDONED = f"{_W3ID}abandoned"
SATISFIED = f"{_W3ID}satisfied"

CMI5 = f"{_CONTEXT}categories/cmi5"
"""The category of cmi5 defined statements (9.6.2.1)."""
MOVE_ON = f"{_CONTEXT}categories/moveon"
"""The category of those that count for moveOn (9.6.2.2)."""

BLOCK = f"{_TYPE}block"
COURSE = f"{_TYPE}course"

LAUNCH_DATA = "LMS.LaunchData"
"""The state document that the LMS writes before it launches (10)."""
PREFERENCES = "cmi5LearnerPreferences"
"""The agent profile document of the learner's preferences (11)."""


def extension(name: str) -> str:
    """Return the IRI of an extension of contexts (9.6.3), such as `sessionid`."""
    return f"{_CONTEXT}extensions/{name}"

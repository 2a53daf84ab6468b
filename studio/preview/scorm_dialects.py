"""How each version of SCORM names and writes what a test LMS keeps of an attempt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """The names of one version: of the judge, of the API's functions and of the elements.

    `untouched` is the status of a course that was never opened. `platform` has the elements that
    the platform alone sets.
    """

    judge: str
    ending: str
    """Where the standard says that a session ends."""
    initialize: str
    set_value: str
    commit: str
    finish: str
    completion: str
    success: str
    untouched: str
    progress: str
    location: str
    score: str
    total_time: str
    exit: str
    of_a_session: tuple[str, ...]
    """What belongs to one session alone."""
    exit_ends_attempt: bool
    """Whether any exit but `suspend` ends the attempt, so that the next launch begins anew."""
    response: str
    time: str
    objective_completion: str
    objective_success: str
    platform: Mapping[str, str]


SCORM12 = Dialect(
    judge="scorm12",
    ending="RTE 3.3, LMSFinish",
    initialize="LMSInitialize",
    set_value="LMSSetValue",
    commit="LMSCommit",
    finish="LMSFinish",
    completion="cmi.core.lesson_status",
    success="cmi.core.lesson_status",
    untouched="not attempted",
    progress="",
    location="cmi.core.lesson_location",
    score="cmi.core.score",
    total_time="cmi.core.total_time",
    exit="cmi.core.exit",
    of_a_session=("cmi.core.session_time", "cmi.core.exit"),
    exit_ends_attempt=False,
    response="student_response",
    time="time",
    objective_completion="status",
    objective_success="status",
    platform={
        "learner_id": "cmi.core.student_id",
        "learner_name": "cmi.core.student_name",
        "credit": "cmi.core.credit",
        "mode": "cmi.core.lesson_mode",
        "entry": "cmi.core.entry",
        "launch_data": "cmi.launch_data",
        "passing_score": "cmi.student_data.mastery_score",
        "max_time_allowed": "cmi.student_data.max_time_allowed",
        "time_limit_action": "cmi.student_data.time_limit_action",
    },
)
"""SCORM 1.2, Run-Time Environment, section 3.4."""

SCORM2004 = Dialect(
    judge="scorm2004",
    ending="RTE 3.1.3, Terminate",
    initialize="Initialize",
    set_value="SetValue",
    commit="Commit",
    finish="Terminate",
    completion="cmi.completion_status",
    success="cmi.success_status",
    untouched="unknown",
    progress="cmi.progress_measure",
    location="cmi.location",
    score="cmi.score",
    total_time="cmi.total_time",
    exit="cmi.exit",
    of_a_session=("cmi.session_time", "cmi.exit", "adl.nav.request"),
    exit_ends_attempt=True,
    response="learner_response",
    time="timestamp",
    objective_completion="completion_status",
    objective_success="success_status",
    platform={
        "learner_id": "cmi.learner_id",
        "learner_name": "cmi.learner_name",
        "credit": "cmi.credit",
        "mode": "cmi.mode",
        "entry": "cmi.entry",
        "launch_data": "cmi.launch_data",
        "passing_score": "cmi.scaled_passing_score",
        "completion_threshold": "cmi.completion_threshold",
        "max_time_allowed": "cmi.max_time_allowed",
        "time_limit_action": "cmi.time_limit_action",
    },
)
"""SCORM 2004, Run-Time Environment, sections 3.1 and 4.2."""

_UNITS_S = {"Y": 365 * 86400, "MO": 30 * 86400, "D": 86400, "H": 3600, "M": 60, "S": 1}
_INTERVAL = re.compile(r"(\d+(?:\.\d+)?)([YMDHS])")


def seconds(length: str) -> float:
    """Return a CMITimespan (`HHHH:MM:SS.SS`) or a timeinterval (`PT1H2M3.5S`) in seconds.

    A year has 365 days, a month 30.
    """
    if not length.startswith("P"):
        hours, minutes, rest = length.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(rest)
    days, _, clock = length[1:].partition("T")
    parts = [
        *((number, "MO" if unit == "M" else unit) for number, unit in _INTERVAL.findall(days)),
        *_INTERVAL.findall(clock),
    ]
    return sum(float(number) * _UNITS_S[unit] for number, unit in parts)

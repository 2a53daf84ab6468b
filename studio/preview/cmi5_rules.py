"""The rules of cmi5 that a package may break, by the ids of their requirements.

An id is the section of the specification (Quartz, 1st edition) and the place of the requirement in
it, as in the project CATAPULT's list. Where that list has no requirement, the section stands alone.
"""

from __future__ import annotations

import json

from studio.messages import Param
from studio.preview.violations import Violation

# requirement -> (the rule's name, HTTP status: 0 is let through and only noted)
RULES: dict[str, tuple[str, int]] = {
    # the course structure
    "3.0.0.0-1": ("relative_iri", 0),
    "8.1.0.0-6": ("name_collides", 0),
    "13.1.2.0-1": ("id_twice", 0),
    "13.1.4.0-1": ("id_twice", 0),
    "13.2.0.0-1": ("bad_value", 0),
    # the launch
    "7.1.2.0-1": ("never_terminated", 0),
    "8.1.2.0-2": ("session_over", 403),
    "8.1.2.0-5": ("no_token", 401),
    "8.1.3.0-3": ("other_actor", 403),
    "8.1.4.0-3": ("other_registration", 403),
    "8.2.1.0-2": ("fetch_by_post", 405),
    "10.2.1.0-4": ("launch_data_unread", 403),
    "10.2.1.0-5": ("launch_data_changed", 403),
    "11.0.0.0-1": ("other_actor", 403),
    "11.0.0.0-3": ("preferences_unread", 403),
    "11.0.0.0-4": ("preferences_name", 403),
    "11.0.0.0-5": ("bad_preferences", 400),
    "11.1.0.0-1": ("bad_language", 400),
    "11.2": ("bad_audio", 400),
    # each statement
    "6.3.0.0-1": ("voided", 403),
    "9.1.0.0-1": ("no_id", 403),
    "9.6.1.0-1": ("other_registration", 403),
    "9.7.0.0-1": ("no_timestamp", 403),
    "9.7.0.0-2": ("not_utc", 403),
    "10.2.1.0-6": ("template_left_out", 403),
    "10.2.1.0-7": ("template_overwritten", 403),
    # their order
    "9.3.0.0-2": ("verb_twice", 403),
    "9.3.0.0-3": ("passed_and_failed", 403),
    "9.3.0.0-4": ("not_initialized", 403),
    "9.3.0.0-5": ("after_terminated", 403),
    "9.3.0.0-6": ("once_per_registration", 403),
    "9.3.0.0-7": ("once_per_registration", 403),
    "9.3.0.0-8": ("failed_after_passed", 403),
    "10.2.2.0-2": ("not_in_this_mode", 403),
    "10.2.2.0-3": ("not_in_this_mode", 403),
    # cmi5 defined statements
    "8.1.5.0-6": ("other_object", 403),
    "9.6.2.1": ("verb_not_defined", 403),
    "9.6.2.1-1": ("no_category", 403),
    "9.6.2.2-1": ("no_move_on_category", 403),
    "9.6.2.2-2": ("move_on_category", 403),
    "9.3.4.0-2": ("below_mastery", 403),
    "9.3.5.0-2": ("above_mastery", 403),
    "9.5.1": ("no_scaled", 403),
    "9.5.1.0-2": ("not_here", 403),
    "9.5.1.0-3": ("no_bounds", 403),
    "9.5.2.0-1": ("must_be", 403),
    "9.5.2.0-2": ("must_be", 403),
    "9.5.2.0-3": ("not_here", 403),
    "9.5.3.0-1": ("must_be", 403),
    "9.5.3.0-2": ("not_here", 403),
    "9.5.4.1-1": ("no_duration", 403),
    "9.5.4.1-2": ("no_duration", 403),
    "9.5.4.1-3": ("no_duration", 403),
    "9.5.4.1-4": ("no_duration", 403),
    "9.6.3.2-2": ("no_mastery_score", 403),
}
_PROFILE = {"9.5.1"}
"""What the text of the specification does not demand."""
_SHOWN_CHARACTERS = 120


def breach(requirement: str, place: str, value: object = "", **params: Param) -> Violation:
    """Return the violation of a requirement of `RULES`."""
    rule, status = RULES[requirement]
    kind = "profile" if requirement in _PROFILE else "standard"
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Violation(
        "cmi5", rule, kind, requirement, place, shown[:_SHOWN_CHARACTERS], str(status), params
    )

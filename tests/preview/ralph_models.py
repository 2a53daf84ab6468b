"""Ralph's models of xAPI statements: another judge, by other authors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def objection(statement: Mapping[str, Any]) -> str:
    """Return what Ralph's base model holds against a statement, "" for nothing.

    It knows xAPI 1.0.3 alone, and is not told of another version.
    """
    from pydantic import ValidationError
    from ralph.models.xapi.base.statements import (  # type: ignore[import-untyped]  # no hints
        BaseXapiStatement,
    )

    try:
        told = {name: part for name, part in statement.items() if name != "version"}
        BaseXapiStatement.model_validate(told)
    except ValidationError as problem:
        return str(problem)
    return ""

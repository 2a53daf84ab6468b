"""Ralph's models of xAPI statements: another judge, by other authors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def objection(statement: Mapping[str, Any]) -> str:
    """Return what Ralph's base model holds against a statement, "" for nothing."""
    from pydantic import ValidationError
    from ralph.models.xapi.base.statements import (  # type: ignore[import-untyped]  # no hints
        BaseXapiStatement,
    )

    try:
        BaseXapiStatement.model_validate(dict(statement))
    except ValidationError as problem:
        return str(problem)
    return ""

"""The elements of SCORM manifests, by version.

IMS Content Packaging 1.1.2 with ADL's additions (SCORM 1.2 Content Aggregation Model, section 2.3),
and 1.1.4 with those of SCORM 2004 (3rd and 4th Edition, Content Aggregation Model, chapter 3, and
Sequencing and Navigation, chapter 5). Learning Object Metadata is left alone: no platform refuses a
package for what it says of itself there.
"""

from __future__ import annotations

from collections.abc import Mapping

from exporters.validation.shapes import Shape, Vocabulary
from exporters.validation.values import (
    ANY,
    BOOLEAN,
    DURATION,
    MOMENT,
    NCNAME,
    WHOLE,
    Value,
    at_most,
    between,
    one_of,
)

CONTENT_12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
CONTENT_2004 = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADL_12 = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
ADL_2004 = "http://www.adlnet.org/xsd/adlcp_v1p3"
SEQUENCING = "http://www.imsglobal.org/xsd/imsss"
_ADL_SEQUENCING = "http://www.adlnet.org/xsd/adlseq_v1p3"
_NAVIGATION = "http://www.adlnet.org/xsd/adlnav_v1p3"

_MEASURE, _SHARE = between("-1", "1"), between("0", "1")
_TIME_LIMIT = one_of("exit,no message", "exit,message", "continue,no message", "continue,message")
_SCORM_TYPE = one_of("sco", "asset")


def _packaging(items: str, long: Value, short: Value, **texts: Value) -> dict[str, Shape]:
    """Return the elements of content packaging; `items` says how many an organization has."""
    identified = {"identifier": NCNAME}
    item = {"identifierref": long, "isvisible": BOOLEAN, "parameters": short}
    return {
        "manifest": Shape(
            "metadata?, organizations, resources, manifest*, other*",
            {**identified, "version": texts["version"]},
            ("identifier",),
        ),
        "metadata": Shape("schema?, schemaversion?, other*"),
        "organizations": Shape("organization*, other*", {"default": NCNAME}),
        "organization": Shape(
            f"title?, item{items}, metadata?, other*",
            {**identified, "structure": texts["structure"]},
            ("identifier",),
        ),
        "item": Shape("title?, item*, metadata?, other*", {**identified, **item}, ("identifier",)),
        "resources": Shape("resource*, other*"),
        "resource": Shape(
            "metadata?, file*, dependency*, other*",
            {**identified, "type": short, "href": long},
            ("identifier", "type"),
        ),
        "file": Shape("metadata?, other*", {"href": long}, ("href",)),
        "dependency": Shape("other*", {"identifierref": long}, ("identifierref",)),
        "schema": Shape(text=texts["schema"]),
        "schemaversion": Shape(text=texts["version"]),
        "title": Shape(text=texts["title"]),
    }


_PACKAGING_12 = _packaging(
    "*",
    at_most(2000),
    at_most(1000),
    version=at_most(20),
    structure=at_most(200),
    schema=at_most(100),
    title=at_most(200),
)
_PACKAGING_2004 = _packaging("+", ANY, ANY, version=ANY, structure=ANY, schema=ANY, title=ANY)
_ADL_12_SHAPES = {
    "location": Shape(text=at_most(2000)),
    "prerequisites": Shape(
        attributes={"type": one_of("aicc_script")}, needed=("type",), text=at_most(200)
    ),
    "maxtimeallowed": Shape(text=at_most(13)),
    "timelimitaction": Shape(text=_TIME_LIMIT),
    "datafromlms": Shape(text=at_most(255)),
    "masteryscore": Shape(text=at_most(200)),
    "schema": Shape(text=one_of("ADL SCORM")),
    "schemaversion": Shape(text=one_of("1.2")),
}
_ADL_3RD_SHAPES = {
    "location": Shape(text=ANY),
    "dataFromLMS": Shape(text=at_most(4000)),
    "timeLimitAction": Shape(text=_TIME_LIMIT),
    "completionThreshold": Shape(text=_SHARE),
}
_ADL_4TH_SHAPES = {
    **_ADL_3RD_SHAPES,
    "completionThreshold": Shape(
        attributes={
            "completedByMeasure": BOOLEAN,
            "minProgressMeasure": _SHARE,
            "progressWeight": _SHARE,
        },
        text=ANY,
    ),
    "data": Shape("map+"),
    "map": Shape(
        attributes={"targetID": ANY, "readSharedData": BOOLEAN, "writeSharedData": BOOLEAN},
        needed=("targetID",),
    ),
}
_NAVIGATION_SHAPES = {
    "presentation": Shape("navigationInterface?"),
    "navigationInterface": Shape("hideLMSUI*"),
    "hideLMSUI": Shape(
        text=one_of(
            *("abandon", "continue", "exit", "previous", "suspendAll", "exitAll", "abandonAll")
        )
    ),
}


def _flags(*names: str) -> dict[str, Value]:
    return dict.fromkeys(names, BOOLEAN)


_ROLLUP_CONDITIONS = (
    *("satisfied", "objectiveStatusKnown", "objectiveMeasureKnown", "completed"),
    *("activityProgressKnown", "attempted", "attemptLimitExceeded", "timeLimitExceeded"),
    "outsideAvailableTimeRange",
)
_CONDITIONS = (
    *_ROLLUP_CONDITIONS,
    *("objectiveMeasureGreaterThan", "objectiveMeasureLessThan", "always"),
)
_OPERATOR = one_of("not", "noOp")
_COMBINATION = {"conditionCombination": one_of("all", "any")}
_TIMING = one_of("never", "once", "onEachNewAttempt")
_OBJECTIVE = {"satisfiedByMeasure": BOOLEAN, "objectiveID": ANY}
_RULE = Shape("ruleConditions?, ruleAction")


def _action(*words: str) -> Shape:
    return Shape(attributes={"action": one_of(*words)}, needed=("action",))


_SEQUENCING_SHAPES = {
    "sequencingCollection": Shape("sequencing+"),
    "sequencing": Shape(
        "controlMode?, sequencingRules?, limitConditions?, auxiliaryResources?, rollupRules?,"
        " objectives?, randomizationControls?, deliveryControls?, other*",
        {"ID": NCNAME, "IDRef": NCNAME},
    ),
    "controlMode": Shape(
        attributes=_flags(
            *("choice", "choiceExit", "flow", "forwardOnly"),
            *("useCurrentAttemptObjectiveInfo", "useCurrentAttemptProgressInfo"),
        )
    ),
    "sequencingRules": Shape("preConditionRule*, exitConditionRule*, postConditionRule*"),
    "preConditionRule": _RULE,
    "exitConditionRule": _RULE,
    "postConditionRule": _RULE,
    "ruleConditions": Shape("ruleCondition+", _COMBINATION),
    "ruleCondition": Shape(
        attributes={
            "referencedObjective": ANY,
            "measureThreshold": _MEASURE,
            "operator": _OPERATOR,
            "condition": one_of(*_CONDITIONS),
        },
        needed=("condition",),
    ),
    "preConditionRule/ruleAction": _action(
        "skip", "disabled", "hiddenFromChoice", "stopForwardTraversal"
    ),
    "exitConditionRule/ruleAction": _action("exit"),
    "postConditionRule/ruleAction": _action(
        "exitParent", "exitAll", "retry", "retryAll", "continue", "previous"
    ),
    "limitConditions": Shape(
        attributes={
            "attemptLimit": WHOLE,
            "attemptAbsoluteDurationLimit": DURATION,
            "attemptExperiencedDurationLimit": DURATION,
            "activityAbsoluteDurationLimit": DURATION,
            "activityExperiencedDurationLimit": DURATION,
            "beginTimeLimit": MOMENT,
            "endTimeLimit": MOMENT,
        }
    ),
    "auxiliaryResources": Shape("auxiliaryResource*"),
    "auxiliaryResource": Shape(
        attributes={"auxiliaryResourceID": ANY, "purpose": ANY},
        needed=("auxiliaryResourceID", "purpose"),
    ),
    "rollupRules": Shape(
        "rollupRule*",
        {
            **_flags("rollupObjectiveSatisfied", "rollupProgressCompletion"),
            "objectiveMeasureWeight": _SHARE,
        },
    ),
    "rollupRule": Shape(
        "rollupConditions, rollupAction",
        {
            "childActivitySet": one_of("all", "any", "none", "atLeastCount", "atLeastPercent"),
            "minimumCount": WHOLE,
            "minimumPercent": _SHARE,
        },
    ),
    "rollupConditions": Shape("rollupCondition+", _COMBINATION),
    "rollupCondition": Shape(
        attributes={"operator": _OPERATOR, "condition": one_of(*_ROLLUP_CONDITIONS)},
        needed=("condition",),
    ),
    "rollupAction": _action("satisfied", "notSatisfied", "completed", "incomplete"),
    "objectives": Shape("primaryObjective, objective*"),
    "primaryObjective": Shape("minNormalizedMeasure?, mapInfo*", _OBJECTIVE),
    "objective": Shape("minNormalizedMeasure?, mapInfo*", _OBJECTIVE, ("objectiveID",)),
    "minNormalizedMeasure": Shape(text=_MEASURE),
    "mapInfo": Shape(
        attributes={
            "targetObjectiveID": ANY,
            **_flags("readSatisfiedStatus", "readNormalizedMeasure"),
            **_flags("writeSatisfiedStatus", "writeNormalizedMeasure"),
        },
        needed=("targetObjectiveID",),
    ),
    "randomizationControls": Shape(
        attributes={
            "randomizationTiming": _TIMING,
            "selectCount": WHOLE,
            "reorderChildren": BOOLEAN,
            "selectionTiming": _TIMING,
        }
    ),
    "deliveryControls": Shape(
        attributes=_flags("tracked", "completionSetByContent", "objectiveSetByContent")
    ),
}
_REQUIRED = one_of("always", "ifAttempted", "ifNotSkipped", "ifNotSuspended")
_ADL_SEQUENCING_SHAPES = {
    "constrainedChoiceConsiderations": Shape(
        attributes=_flags("preventActivation", "constrainChoice")
    ),
    "rollupConsiderations": Shape(
        attributes={
            **dict.fromkeys(("requiredForSatisfied", "requiredForNotSatisfied"), _REQUIRED),
            **dict.fromkeys(("requiredForCompleted", "requiredForIncomplete"), _REQUIRED),
            "measureSatisfactionIfActive": BOOLEAN,
        }
    ),
}
_MAPPED = ("RawScore", "MinScore", "MaxScore", "CompletionStatus", "ProgressMeasure")
_ADL_SEQUENCING_4TH_SHAPES = {
    **_ADL_SEQUENCING_SHAPES,
    "objectives": Shape("objective+"),
    "objective": Shape("mapInfo+", {"objectiveID": ANY}, ("objectiveID",)),
    "mapInfo": Shape(
        attributes={
            "targetObjectiveID": ANY,
            **_flags(*(f"{way}{what}" for way in ("read", "write") for what in _MAPPED)),
        },
        needed=("targetObjectiveID",),
    ),
}


def _scorm_2004(
    adl: Mapping[str, Shape], sequencing: Mapping[str, Shape], *lent: str
) -> tuple[Vocabulary, ...]:
    return (
        Vocabulary(CONTENT_2004, _PACKAGING_2004),
        Vocabulary(ADL_2004, adl, {"scormType": _SCORM_TYPE, **_flags(*lent)}),
        Vocabulary(SEQUENCING, _SEQUENCING_SHAPES),
        Vocabulary(_ADL_SEQUENCING, sequencing, _flags("objectivesGlobalToSystem")),
        Vocabulary(_NAVIGATION, _NAVIGATION_SHAPES),
    )


_THIRD = _scorm_2004(_ADL_3RD_SHAPES, _ADL_SEQUENCING_SHAPES)
VOCABULARIES: Mapping[str, tuple[Vocabulary, ...]] = {
    "1.2": (
        Vocabulary(CONTENT_12, _PACKAGING_12),
        Vocabulary(ADL_12, _ADL_12_SHAPES, {"scormtype": _SCORM_TYPE}),
    ),
    "CAM 1.3": _THIRD,
    "2004 3rd Edition": _THIRD,
    "2004 4th Edition": _scorm_2004(
        _ADL_4TH_SHAPES, _ADL_SEQUENCING_4TH_SHAPES, "sharedDataGlobalToSystem"
    ),
}
"""By the version that the manifest names in `schemaversion`."""

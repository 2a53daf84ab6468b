"""Statements as GET may ask for them: exact, ids alone, canonical (Communication 2.1.3)."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from studio.preview.statements import IDENTIFIERS

Statement = dict[str, Any]


def ids_only(statement: Statement) -> Statement:
    """Return a statement with no more of agents, verbs and activities than identifies them."""
    return _mapped(copy.deepcopy(statement), _bare_agent, _bare_activity, _bare_verb)


def canonical(
    statement: Statement, definition: Callable[[str], dict[str, Any]], languages: Sequence[str]
) -> Statement:
    """Return a statement with the definitions that the LRS holds, each text in one language."""

    def define(activity: Statement) -> Statement:
        known = definition(activity["id"])
        return {**activity, "definition": _one_language(known, languages)} if known else activity

    def speak(verb: Statement) -> Statement:
        return {**verb, **_one_language({"display": verb.get("display", {})}, languages)}

    return _mapped(copy.deepcopy(statement), lambda agent: agent, define, speak)


def accepted_languages(header: str) -> list[str]:
    """Return the languages of an Accept-Language header, the most wanted first."""
    weighted = []
    for entry in filter(None, header.split(",")):
        tag, _, quality = entry.strip().partition(";q=")
        try:
            weighted.append((-float(quality or 1), tag.lower()))
        except ValueError:
            continue
    return [tag for _, tag in sorted(weighted, key=lambda pair: pair[0])]


Change = Callable[[Statement], Statement]


def _mapped(statement: Statement, agent: Change, activity: Change, verb: Change) -> Statement:
    by_type = {"Agent": agent, "Group": agent, "Activity": activity}
    target = statement["object"]
    kind = target.get("objectType", "Activity")
    statement["actor"] = agent(statement["actor"])
    statement["verb"] = verb(statement["verb"])
    if kind == "SubStatement":
        statement["object"] = _mapped(target, agent, activity, verb)
    elif kind in by_type:
        statement["object"] = by_type[kind](target)
    _map_context(statement.get("context", {}), agent, activity)
    return statement


def _map_context(context: Statement, agent: Change, activity: Change) -> None:
    for name in ("instructor", "team"):
        if name in context:
            context[name] = agent(context[name])
    for name, part in (("contextAgents", "agent"), ("contextGroups", "group")):
        for each in context.get(name, ()):
            each[part] = agent(each[part])
    for name, activities in context.get("contextActivities", {}).items():
        context["contextActivities"][name] = [activity(each) for each in activities]


def _bare_agent(agent: Statement) -> Statement:
    known = {name: agent[name] for name in ("objectType", *IDENTIFIERS) if name in agent}
    if "member" in agent and not any(name in agent for name in IDENTIFIERS):
        known["member"] = [_bare_agent(each) for each in agent["member"]]
    return known


def _bare_activity(activity: Statement) -> Statement:
    return {name: activity[name] for name in ("objectType", "id") if name in activity}


def _bare_verb(verb: Statement) -> Statement:
    return {"id": verb["id"]}


def _one_language(definition: Statement, languages: Sequence[str]) -> Statement:
    """Return a definition whose language maps, in its components too, hold one entry each."""
    chosen: Statement = {}
    for name, value in definition.items():
        if name in ("name", "description", "display"):
            chosen[name] = _chosen(value, languages)
        elif isinstance(value, list):
            chosen[name] = [
                _one_language(each, languages) if isinstance(each, dict) else each for each in value
            ]
        else:
            chosen[name] = value
    return chosen


def _chosen(texts: dict[str, str], languages: Sequence[str]) -> dict[str, str]:
    for wanted in languages:
        for tag, text in texts.items():
            if wanted == "*" or tag.lower() == wanted or tag.lower().startswith(f"{wanted}-"):
                return {tag: text}
    return dict(list(texts.items())[:1])

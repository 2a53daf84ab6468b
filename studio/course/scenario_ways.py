"""The ways through a scenario: what they reach, what the best of them earns, what is met on one.

A choice whose target is no scene of the block ends the scenario, as one without a target does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from studio.course.scenario import ScenarioBlock, Scene, SceneChoice

_MOST_STATES, _MOST_TAKEN = 1_000, 100
"""Of one loop of scenes in the search for the best way: no author oversees so many."""
_Taken: TypeAlias = frozenset[str]


def reached_scenes(block: ScenarioBlock) -> set[str]:
    """Return the ids of the scenes that some way leads to, the first included."""
    ways = _Ways(block)
    return set(ways.behind[block.scenes[0].id]) if block.scenes else set()


def ending_scenes(block: ScenarioBlock) -> set[str]:
    """Return the ids of the scenes from which some way leads to an end."""
    ways = _Ways(block)
    ends = {
        scene.id
        for scene in block.scenes
        if not scene.choices or any(ways.target(choice) is None for choice in scene.choices)
    }
    return {id_ for id_, behind in ways.behind.items() if behind & ends}


def best_points(block: ScenarioBlock) -> int:
    """Return the most points with which an end can be reached; 0 where none can be.

    A choice's points count once, however often it is taken. Where scenes lead back to each other
    by very many choices that cost points, more may be returned than can be reached.
    """
    if not block.scenes:
        return 0
    ways = _Ways(block)
    first = block.scenes[0].id
    best: dict[str, int | None] = {}
    searches: dict[frozenset[str], _Search] = {}
    # Those that lead to fewer scenes first: what lies behind a loop is known when it is its turn.
    for id_ in sorted({first} | ways.entered(), key=lambda id_: len(ways.behind[id_])):
        loop = ways.loop(id_)
        search = searches.setdefault(loop, _Search(ways, best, loop))
        best[id_] = search.best_from(id_)
    return best[first] or 0


def visits(block: ScenarioBlock) -> dict[str, float]:
    """Return how often each scene is met, on average, by who chooses at random.

    A way is followed for as many steps as there are scenes.
    """
    ways = _Ways(block)
    met = dict.fromkeys(ways.scenes, 0.0)
    here = {block.scenes[0].id: 1.0} if block.scenes else {}
    for _ in block.scenes:
        then: dict[str, float] = {}
        for id_, share in here.items():
            met[id_] += share
            choices = ways.scenes[id_].choices
            for target in filter(None, map(ways.target, choices)):
                then[target] = then.get(target, 0.0) + share / len(choices)
        here = then
    return met


class _Ways:
    """Where the choices of a scenario lead."""

    def __init__(self, block: ScenarioBlock) -> None:
        self.scenes: Mapping[str, Scene] = {scene.id: scene for scene in block.scenes}

    @cached_property
    def behind(self) -> Mapping[str, frozenset[str]]:
        """Return the scenes that each leads to, itself included."""
        return {id_: self.walk(id_, lambda _: True) for id_ in self.scenes}

    def target(self, choice: SceneChoice) -> str | None:
        """Return the scene that a choice leads to; None: it ends the scenario."""
        return choice.target if choice.target in self.scenes else None

    def loop(self, id_: str) -> frozenset[str]:
        """Return the scenes that one leads to and that lead back to it, itself included."""
        return frozenset(each for each in self.behind[id_] if id_ in self.behind[each])

    def entered(self) -> set[str]:
        """Return the scenes that some choice leads to out of another loop."""
        return {
            target
            for id_, scene in self.scenes.items()
            for target in map(self.target, scene.choices)
            if target is not None and id_ not in self.behind[target]
        }

    def walk(self, id_: str, may: Callable[[SceneChoice], bool]) -> frozenset[str]:
        """Return the scenes that one leads to by the choices that `may` be taken, with itself."""
        found, fresh = {id_}, [id_]
        while fresh:
            for choice in self.scenes[fresh.pop()].choices:
                target = self.target(choice)
                if target is not None and target not in found and may(choice):
                    found.add(target)
                    fresh.append(target)
        return frozenset(found)


class _Search:
    """The best ways through a loop of scenes, where all that leads out of it is `known`.

    Only which choices were taken in the loop has to be kept in mind, so a scenario that never
    leads back is searched scene by scene.
    """

    def __init__(self, ways: _Ways, known: Mapping[str, int | None], loop: frozenset[str]) -> None:
        self._ways = ways
        self._known = known
        self._loop = loop
        self._found: dict[tuple[str, _Taken], int | None] = {}

    def best_from(self, scene: str) -> int | None:
        """Return the most points from a scene of the loop on; None: no end is reached."""
        return self._from(scene, frozenset())

    def _from(self, scene: str, taken: _Taken) -> int | None:
        state = scene, taken
        if state not in self._found:
            enough = len(self._found) >= _MOST_STATES or len(taken) >= _MOST_TAKEN
            self._found[state] = self._bound(taken) if enough else self._further(scene, taken)
        return self._found[state]

    def _further(self, scene: str, taken: _Taken) -> int | None:
        near = self._ways.walk(scene, lambda choice: self._is_free(choice, taken))
        best = self._out_of(near)
        for choice, target in self._onwards(near, taken):
            found = _plus(choice.points, self._from(target, taken | {choice.id}))
            if choice.points > 0 and self._leads_back(target, scene, taken):
                return found  # nothing is lost by taking it first
            best = _most((best, found))
        return best

    def _onwards(self, near: Iterable[str], taken: _Taken) -> Iterator[tuple[SceneChoice, str]]:
        """Yield the choices in the loop that count now, with the scenes that they lead to."""
        for id_ in sorted(near):
            for choice in self._ways.scenes[id_].choices:
                target = self._inside(choice)
                if target is not None and choice.points and choice.id not in taken:
                    yield choice, target

    def _bound(self, taken: _Taken) -> int | None:
        """Return what may be earned at most: all in the loop, and the best way out of it."""
        earned = sum(max(0, each.points) for each, _ in self._onwards(self._loop, taken))
        return _plus(earned, self._out_of(self._loop))

    def _out_of(self, scenes: Iterable[str]) -> int | None:
        """Return the most points from some scenes on, if the loop is left there at once."""
        best: int | None = None
        for choices in (self._ways.scenes[id_].choices for id_ in scenes):
            if not choices:
                best = _most((best, 0))
            for choice in choices:
                target = self._ways.target(choice)
                if target is None:
                    best = _most((best, choice.points))
                elif target not in self._loop:
                    best = _most((best, _plus(choice.points, self._known[target])))
        return best

    def _inside(self, choice: SceneChoice) -> str | None:
        """Return the scene of the loop that a choice leads to; None: it leaves the loop."""
        return choice.target if choice.target in self._loop else None

    def _is_free(self, choice: SceneChoice, taken: _Taken) -> bool:
        """Return whether a choice leads on in the loop and changes no points (any more)."""
        return choice.target in self._loop and (not choice.points or choice.id in taken)

    def _leads_back(self, here: str, there: str, taken: _Taken) -> bool:
        return there in self._ways.walk(here, lambda choice: self._is_free(choice, taken))


def _most(found: Iterable[int | None]) -> int | None:
    return max((each for each in found if each is not None), default=None)


def _plus(points: int, further: int | None) -> int | None:
    return None if further is None else points + further

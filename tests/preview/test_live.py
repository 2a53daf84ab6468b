"""The server of the live preview: who is answered, what is served, what is left behind."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace as changed

from exporters.freeze import freeze
from exporters.live import LiveRender
from exporters.registry import exporter, formats
from studio.course.model import Course
from studio.i18n import Voice
from studio.jobs import Progress
from studio.media import cut as cutting
from studio.preview.live import LivePreview
from tests.courses import small_course
from tests.disks import locked
from tests.preview.http_client import Answer, fetch

CLIP = "k0000001.mp4"


@pytest.fixture
def written(tmp_path):
    return small_course(tmp_path)


@pytest.fixture
def live(written) -> Iterator[LivePreview]:
    render = LiveRender(written[0])
    with LivePreview(render, written[1], Voice("en")) as live:
        yield live
    render.close()


def get(live: LivePreview, path: str, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return fetch(live.address().replace("index.html", path), headers=named)


def poll(live: LivePreview, known: str = "") -> dict[str, Any]:
    return dict(json.loads(get(live, f"poll?known={known}").body))


def shortened(course: Course, id_: str, end_s: float) -> Course:
    clip = changed(course.clips[id_], end_s=end_s)
    return changed(course, clips={**course.clips, id_: clip})


def cuts(folder: Path) -> set[str]:
    return {file.name for file in (folder / ".studio" / "cuts").glob("*.mp4")}


def test_only_the_page_and_its_files_are_served(live):
    assert get(live, "index.html").status == 200
    assert get(live, "player.js").headers["Content-Type"] == "text/javascript"
    for path in (
        "course.json",
        "../course.json",
        "%2e%2e/course.json",
        "..%2f..%2fcourse.json",
        "",
    ):
        assert get(live, path).status == 404, path


def test_others_get_nothing(live):
    parts = urlsplit(live.address())
    wrong = f"{parts.scheme}://{parts.netloc}/{'x' * 22}/index.html"
    assert fetch(wrong).status == 404
    assert get(live, "index.html", Host="evil.example").status == 421
    answer = get(live, "index.html", Origin="https://evil.example")
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert fetch(live.address(), "POST").status == 405


def test_the_page_may_connect_to_nothing_but_the_preview(live):
    assert "connect-src 'self';" in unescape(get(live, "index.html").body.decode())


def test_a_poll_is_answered_by_an_edit(live, written):
    first = poll(live)
    threading.Timer(0.2, lambda: live.show(changed(written[1], title="Autre"))).start()
    assert poll(live, first["mark"])["version"] == first["version"] + 1


def test_an_edit_that_no_learner_sees_is_no_news(live, written):
    first = poll(live)
    course = written[1]
    screen = changed(course.screens["s0000001"], notes="Pour le réalisateur")
    live.show(changed(course, screens={**course.screens, screen.id: screen}))
    live.go_to("s0000002")
    second = poll(live, first["mark"])
    assert (second["version"], second["screen"]) == (first["version"], "s0000002")


def test_a_clip_is_cut_once_for_all_who_ask_and_sent_in_parts(live, written, monkeypatch):
    made: list[object] = []
    real = cutting.cut

    def counted(*arguments: Any, **named: Any) -> object:
        made.append(arguments)
        return real(*arguments, **named)

    monkeypatch.setattr(cutting, "cut", counted)
    answers: list[Answer] = []
    ask = [
        threading.Thread(target=lambda: answers.append(get(live, CLIP, Range="bytes=0-99")))
        for _ in range(4)
    ]
    for each in ask:
        each.start()
    assert get(live, "index.html").status == 200
    for each in ask:
        each.join()
    assert [(a.status, len(a.body)) for a in answers] == [(206, 100)] * 4
    assert len(made) == 1


def test_the_cache_is_that_of_publication_and_another_end_is_another_cut(live, written):
    project, course = written
    get(live, CLIP)
    [first] = cuts(project.folder)
    live.show(shortened(course, "k0000001", 2.0))
    get(live, CLIP)
    assert len(cuts(project.folder)) == 2
    freeze(project, course, progress=Progress())
    assert first in cuts(project.folder)
    assert len(cuts(project.folder)) == 3


def test_a_preview_claims_no_slots(live, written):
    get(live, "index.html")
    get(live, CLIP)
    assert not written[0].slots_file.exists()


def test_a_failed_cut_is_a_sentence(live, written):
    project, course = written
    media = course.media[course.recordings["r0000001"].media]
    project.media.path(media.file).unlink()
    answer = get(live, CLIP)
    assert answer.status == 500
    assert answer.body.decode() == poll(live)["notes"][CLIP]


def test_a_course_that_cannot_be_written_to_is_previewed(written):
    project, course = written
    with locked(project.folder):
        render = LiveRender(project)
        with LivePreview(render, course, Voice("en")) as live:
            assert get(live, CLIP).status == 200
            beside = render._folders[-1]
            assert list(beside.glob("*.mp4"))
        render.close()
    assert not beside.exists()
    assert cuts(project.folder) == set()


def test_closing_answers_who_waits_and_frees_port_and_threads(written):
    render = LiveRender(written[0])
    before = set(threading.enumerate())
    live = LivePreview(render, written[1], Voice("en"))
    mark = poll(live)["mark"]
    news: list[dict[str, Any]] = []
    waiting = threading.Thread(target=lambda: news.append(poll(live, mark)))
    waiting.start()
    with live._state:
        assert live._state.wait_for(lambda: live._polls, 5)
    live.close()
    waiting.join()
    assert news[0]["ended"]
    host, port = urlsplit(live.address()).hostname, urlsplit(live.address()).port
    with socket.socket() as again:
        assert again.connect_ex((host, port)) != 0
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
    assert set(threading.enumerate()) <= before


def test_no_package_holds_the_preview_s_script(written):
    publication = freeze(*written, progress=Progress())
    for name in formats():
        for file in exporter(name).files(publication):
            assert "live" not in file.path
            assert not (isinstance(file.source, bytes) and b"class Live" in file.source)

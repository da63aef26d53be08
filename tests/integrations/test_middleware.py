"""The middleware under real servers: what is left alone, what the heads say, many clients at once, and broken rules."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

import adlayout
from tests.integrations.apps import LIMIT, MODIFIED, PAGES, RULES, answer
from tests.integrations.servers import Response, Server, running

KINDS = {
    "starlette": ("uvicorn", "starlette"),
    "flask": ("waitress", "flask"),
    "flask-gunicorn": ("gunicorn", "flask"),
    "django": ("waitress", "django_wsgi"),
    "django-async": ("uvicorn", "django_asgi"),
}
FINISHED = [
    adlayout.finish(page.encode(), RULES, url=f"/page/{n}", encoding="utf-8").html for n, page in enumerate(PAGES)
]


@pytest.fixture(scope="module", params=KINDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(*KINDS[request.param], tmp_path_factory.mktemp("server")) as found:
        yield found


def sent(path: str) -> bytes:
    return b"".join(answer(path).pieces)


@pytest.mark.parametrize(
    "path", ["/stream", "/json", "/gzip", "/fixed", "/part", "/large", "/short", "/empty", "/none"]
)
def test_all_else_is_left_alone(server: Server, path: str) -> None:
    found, meant = server.get(path), answer(path)
    assert found.body == sent(path)
    assert found.status == meant.status
    assert dict(found.headers).items() >= {name.lower(): value for name, value in meant.headers}.items()
    assert found.headers.get("content-length", str(len(found.body))) == str(len(found.body))
    assert "etag" not in found.headers


def test_what_is_posted_is_left_alone(server: Server) -> None:
    found = server.get("/page/1", method="POST")
    assert found.body in (sent("/page/1"), b"") or found.status == 403
    assert b"data-adlayout" not in found.body


def test_a_page_is_finished_and_its_head_says_so(server: Server) -> None:
    found = server.get("/page/3")
    assert found.body == FINISHED[3] != sent("/page/3")
    assert found.headers["content-length"] == str(len(FINISHED[3]))
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert found.headers["etag"].startswith('"v3;adlayout=')
    assert found.headers["last-modified"] == MODIFIED
    assert "accept-ranges" not in found.headers


def test_a_page_in_another_encoding_keeps_it(server: Server) -> None:
    page = sent("/latin")
    assert "ä".encode("latin-1") in page
    found = server.get("/latin").body
    assert found == adlayout.finish(page, RULES, url="/latin", encoding="iso-8859-1").html != page
    assert adlayout.strip(found, "iso-8859-1") == page


def test_the_head_alone_is_that_of_the_page(server: Server) -> None:
    page, head = server.get("/page/4"), server.get("/page/4", method="HEAD")
    assert head.body == b""
    assert head.status == 200
    assert head.headers["etag"] == page.headers["etag"]
    assert head.headers.get("content-length", page.headers["content-length"]) == page.headers["content-length"]


def test_a_browser_that_has_the_page_is_told_so(server: Server) -> None:
    tag = server.get("/page/5").headers["etag"]
    found = server.get("/page/5", {"If-None-Match": f'"other", {tag}'})
    assert (found.status, found.body) == (304, b"")
    assert found.headers["etag"] == tag
    older = tag[:-2] + ('0"' if tag[-2] != "0" else '1"')
    assert server.get("/page/5", {"If-None-Match": older}).body == FINISHED[5], "the rules were others"


def test_without_a_tag_there_is_no_date_either(server: Server) -> None:
    """By date, a browser would be told that nothing has changed when the rules have."""
    assert "last-modified" not in server.get("/dated").headers


def test_fifty_clients_at_once_and_nothing_lost_or_mixed(server: Server) -> None:
    def client(number: int) -> list[tuple[int, Response]]:
        luck = random.Random(number)
        return [(n, server.get(f"/page/{n}")) for n in luck.choices(range(len(PAGES)), k=12)]

    with ThreadPoolExecutor(50) as clients:
        found = [one for some in clients.map(client, range(50)) for one in some]
    assert len(found) == 600
    assert all(one.status == 200 and one.body == FINISHED[n] for n, one in found)
    assert all(one.headers["etag"].startswith(f'"v{n};') for n, one in found)
    assert len({one.headers["etag"].partition("=")[2] for _, one in found}) == 1, "all processes use one mark"


@pytest.mark.parametrize(
    ("kind", "app"), [("uvicorn", "starlette_broken"), ("waitress", "flask_broken"), ("waitress", "django_broken")]
)
def test_a_page_that_breaks_adlayout_arrives_as_it_was_and_is_reported(
    kind: str, app: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with running(kind, app, tmp_path_factory.mktemp("broken")) as server:
        for _ in range(2):
            found = server.get("/page/6")
            assert (found.status, found.body) == (200, sent("/page/6"))
            assert found.headers["content-length"] == str(len(found.body))
        assert server.get("/json").body == sent("/json")
        said = server.log.read_text()
    assert "/page/6: the page is sent as it was: AttributeError" in said


def test_the_large_page_is_larger_than_the_limit() -> None:
    assert len(sent("/large")) > LIMIT
    assert all(len(page) < LIMIT for page in PAGES)

"""What a wrong call, a store that goes away and a killed build are told and leave behind."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

import adlayout
from adlayout.errors import UsageError
from tests.cloud.conftest import Site, article
from tests.cloud.server import Answer, Request, proxy

HTML = {"Content_Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"AWS_SECRET_ACCESS_KEY": "wrong"}, "SignatureDoesNotMatch"),
        ({"AWS_ACCESS_KEY_ID": "nobody"}, "InvalidAccessKeyId"),
    ],
)
def test_wrong_credentials(site: Site, env: dict[str, str], said: str) -> None:
    site.put("in/a.html", article("A"), **HTML)
    done = site.run("build", f"{site.address}/in", "-o", f"{site.address}/out", code=2, **env)
    assert said in done.stderr
    assert "AWS_SECRET_ACCESS_KEY" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bucket_that_is_not_there(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.put("in/a.html", article("A"), **HTML)
    for name, value in site.environment().items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match="s3://nobody-has-it: there is no such bucket"):
        built(Path("s3://nobody-has-it/in"), Path(f"{site.address}/out"))
    with pytest.raises(UsageError, match="s3://nobody-has-it: there is no such bucket"):
        built(Path(f"{site.address}/in"), Path("s3://nobody-has-it/out"))
    with pytest.raises(UsageError, match="there is no page in it"):
        built(Path(f"{site.address}/nothing"), Path(f"{site.address}/out"))


@pytest.mark.parametrize(
    ("source", "out", "said"),
    [
        ("s3://b/site", "s3://b/site", "use --in-place"),
        ("s3://b/site", "s3://b/site/finished", "inside of SRC"),
        ("s3://b/site/pages", "s3://b/site", "inside of OUT"),
        ("az://account", "s3://b/site", "az://ACCOUNT/CONTAINER"),
    ],
)
def test_addresses_that_cannot_be(source: str, out: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        built(Path(source), Path(out))


def test_credentials_that_may_only_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        site.put(f"in/{number}.html", article(str(number), 10), **HTML)
    for name, value in {**site.environment(), "AWS_ACCESS_KEY_ID": "reader"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match="AccessDenied"):
        built(Path(f"{site.address}/in"), Path(f"{site.address}/out"))
    assert site.names("out") == []


def test_without_the_extra_the_message_says_what_to_install(tmp_path: Path) -> None:
    """A Python that cannot import obstore: a folder before the rest on its path says so."""
    (tmp_path / "obstore").mkdir()
    (tmp_path / "obstore" / "__init__.py").write_text("raise ModuleNotFoundError('no', name='obstore')\n")
    path = os.pathsep.join([str(tmp_path), str(Path(adlayout.__file__).parents[1])])
    call = [sys.executable, "-m", "adlayout", "build", "s3://b/in", "-o", "s3://b/out"]
    done = subprocess.run(call, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, timeout=60)
    assert (done.returncode, done.stderr) == (
        2,
        "adlayout: buckets need another package (obstore): pip install 'adlayout[cloud]'\n",
    )


def test_folders_are_built_without_the_library(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_bytes(article("A"))
    code = (
        "import sys; from adlayout.cli import main\n"
        f"main(['build', {str(tmp_path / 'in')!r}, '-o', {str(tmp_path / 'out')!r}], standalone_mode=False)\n"
        "print([name for name in sys.modules if name == 'obstore' or name.startswith('adlayout.cloud.')])"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(adlayout.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "['adlayout.cloud.address']"


def test_lines_that_are_cut_for_a_while(site: Site) -> None:
    begun: list[float] = []

    def misbehave(request: Request) -> bool:
        if request.command == "PUT" and not begun:
            begun.append(time.monotonic())
        away = bool(begun) and time.monotonic() - begun[0] < 1.5
        if away:
            request.cut()
        return away

    comes_back(site, misbehave)


@pytest.mark.slow
def test_a_server_that_stops_midway_and_comes_back(site: Site) -> None:
    """Killed at the first write, started again a second later; it takes some more to find its disk."""
    stopped: list[Timer] = []

    def misbehave(request: Request) -> bool:
        if request.command == "PUT" and not stopped:
            stopped.append(Timer(1.0, site.server.start))
            site.server.stop()
            stopped[0].start()
        return False

    comes_back(site, misbehave)
    stopped[0].join()


def comes_back(site: Site, misbehave: Answer) -> None:
    pages = {f"{number}.html": article(str(number), 20) for number in range(24)}
    for name, page in pages.items():
        site.put(f"in/{name}", page, **HTML)
    with proxy(site.server.port, misbehave) as between:
        outcomes = site.build(port=between.server_port)
    assert Counter(one.status for one in outcomes) == {"finished": len(pages)}
    rules = adlayout.load_rules("default")
    for name, page in pages.items():
        assert site.get(f"in/{name}")[0] == page
        assert site.get(f"out/{name}")[0] == adlayout.finish(page, rules).html


def test_a_server_that_stays_away_stops_the_build_and_the_next_one_goes_on(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from adlayout.cloud import bucket
    from adlayout.errors import AdlayoutError

    for number in range(60):
        site.put(f"in/{number:02}.html", article(str(number), 10), **HTML)
    monkeypatch.setitem(bucket._RETRIES, "retry_timeout", timedelta(seconds=1))
    written: list[str] = []

    def misbehave(request: Request) -> bool:
        if request.command == "PUT" and "/out/" in request.path:
            written.append(request.path)
        if len(written) > 20:
            request.cut()
        return len(written) > 20

    with proxy(site.server.port, misbehave) as between, pytest.raises(AdlayoutError, match="goes on from there"):
        site.build(port=between.server_port)
    stood = site.names("out")
    assert 0 < len(stood) < 60
    before = {name: site.get(f"out/{name}") for name in stood}
    outcomes = site.build()
    assert Counter(one.status for one in outcomes) == {"finished": 60}
    # What stood was known again by its mark, and not written a second time.
    assert {one.page for one in outcomes if not one.changed} == set(stood)
    assert {name: site.get(f"out/{name}") for name in stood} == before


@pytest.mark.parametrize(
    "in_place", [pytest.param(False, id="to another place", marks=pytest.mark.slow), pytest.param(True, id="in place")]
)
def test_a_killed_build_leaves_whole_pages_and_the_next_goes_on(site: Site, in_place: bool) -> None:
    pages = {f"{number:02}.html": article(str(number), 30) for number in range(60)}
    for name, page in pages.items():
        site.put(f"in/{name}", page, **HTML)
    where = ["--in-place"] if in_place else ["-o", f"{site.address}/out"]
    call = [sys.executable, "-m", "adlayout", "build", f"{site.address}/in", *where, "--rules", "default"]
    rules = adlayout.load_rules("default")
    wanted = {name: adlayout.finish(page, rules).html for name, page in pages.items()}
    written = killed_when_writing(site, call, after=25)
    assert written
    for name, page in pages.items():
        assert site.get(f"in/{name}")[0] in ((page, wanted[name]) if in_place else (page,))
    for name in site.names("out"):
        assert site.get(f"out/{name}")[0] == wanted[name]
    assert {one.status for one in site.build(out=None if in_place else "out")} == {"finished"}
    assert {name: site.get(f"{'in' if in_place else 'out'}/{name}")[0] for name in pages} == wanted


def killed_when_writing(site: Site, call: list[str], after: int) -> int:
    """Kills the command at its n-th write; how many had been asked for."""
    child: list[Any] = []
    written: list[str] = []

    def misbehave(request: Request) -> bool:
        if request.command == "PUT":
            written.append(request.path)
            if len(written) == after:
                os.killpg(child[0].pid, signal.SIGKILL)
        return False

    with proxy(site.server.port, misbehave) as between:
        env = site.environment(between.server_port)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        child.append(subprocess.Popen(call, env=env, start_new_session=True, **quiet))  # type: ignore[call-overload]
        assert child[0].wait(timeout=120) == -signal.SIGKILL
    return len(written)


@pytest.mark.slow
def test_ten_thousand_objects(site: Site) -> None:
    """Every object once, nothing lost; the second run reads none of them."""
    many = 10_000
    for number in range(many):
        kind = ("html", "png")[number % 10 == 0]
        data = article(str(number), 8) if kind == "html" else str(number).encode()
        site.put(f"in/{number % 97}/{number}.{kind}", data, Cache_Control=f"max-age={number}")
    begun = time.monotonic()
    outcomes = site.build(jobs=2)
    print(f"{many / (time.monotonic() - begun):.0f} objects a second")
    assert len({one.page for one in outcomes}) == len(outcomes) == many
    assert site.names("out") == site.names("in")
    with proxy(site.server.port) as between:
        again = site.build(port=between.server_port, jobs=2)
        assert len(between.seen) < 60
    assert Counter(one.status for one in again) == {"up-to-date": many * 9 // 10, "carried": many // 10}
    rules = adlayout.load_rules("default")
    for number in range(0, many, 501):
        name = f"{number % 97}/{number}.{('html', 'png')[number % 10 == 0]}"
        data, headers = site.get(f"out/{name}")
        page = site.get(f"in/{name}")[0]
        assert data == (adlayout.finish(page, rules).html if name.endswith("html") else page)
        assert headers["Cache-Control"] == f"max-age={number}"


def built(source: Path, out: Path) -> list[Any]:
    from adlayout import cloud
    from adlayout.builder import Wanted

    return list(cloud.build(Wanted(source, out, jobs=1)))

"""Full disks, read-only folders, files that vanish or change meanwhile, links, odd names: on real file systems."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adlayout.builder import Wanted, build, write
from adlayout.builder.lock import alone
from adlayout.errors import PageError, UsageError
from tests.builder.killing import run as kill
from tests.builder.killing import workers
from tests.builder.sites import built, page, site, tree
from tests.builder.sites import write as write_files
from tests.needs import missing

Disk = Callable[..., Path]


def mount(*words: str) -> bool:
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Makes small file systems in memory."""
    made: list[Path] = []

    def new(name: str, size: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        if not mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)):
            missing("mount", "file systems can be mounted by root only")
        made.append(folder)
        return folder

    yield new
    for folder in made:
        subprocess.run(["umount", str(folder)], check=True)


def command(*words: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "adlayout", "build", *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, check=False, env=os.environ | environment)


def many(folder: Path, number: int = 30) -> Path:
    return write_files(folder, {f"{one:02}.html": page(f"Seite {one}", 20) for one in range(number)})


def test_a_full_disk_leaves_whole_files_and_the_next_build_goes_on(disk: Disk, tmp_path: Path) -> None:
    source, out = many(tmp_path / "site"), disk("out", "128k")
    full = tmp_path / "full"
    built(source, full)
    found = command(source, "-o", out, "--report", tmp_path / "report")
    lines = [json.loads(line) for line in (tmp_path / "report").read_text().splitlines()]
    failed = [one for one in lines if one.get("status") == "failed"]
    assert found.returncode == 1
    assert 0 < len(failed) < 30
    assert {one["reason"] for one in failed} == {"cannot be read or written: No space left on device"}
    stands = tree(out)
    assert len(stands) == 30 - len(failed)
    assert all(tree(full)[name] == one for name, one in stands.items())
    assert mount("-o", "remount,size=4m", str(out))
    again = built(source, out)
    assert {one.status for name, one in again.items() if name in stands} == {"up-to-date"}
    assert tree(out) == tree(full)


def test_a_build_needs_no_room_to_remember(disk: Disk, tmp_path: Path) -> None:
    source, out = many(tmp_path / "site", 90), tmp_path / "out"
    found = command(source, "-o", out, XDG_CACHE_HOME=str(disk("cache", "32k")))
    assert found.returncode == 0
    assert "the next" in found.stderr
    assert "full" in found.stderr
    assert len(tree(out)) == 90


@pytest.mark.parametrize("in_place", [False, True])
def test_in_a_read_only_folder_nothing_changes_and_each_page_says_so(
    disk: Disk, tmp_path: Path, in_place: bool
) -> None:
    source = many(disk("site", "4m"), 3) if in_place else many(tmp_path / "site", 3)
    out = source if in_place else disk("out", "4m")
    if not in_place:
        built(source, out)
        (source / "01.html").write_bytes(page("neu"))
    before = tree(out)
    assert mount("-o", "remount,ro", str(out))
    found = built(source, None if in_place else out)
    assert {one.reason for one in found.values() if one.status == "failed"} == {
        "cannot be read or written: Read-only file system"
    }
    assert found["01.html"].status == "failed"
    assert found["00.html"].status == ("failed" if in_place else "up-to-date")
    assert tree(out) == before
    if not in_place:
        with pytest.raises(UsageError, match="cannot be made: Read-only file system"):
            built(source, out / "new")


def test_a_page_that_vanishes_meanwhile_is_one_line(tmp_path: Path) -> None:
    source, out = many(tmp_path / "site", 3), tmp_path / "out"
    outcomes = build(Wanted(source, out))
    first = next(outcomes)
    (source / "02.html").unlink()
    found = {one.page: one for one in (first, *outcomes)}
    assert found["02.html"].reason == "cannot be read or written: No such file or directory"
    assert [found[name].status for name in ("00.html", "01.html")] == ["finished"] * 2
    assert built(source, out)["00.html"].status == "up-to-date"


def refused(read: Callable[[], object]) -> bool:
    """Whether a read is, of many: on a busy machine the other process may stand still during one."""
    for _ in range(200):
        try:
            read()
        except PageError as error:
            return "changes while it is read" in str(error)
    return False


def test_a_file_that_grows_while_it_is_read_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"x" * 30_000_000)
    grow = f"while True:\n with open({str(path)!r}, 'ab') as file: file.write(b'x')"
    with subprocess.Popen([sys.executable, "-c", grow]) as growing:
        try:
            while path.stat().st_size == 30_000_000:
                time.sleep(0.01)
            assert refused(lambda: write.read_steady(path))
            assert refused(lambda: (write.copy(path, tmp_path / "copy"), (tmp_path / "copy").unlink()))
        finally:
            growing.kill()
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]
    assert write.read_steady(path)[0] == path.read_bytes()


def test_an_editors_page_is_not_overwritten_in_place(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"old")
    _, before = write.read_steady(path)
    path.write_bytes(b"new")
    with pytest.raises(PageError, match="was changed while it was being finished"):
        write.overwrite(path, b"finished", before)
    assert path.read_bytes() == b"new"


def test_links_are_carried_as_links_and_nothing_is_written_through_one(tmp_path: Path) -> None:
    source, out = site(tmp_path / "site"), tmp_path / "out"
    (tmp_path / "elsewhere").mkdir()
    (source / "out").symlink_to(tmp_path / "elsewhere")
    (source / "circle").symlink_to(".")
    (source / "a" / "circle.html").symlink_to("circle.html")
    (source / "gone.html").symlink_to("nothing")
    before = tree(source)
    assert "failed" not in {one.status for one in built(source, out).values()}
    assert {name: one for name, one in tree(out).items() if one[0] == "link"} == {
        name: one for name, one in before.items() if one[0] == "link"
    }
    # Another hand makes the target's folder a link into the source.
    for name in ("eins.html", "zwei.html", "bild", "circle.html"):
        (out / "a" / name).unlink()
    (out / "a").rmdir()
    (out / "a").symlink_to(source / "a")
    found = built(source, out)
    assert "is a link where a folder is needed" in str(found["a/eins.html"].reason)
    assert tree(source) == before


@pytest.mark.parametrize("in_place", [False, True])
def test_names_may_be_odd(tmp_path: Path, in_place: bool) -> None:
    names = [b"\xff\xfe.html", b"neue\nzeile.html", b"-o.html", "ж".encode() * 120 + b".html", b" .html", b"'\".html"]
    source, out = tmp_path / "site", tmp_path / "out"
    write_files(source, {os.fsdecode(name): page() for name in names})
    arguments = ["--in-place"] if in_place else ["-o", out]
    first = command(source, *arguments, "-v", "--report", tmp_path / "report")
    assert first.returncode == 0, first.stderr
    assert f"{len(names)} finished" in first.stderr
    assert f"{len(names)} up to date" in command(source, *arguments).stderr
    target = source if in_place else out
    html = built(write_files(tmp_path / "one", {"page.html": page()}), tmp_path / "other")
    assert html["page.html"].insertions
    assert {one[1] for one in tree(target).values()} == {tree(tmp_path / "other")["page.html"][1]}
    assert len(tree(target)) == len(names)


def test_compressed_siblings_are_those_of_the_finished_page(tmp_path: Path) -> None:
    import brotli

    source, out = tmp_path / "site", tmp_path / "out"
    write_files(source, {"a.html": page(), "kurz.html": page("Kurz", 1), "a.css.gz": b"no page's"})
    for name in ("a.html", "kurz.html"):
        raw = (source / name).read_bytes()
        write_files(source, {f"{name}.gz": gzip.compress(raw), f"{name}.br": brotli.compress(raw, quality=1)})
    built(source, out)
    assert gzip.decompress((out / "a.html.gz").read_bytes()) == (out / "a.html").read_bytes()
    assert brotli.decompress((out / "a.html.br").read_bytes()) == (out / "a.html").read_bytes()
    assert b"data-adlayout" in (out / "a.html").read_bytes()
    for name in ("kurz.html.gz", "kurz.html.br", "a.css.gz"):
        assert (out / name).read_bytes() == (source / name).read_bytes(), "what is as it was stays so"
    built(source, None)
    assert tree(source).keys() == tree(out).keys()
    assert brotli.decompress((source / "a.html.br").read_bytes()) == (out / "a.html").read_bytes()


def test_two_builds_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    source, out = many(tmp_path / "site"), tmp_path / "out"
    built(source, tmp_path / "full")
    out.mkdir()
    with alone(out), pytest.raises(UsageError, match="another build is writing"), alone(out, 0.2):
        pass
    line = [sys.executable, "-m", "adlayout", "build", str(source), "-q", "-o", str(out)]
    both = [subprocess.Popen(line) for _ in range(2)]
    # The second waits; on a busy machine its patience ends.
    assert sorted(one.wait() for one in both) in ([0, 0], [0, 2])
    assert tree(out) == tree(tmp_path / "full")


@pytest.mark.slow  # goes by the clock: on a busy machine the other process is too late
def test_ctrl_c_stops_in_order_and_the_next_build_goes_on(tmp_path: Path) -> None:
    source, out = many(tmp_path / "site", 1_000), tmp_path / "out"
    line = [sys.executable, "-m", "adlayout", "build", str(source), "-o", str(out), "--jobs", "2"]
    process = subprocess.Popen(line, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not out.is_dir() or len([*out.iterdir()]) < 20:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate()[1]
    assert process.returncode == 130
    assert said.startswith("adlayout: stopped; ")
    assert said.count("\n") == 1
    assert not workers(process.pid)
    done = tree(out)
    assert 20 <= len(done) < 1_000
    again = built(source, out)
    assert 0 < [one.status for one in again.values()].count("up-to-date") <= len(done)
    assert len(tree(out)) == 1_000


@pytest.mark.slow
def test_builds_survive_some_kills() -> None:
    assert sum(kill(4).values()) == 4


@pytest.mark.slow
def test_builds_survive_two_hundred_kills() -> None:
    assert sum(kill(200).values()) == 200

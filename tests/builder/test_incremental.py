"""A build that remembers ends with the same files as one that does not, whatever happened in between."""

import gc
import gzip
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builder.sites import FEWER, RULES, built, page, site, tree, write

PAGES = ("index.html", "a/eins.html", "a/zwei.html", "b/drei.html", "b/vier", "c/fünf.html")
FILES = ("style.css", "a/bild", "b/adlayout.toml", "adlayout.toml")
HTML = [page("Mehl"), page("Brot"), page("Korn", 5), page("Kurz", 1), b"", b"<frameset></frameset>"]
RULE_FILES = [RULES, FEWER, RULES + '[pages]\nnone = ["/a/**"]\n']


def source_edits() -> st.SearchStrategy[tuple[object, ...]]:
    pages, html = st.sampled_from(PAGES), st.sampled_from(HTML)
    return st.one_of(
        st.tuples(st.just("write"), pages, html),
        st.tuples(st.just("packed"), pages, html),
        st.tuples(st.just("same time"), pages, html),
        st.tuples(st.just("delete"), st.sampled_from(PAGES[1:])),
        st.tuples(st.just("delete"), st.sampled_from(FILES)),
        st.tuples(st.just("write"), st.sampled_from(FILES[:2]), st.binary(max_size=3)),
        st.tuples(st.just("rules"), st.sampled_from(FILES[2:]), st.sampled_from(RULE_FILES)),
        st.tuples(st.just("touch"), pages),
        st.tuples(st.just("mode"), st.sampled_from(PAGES + FILES), st.sampled_from([0o600, 0o644, 0o755])),
        st.tuples(st.just("unpack"), pages),
        st.tuples(st.just("folder to file"), st.sampled_from(["a", "b"]), st.binary(max_size=3)),
        st.tuples(st.just("folder to link"), st.sampled_from(["a", "b"])),
        st.tuples(st.just("page to link"), pages, pages),
    )


def target_edits() -> st.SearchStrategy[tuple[object, ...]]:
    names = st.sampled_from(PAGES + FILES)
    return st.one_of(
        # Only what stands there: a new file would be somebody else's, and stay.
        st.tuples(st.just("rewrite"), names, st.sampled_from(HTML)),
        st.tuples(st.just("same time"), names, st.sampled_from(HTML)),
        st.tuples(st.just("delete"), names),
        st.tuples(st.just("touch"), names),
        st.tuples(st.just("link to source"), names),
        st.tuples(st.just("delete all")),
    )


def edit(folder: Path, what: str, *values: object, source: Path | None = None) -> None:
    """One edit; those that do not fit what stands there change nothing."""
    if what == "delete all":
        shutil.rmtree(folder)
        return
    name, data = str(values[0]), values[-1]
    path = folder / name
    real = path.is_file() and not path.is_symlink() and path.resolve().is_relative_to(folder.resolve())
    if what in ("write", "packed", "rules") and _has_room(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else bytes(data))  # type: ignore[call-overload]
        if what == "packed":
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), mtime=1))
    elif what == "folder to file" and path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
        path.write_bytes(bytes(data))  # type: ignore[call-overload]
    elif what == "folder to link" and path.is_dir() and not path.is_symlink():
        path.rename(folder / f"was-{name}-{len(list(folder.iterdir()))}")
        path.symlink_to(folder / "b" if name == "a" else folder / "a")
    elif what == "page to link" and real and name != "index.html":
        path.unlink()
        path.symlink_to(folder / str(data))
    elif what == "link to source" and real and source and (source / name).exists():
        path.unlink()
        path.symlink_to(source / name)
    elif real:
        _change(path, what, data)


def _has_room(path: Path) -> bool:
    above = [one for one in path.parents if one.exists() or one.is_symlink()]
    return not path.is_dir() and above[0].is_dir() and not any(one.is_symlink() for one in above[:2])


def _change(path: Path, what: str, data: object) -> None:
    known = path.stat()
    if what == "same time":
        path.write_bytes(bytes(data)[: known.st_size].ljust(known.st_size))  # type: ignore[call-overload]
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    elif what == "rewrite":
        path.write_bytes(bytes(data))  # type: ignore[call-overload]
    elif what == "delete" and path.name != "index.html":
        path.unlink()
    elif what == "touch":
        path.touch()
    elif what == "mode":
        path.chmod(int(str(data)))
    elif what == "unpack":
        path.with_name(path.name + ".gz").unlink(missing_ok=True)


STEPS = st.lists(st.tuples(st.booleans(), source_edits(), target_edits(), st.sampled_from(["", "/x"])), max_size=6)


@settings(max_examples=settings.default.max_examples // 6)
@given(STEPS)
@example(
    [
        (True, ("folder to link", "a"), ("delete", "index.html"), ""),
        (True, ("delete", "a"), ("touch", "index.html"), ""),
    ]
)
@example(
    [
        (True, ("packed", "a/eins.html", HTML[0]), ("touch", "index.html"), ""),
        (True, ("unpack", "a/eins.html"), ("delete all",), ""),
    ]
)
def test_it_ends_as_if_everything_were_built_anew(
    steps: list[tuple[bool, tuple[object, ...], tuple[object, ...], str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, out = site(Path(folder, "site")), Path(folder, "out")
        write(out, {"fremd.html": b"<p>", "fremd/fremd.txt": b"x"})
        built(source, out)
        for number, (of_source, one, other, url) in enumerate(steps):
            if of_source:
                edit(source, *one)
            else:
                edit(out, *other, source=source)
            before, foreign = tree(source), theirs(out)
            built(source, out, url=url)
            assert tree(source) == before, "a build reached its source"
            assert theirs(out) == foreign, "a build reached a file that is not its own"
            built(source, Path(folder, f"anew{number}"), url=url)
            assert {name: one for name, one in tree(out).items() if name not in foreign} == tree(
                Path(folder, f"anew{number}")
            )


def theirs(out: Path) -> dict[str, tuple[object, ...]]:
    return {name: one for name, one in tree(out).items() if "fremd" in name} if out.is_dir() else {}


def test_a_list_of_files_may_name_what_is_gone_and_patterns_what_is_no_part_of_the_site(tmp_path: Path) -> None:
    source, out = site(tmp_path / "site"), tmp_path / "out"
    built(source, out)
    (source / "a" / "eins.html").unlink()
    listed = tuple(map(Path, ("a/eins.html", "a/zwei.html", "never.html")))
    found = {name: one.status for name, one in built(source, out, only=listed).items()}
    assert found == {"a/eins.html": "removed", "a/zwei.html": "up-to-date", "never.html": "failed"}
    found = {name: one.status for name, one in built(source, out, exclude=("a/*", "!a/bild", "*.css")).items()}
    assert {name for name, status in found.items() if status == "removed"} == {"a/zwei.html", "style.css"}
    assert sorted(tree(out)) == ["a/bild", "adlayout.toml", "b/adlayout.toml", "b/drei.html", "b/vier", "index.html"]
    assert "removed" in {one.status for one in built(source, out, exclude=("a/",)).values()}
    assert not (out / "a").exists()


@pytest.mark.parametrize("start", [4096, 100])
def test_a_damaged_memory_is_begun_anew(
    start: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    source, out = site(tmp_path / "source"), tmp_path / "out"
    built(source, out)
    (memory,) = (tmp_path / "cache").rglob("*.sqlite")
    data = memory.read_bytes()
    assert len(data) > 4096
    memory.write_bytes(data[:start] + b"\xff" * (len(data) - start))
    built(source, out)
    assert {one.status for one in built(source, out).values()} == {"up-to-date", "carried"}
    gc.collect()  # a connection that nobody has closed would tell now
    assert not recwarn


@pytest.mark.parametrize("packed", [(), ("a/eins.html.gz",)])
def test_nothing_is_taken_away_behind_a_link_to_a_folder(packed: tuple[str, ...], tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    write(source, {"index.html": page(), "a/eins.html": page(), "a/b/zwei.html": page(), "a/bild": b"GIF"})
    for name in packed:
        (source / name).write_bytes(gzip.compress(page(), mtime=1))
    built(source, out)
    (out / "a").rename(tmp_path / "archive")
    (out / "a").symlink_to(tmp_path / "archive")
    before = tree(tmp_path / "archive")
    if packed:
        (source / packed[0]).unlink()
        os.utime(source / "a/eins.html")
        found = built(source, out)["a/eins.html"]
        assert (found.status, "is a link" in str(found.reason)) == ("failed", True)
    shutil.rmtree(source / "a")
    assert "removed" not in {one.status for one in built(source, out).values()}
    assert tree(tmp_path / "archive") == before

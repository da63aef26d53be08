"""A batch of pages: a row each, whatever happens to a page; and nothing a row could not say of itself is missing."""

import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import adlayout
from adlayout import arrow
from adlayout.errors import RuleFileError, UsageError
from adlayout.related.index import Index
from tests.engines.conftest import Made
from tests.engines.sites import MAGAZINE, RULES, batches, pages, rows
from tests.related.sites import FOUR, page

SHORT = b"<!DOCTYPE html><title>Kurz</title><p>Nichts."


def batch(content: Any = (SHORT,), kind: Any = None, **more: Any) -> pa.RecordBatch:
    columns = {"path": [f"{n}.html" for n in range(len(content))], "content": pa.array(content, kind), **more}
    return pa.record_batch(columns)


def test_the_same_bytes_as_a_build(magazine: Made) -> None:
    found = rows(arrow.finish(batches(pages(MAGAZINE)), RULES, related=magazine.index))
    assert [row["path"] for row in found] == list(pages(MAGAZINE))
    assert {row["path"]: row["content"] for row in found} == magazine.pages
    assert sum(b'data-adlayout="more"' in row["content"] for row in found) >= 20, "boxes are filled"


def test_a_row_says_by_what_it_was_made(magazine: Made) -> None:
    (row,) = rows(arrow.finish([batch()], RULES, related=magazine.index))
    known = (adlayout.__version__, adlayout.load_rules(RULES).digest, Index(magazine.index).digest)
    assert (row["version"], row["rules_digest"], row["index_digest"]) == known
    assert rows(arrow.finish([batch()]))[0]["index_digest"] is None


def test_the_plan_is_that_of_explain(magazine: Made) -> None:
    some = {name: html for name, html in pages(MAGAZINE).items() if name.startswith("rezept/") or "/" not in name}
    assert len(some) >= 4
    for row in rows(arrow.finish(batches(some), RULES, related=magazine.index)):
        raw = (MAGAZINE / row["path"]).read_bytes()
        said = adlayout.explain(raw, adlayout.load_rules(RULES), url=f"/{row['path']}", related=magazine.index)
        rivals = {"runner_up": None, "insertions": [{**one, "instead": None, "instead_lost": None}
                                                    for one in said["plan"]["insertions"]]}  # fmt: skip
        rivals["left_out"] = [{**one, "limit": None} for one in said["plan"]["left_out"]]
        assert json.loads(row["plan"]) == {**said["plan"], **rivals}
        assert (row["status"], row["reason"]) == (said["status"], said["reason"])


def test_the_index_is_the_one_machines_from_any_order(magazine: Made, tmp_path: Path) -> None:
    backwards = dict(reversed(pages(MAGAZINE).items()))
    facts = list(arrow.facts(batches(backwards), RULES))
    made = arrow.make_index(facts, tmp_path / "many", RULES)
    assert (made.articles, made.left_out) == (40, {"no-article": 2, "excluded": 1})
    assert Index(tmp_path / "many").digest == Index(magazine.index).digest
    assert [path.name for path in tmp_path.iterdir()] == ["many"], "nothing else is left behind"


def test_another_link_is_another_digest(magazine: Made, tmp_path: Path) -> None:
    fewer = {name: html for name, html in pages(MAGAZINE).items() if name != "rezept/apfelbrot.html"}
    arrow.make_index(arrow.facts(batches(fewer), RULES), tmp_path / "fewer", RULES)
    assert Index(tmp_path / "fewer").digest != Index(magazine.index).digest


BAD: dict[str, tuple[Any, str, str]] = {
    "null": (None, "failed", "there is no content"),
    "empty": (b"", "passed", "empty"),
    "bytes": (bytes(range(256)) * 4, "passed", ""),
    "deep": (b"<!DOCTYPE html><title>x</title>" + b"<div>" * 5000, "passed", ""),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_page_is_a_row(kind: str) -> None:
    content, status, reason = BAD[kind]
    good = (MAGAZINE / "rezept" / "apfelbrot.html").read_bytes()
    found = rows(arrow.finish([batch([good, content, good])], RULES))
    assert [row["status"] for row in found] == ["finished", status, "finished"]
    assert found[1]["content"] == content
    assert reason in found[1]["reason"]
    assert len(rows(arrow.facts([batch([good, content, good])], RULES))) == 3


def test_a_mistake_of_our_own_is_a_row_and_the_page_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(raw: bytes, *_: Any, **__: Any) -> Any:
        raise ValueError("half \udc80")

    monkeypatch.setattr(arrow, "finish_and_tell", breaks)
    (row,) = rows(arrow.finish([batch()]))
    assert (row["content"], row["status"], row["reason"]) == (SHORT, "failed", "ValueError: half ?")
    monkeypatch.setattr("adlayout.builder.indexing.extract", breaks)
    assert rows(arrow.facts([batch()]))[0]["reason"] == "failed: ValueError: half ?"


def test_verify_proves_each_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (MAGAZINE / "rezept" / "apfelbrot.html").read_bytes()
    assert rows(arrow.finish([batch([page])], RULES, verify=True))[0]["status"] == "finished"
    made = adlayout.finish(page, adlayout.load_rules(RULES))
    wrong = type(made)(made.html + b"<p>", "finished", plan=made.plan)
    true = arrow.finish_and_tell
    monkeypatch.setattr(arrow, "finish_and_tell", lambda *a, **k: (wrong, true(*a, **k)[1]))
    (row,) = rows(arrow.finish([batch([page])], RULES, verify=True))
    assert (row["status"], row["content"]) == ("failed", page)


def test_a_rows_own_address_and_encoding_count() -> None:
    text = (
        page("x", FOUR["brot"].encode("ascii", "ignore").decode())
        .decode()
        .replace("<h1>X", "<h1>Маяк")
        .replace('<meta charset="utf-8">', "")
    )
    text = text.replace('rel="canonical"', "")
    given = batch([text.encode("koi8-r"), text.encode()], url=["/a/", None], encoding=["koi8-r", None])
    said = [
        json.loads(row["entry"]) for row in rows(arrow.facts([given], RULES, url="https://x.example", encoding="utf-8"))
    ]
    assert [one["url"] for one in said] == ["/a/", "https://x.example/1.html"]
    assert [one["title"] for one in said] == ["Маяк", "Маяк"]
    address = batch([SHORT], url=["/impressum.html"])
    assert rows(arrow.finish([address], RULES))[0]["reason"] == "excluded"


def test_batches_are_cut_by_their_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "BATCH", 10_000)
    content = [SHORT + b"x" * size for size in (6_000, 6_000, 20_000, 10, 10)]
    found = list(arrow.finish([batch(content[:1]), batch(content[1:])]))
    assert [one.num_rows for one in found] == [2, 1, 2]
    assert [row["content"] for row in rows(iter(found))] == content


def test_pages_are_taken_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that wants the first batch does not wait for the last page."""
    monkeypatch.setattr(arrow, "BATCH", 10)
    asked: list[int] = []

    def coming() -> Any:
        for number in range(3):
            asked.append(number)
            yield batch()

    out = arrow.finish(coming())
    assert asked == []
    next(out)
    assert asked == [0]


KINDS = {
    "large": (pa.large_string(), pa.large_binary()),
    "view": (pa.string_view(), pa.binary_view()),
    "dictionary": (pa.dictionary(pa.int8(), pa.string()), pa.binary()),
}


@pytest.mark.parametrize("kind", KINDS)
def test_columns_come_in_any_layout(kind: str) -> None:
    text, content = KINDS[kind]
    paths = pa.array(["a.html", "b.html"]).cast(text)
    given = pa.record_batch([paths, pa.array([SHORT, None], content)], ["path", "content"])
    assert [(row["path"], row["content"]) for row in rows(arrow.finish([given]))] == [
        ("a.html", SHORT),
        ("b.html", None),
    ]


def test_a_path_that_is_no_utf8_is_a_row() -> None:
    wrong = pa.Array.from_buffers(pa.string(), 1, [None, *pa.array([b"\xff.html"]).buffers()[1:]])
    found = rows(arrow.finish([pa.record_batch([wrong, pa.array([SHORT])], ["path", "content"])]))
    assert [row["path"] for row in found] == ["\ufffd.html"]


def test_what_does_not_fit_is_told() -> None:
    with pytest.raises(UsageError, match="path and content are needed, once each; there are path, html"):
        list(arrow.finish([pa.record_batch({"path": ["a"], "html": [SHORT]})]))
    with pytest.raises(UsageError, match=r"content holds string; it has to be bytes"):
        list(arrow.finish([batch(["text"])]))
    with pytest.raises(RuleFileError, match="no such rule file"):
        arrow.finish([], "defalt")
    with pytest.raises(UsageError, match="no such index"):
        arrow.finish([], related="gone.index")


def test_without_pyarrow_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'adlayout\[arrow\]'"):
        arrow.finish([])


def test_the_schema_is_that_of_the_batches() -> None:
    assert next(arrow.finish([batch()])).schema == arrow.schema(arrow.FINISHED)
    assert next(arrow.facts([batch()])).schema == arrow.schema(arrow.FACTS)

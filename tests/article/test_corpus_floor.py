"""The quality of the detection on real pages has a floor, and it only goes up."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
F1 = 0.955
LEADS = 0.87
NON_ARTICLES = 0.95
"""Floors: raise them with the measure, never lower them. Measured 0.965, 0.894 and 1.0 when they were
pinned."""

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus of real pages at {CORPUS}"),
]


def test_floor() -> None:
    spec = importlib.util.spec_from_file_location("article_benchmark", ROOT / "benchmarks" / "article.py")
    assert spec is not None
    assert spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    results = benchmark.evaluate()
    leads = [r.lead for r in results if r.lead is not None]
    none = [r.reason is not None for r in results if r.kind == "nonarticle"]
    assert benchmark.mean([r.score[0] for r in results if r.score]) >= F1
    assert benchmark.mean(leads) >= LEADS
    assert benchmark.mean(none) >= NON_ARTICLES

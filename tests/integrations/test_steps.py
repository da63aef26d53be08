"""What holds for all steps: they are thin, and importing one loads no host but its own."""

import subprocess
import sys

import pytest

from tests.integrations.following import ROOT

STEPS = sorted((ROOT / "adlayout" / "integrations").glob("*.py"))
HOSTS = {"django", "mkdocs", "pelican", "sphinx", "starlette", "flask"}
OWN = {"django": {"django"}, "mkdocs": {"mkdocs"}, "pelican": {"pelican"}, "sphinx": {"sphinx"}}
LONGEST = 120
SHARED = {"responses"}  # what three middlewares share


@pytest.mark.parametrize("step", STEPS, ids=lambda path: path.stem)
def test_a_step_is_thin(step: object) -> None:
    path = next(one for one in STEPS if one == step)
    assert path.read_text(encoding="utf-8").count("\n") < LONGEST or path.stem in SHARED


@pytest.mark.parametrize("name", [path.stem for path in STEPS if path.stem != "__init__"])
def test_importing_it_loads_no_other_host(name: str) -> None:
    code = f"import sys, adlayout.integrations.{name}; print(*{{one.split('.')[0] for one in sys.modules}})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert set(ran.stdout.split()) & HOSTS == OWN.get(name, set())

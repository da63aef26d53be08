"""A rendered site as one step at the end of a generator's run: the command ``adlayout build --in-place``."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from adlayout.errors import UsageError
from adlayout.rulefile import find_rules


@dataclass(frozen=True, slots=True)
class Ran:
    """What the command said; ``failed``: some pages failed, and stayed as they came."""

    said: str
    failed: bool


def finish_site(folder: str | Path, sources: str | Path, rules: str | Path | None = None) -> Ran:
    """Finishes every page below ``folder``, in place, in a process of its own.

    ``rules``: a rule file or preset, meant from ``sources``; by default the nearest ``adlayout.toml`` upward from
    there, and without one, what each page finds for itself. Raises ``UsageError`` where the rules cannot be used.
    """
    near = Path(sources)
    named = (near / rules if (near / rules).is_file() else rules) if rules else find_rules(near / "-")
    command = [sys.executable, "-m", "adlayout", "build", str(folder), "--in-place"]
    command += ["--rules", str(named)] if named else []
    run = subprocess.run(command, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", check=False)
    if run.returncode not in (0, 1):
        raise UsageError(run.stderr.strip() or f"adlayout build ended with status {run.returncode}")
    return Ran(run.stderr.strip(), run.returncode == 1)

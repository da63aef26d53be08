"""The AMP validator, offline: its script comes with the npm package next, which ships a copy; node runs it."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.needs import missing
from tests.npm import package

VERSION = "15.1.0"
_INSIDE = "package/dist/compiled/amphtml-validator/validator_wasm.js"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``status`` is PASS or FAIL; ``errors`` holds warnings, too."""

    status: str
    errors: tuple[str, ...]


def verdicts(pages: list[bytes], folder: Path) -> list[Verdict]:
    """What it says of each page. ``folder``: an empty one to work in."""
    node = shutil.which("node")
    if node is None:
        missing("hosts", "no node on the path (apt-get install nodejs)")
    script = package("next", VERSION, "validators", only=_INSIDE) / _INSIDE
    files = [folder / f"{number}.html" for number in range(len(pages))]
    for file, page in zip(files, pages, strict=True):
        file.write_bytes(page)
    command = [str(node), str(Path(__file__).with_suffix(".js")), str(script), *map(str, files)]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return [Verdict(one["status"], tuple(one["errors"])) for one in json.loads(ran.stdout)]

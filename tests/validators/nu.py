"""The Nu HTML checker (vnu.jar of the npm package): its errors, many pages in one call."""

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

from tests.needs import missing
from tests.npm import package

VERSION = "26.9.27"
# A message quotes what stands around; an insertion may stand there.
_NUMBER = re.compile(r"\d+")


def errors(pages: dict[str, bytes], folder: Path) -> dict[str, Counter[str]]:
    """Per page the sentences of its errors, with how often each is said. ``folder``: an empty one to work in."""
    java = shutil.which("java")
    if java is None:
        missing("java", "no Java on the path (apt-get install openjdk-17-jre-headless)")
    jar = package("vnu-jar", VERSION, "validators") / "package" / "build" / "dist" / "vnu.jar"
    for number, page in enumerate(pages.values()):
        (folder / f"{number}.html").write_bytes(page)
    files = [str(folder / f"{number}.html") for number in range(len(pages))]
    command = [str(java), "-Xss8m", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--stdout", *files]
    ran = subprocess.run(command, capture_output=True, check=True, timeout=280)
    found: dict[str, Counter[str]] = {name: Counter() for name in pages}
    names = list(pages)
    for one in json.loads(ran.stdout)["messages"]:
        if one["type"] != "info" or one.get("subType") == "fatal":
            found[names[int(Path(one["url"]).stem)]][_NUMBER.sub("#", one["message"])] += 1
    return found

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
_NUMBER = re.compile(r"\d+")
# It reads every file as UTF-8: what other encodings hold is for other judges (P4).
_OF_ENCODING = "Malformed byte sequence"
# Where the page itself puts what may not stand there (a paragraph in a heading that it left open), ours may, too.
_MISPLACED = re.compile(r"Element “[^”]*” not allowed as child")


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
            _count(found[names[int(Path(one["url"]).stem)]], one["message"])
    return found


def _count(found: Counter[str], message: str) -> None:
    """Counts the sentence without what an insertion changes in it."""
    if _MISPLACED.match(message):
        found[_MISPLACED.sub("Element not allowed as child", message)] = 1
    elif not message.startswith(_OF_ENCODING):
        found[_NUMBER.sub("#", message)] += 1

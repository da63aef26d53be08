"""Half-written files: what a killed build left goes, what somebody else is writing at this moment stays."""

import os
import subprocess
import sys
from pathlib import Path

from adlayout.builder.write import LEFTOVER, replacing, sweep


def test_leftovers_go_though_their_process_is_still_to_be_seen(tmp_path: Path) -> None:
    """The system shows a killed process until somebody has asked for its end; this one nobody asks for."""
    ended = subprocess.Popen([sys.executable, "-c", "pass"], stdout=subprocess.PIPE)
    assert ended.stdout
    assert ended.stdout.read() == b""
    left = tmp_path / "a" / f".page.html.{ended.pid}{LEFTOVER}"
    left.parent.mkdir()
    left.write_bytes(b"<p>hal")
    with replacing(tmp_path / "a" / "page.html") as file:
        os.kill(ended.pid, 0)
        sweep(tmp_path)
        file.write(b"<p>whole")
    assert ended.wait() == 0
    ended.stdout.close()
    assert [(one.name, one.read_bytes()) for one in left.parent.iterdir()] == [("page.html", b"<p>whole")]

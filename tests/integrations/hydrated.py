"""Opens a page of a folder in Chromium, lets its scripts run, and prints what is left of the insertions as JSON.

    python -m tests.integrations.hydrated FOLDER PAGE

A process of its own: the browser of the other tests runs no scripts and reaches no server.
"""

import json
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import sync_playwright

from tests.dom.chromium import find_chromium


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def main(folder: str, name: str) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        executable = find_chromium(playwright)
        if executable is None:
            print(json.dumps(None))
            return
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"http://127.0.0.1:{server.server_port}/{name}", wait_until="networkidle")
        kept = page.locator("aside[data-adlayout]").count()
        print(json.dumps({"kept": kept, "errors": errors}))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What the middleware adds to a response, beside the page's own ``finish``, under uvicorn on the loopback.

    python -m benchmarks.middleware

Each page is asked for once, with the middleware and without it, by one client; then all again by 50 clients at once,
when the finished pages are kept already. Goal: added at most the page's finish plus 20 %.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import adlayout
from tests.integrations.apps import PAGES, RULES
from tests.integrations.servers import Server, running


def milliseconds(function: Callable[[], object]) -> float:
    started = time.perf_counter()
    function()
    return (time.perf_counter() - started) * 1000


def alone(server: Server) -> float:
    """Median of one request for each page, one after the other; first some others, which warm the server up."""
    for _ in range(5):
        server.get("/latin")
        server.get("/dated")
    return median(milliseconds(lambda n=n: server.get(f"/page/{n}")) for n in range(len(PAGES)))  # type: ignore[misc]


def crowded(server: Server) -> float:
    """Median of 2,000 requests of 50 clients at once."""
    asked = [n % len(PAGES) for n in range(2_000)]
    with ThreadPoolExecutor(50) as clients:
        return median(clients.map(lambda n: milliseconds(lambda: server.get(f"/page/{n}")), asked))


def main() -> None:
    adlayout.finish(PAGES[0].encode(), RULES)
    own = []
    for number, page in enumerate(PAGES):
        raw = page.encode()
        own.append(milliseconds(lambda raw=raw, n=number: adlayout.finish(raw, RULES, url=f"/page/{n}")))  # type: ignore[misc]
    print(f"finish alone                     {median(own):7.2f} ms")
    found = {}
    for app in ("starlette_bare", "starlette"):
        with TemporaryDirectory() as folder, running("uvicorn", app, Path(folder)) as server:
            found[app] = (alone(server), crowded(server))
    for number, what in enumerate(("one client, each page new", "50 clients, pages kept")):
        bare, step = found["starlette_bare"][number], found["starlette"][number]
        added = step - bare
        print(f"{what:<26} without {bare:7.2f} ms, with {step:7.2f} ms: added {added:6.2f} ms, "
              f"{added / median(own):5.2f} x finish")  # fmt: skip


if __name__ == "__main__":
    main()

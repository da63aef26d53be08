"""One page in somebody else's hands: whatever happens in here, a page comes back."""

from adlayout.checker import proven
from adlayout.errors import BrokenRule
from adlayout.pipeline import Finished, RelatedIndex, finish_and_tell
from adlayout.rulefile import Rules


def finish_or_keep(
    page: bytes,
    rules: Rules,
    *,
    url: str | None = None,
    encoding: str | None = None,
    related: RelatedIndex = None,
    verify: bool = False,
) -> Finished:
    """``adlayout.finish``, but an error of adlayout's own is a status, too: "failed", and the page as it came.

    ``verify`` reads the finished page again: one that breaks a rule fails.
    """
    try:
        finished, known = finish_and_tell(page, rules, url=url, encoding=encoding, related=related)
        if verify and known:
            proven(page, finished.html, rules, (known.page, known.article), url=url, encoding=encoding)
    except BrokenRule as broken:
        return Finished(page, "failed", str(broken))
    except Exception as error:  # noqa: BLE001  (the page boundary: the host's response or run must not break)
        return Finished(page, "failed", f"{type(error).__name__}: {error}")
    return finished

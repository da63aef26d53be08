"""What can go wrong, and the exit status each kind ends the command with.

    AdlayoutError            root; nothing else is raised on purpose
    ├── UsageError      (2)  wrong call: a missing file, OUT inside SRC, an option that does not fit
    ├── RuleFileError   (2)  a rule file that cannot be used; carries every problem found, with its line
    ├── PageError       (1)  a page that cannot be read at all
    └── BrokenRule      (1)  --verify found a broken rule on a finished page: a mistake of adlayout's own
        PassThrough          not an error to the user: the page is handed on unchanged, with a reason

Imports nothing, so that every room may raise.
"""


class AdlayoutError(Exception):
    """Root of everything adlayout raises on purpose. ``exit_status`` is what the command ends with."""

    exit_status = 1


class UsageError(AdlayoutError):
    """The call is wrong; the message says what to do instead."""

    exit_status = 2


class RuleFileError(AdlayoutError):
    """A rule file cannot be used. ``problems`` holds one finished line each: ``file:line:column: what, remedy``."""

    exit_status = 2

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class PageError(AdlayoutError):
    """A page could not be read or written; ``exit_status`` 1, the other pages are done all the same."""


class BrokenRule(AdlayoutError):  # noqa: N818  (a verdict)
    """A finished page breaks a rule, which is a mistake of adlayout's own: the page stays as it came."""


class PassThrough(AdlayoutError):  # noqa: N818  (not an error to the user: the page goes through unchanged)
    """The page goes through unchanged. ``reason`` is a fixed word (``foreign-mark``), ``detail`` says more."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail

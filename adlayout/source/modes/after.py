"""Behind ``</body>`` and ``</html>``: whatever is no whitespace goes back into the body."""

from adlayout.source.construction import Construction, Token
from adlayout.source.modes.dispatch import Mode, process, space_end, switch


def after_body(c: Construction, token: Token) -> None:
    """Behind ``</body>``."""
    if token.kind == "eof" or (token.kind == "text" and space_end(c, token) == token.end):
        return process(c, token, "in body")
    if token.kind == "start" and token.name == "html":
        return process(c, token, "in body")
    if token.kind == "end" and token.name == "html" and c.mode == "after body":
        c.mode = "after after body"
        return None
    return switch(c, token, "in body")


MODES: dict[str, Mode] = {"after body": after_body, "after after body": after_body}

"""A page's own content security policy: what is said to be kept out is what Chromium keeps out."""

from pathlib import Path

import pytest

from adlayout.markup.policy import Want, blocked
from tests.checked import finish_checked
from tests.dom.chromium import Chromium
from tests.slots.articles import GPT_SLOTS, page, rules
from tests.slots.stage import Stage

GOOGLE = "https://securepubads.g.doubleclick.net"
FRAMES = f"frame-src {GOOGLE} *.safeframe.googlesyndication.com"
INLINE = "'unsafe-inline'"
# Policy, nonce of the page's scripts, what is kept out.
POLICIES = [
    ("img-src 'self'", "", []),
    (f"default-src 'self'; style-src {INLINE}; script-src {INLINE} {GOOGLE}; {FRAMES}", "", []),
    (f"default-src 'self' {INLINE}; {FRAMES}", "", ["the script"]),
    (f"style-src 'self'; script-src {INLINE} https:; frame-src *", "", ["sheet", "style attributes"]),
    (f"script-src 'nonce-Ab1+/=' 'strict-dynamic'; style-src {INLINE}", "Ab1+/=", []),
    ("script-src 'nonce-Ab1+/='; style-src 'nonce-Ab1+/='", "Ab1+/=", ["style attributes"]),
    ("script-src 'nonce-Ab1+/='", "", ["adlayout's script", "the script"]),
    (f"script-src {INLINE} 'sha256-abc='", "", ["adlayout's script", "the script"]),
    (f"script-src {INLINE} https://other.example *.doubleclick.net", "", []),
    ("default-src 'none'", "", ["sheet", "style attributes", "adlayout's script", "the script", "frames", "frames"]),
]
BLOCKED = """
window.KEPT_OUT = [];
addEventListener("securitypolicyviolation", event => KEPT_OUT.push([event.effectiveDirective, event.blockedURI]));
"""


def policed(policy: str, nonce: str) -> bytes:
    own = f'<script nonce="{nonce}">window.OWN = 1</script>' if nonce else ""
    # The policy stands ahead of the charset, so that it binds what adlayout writes behind that.
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page(head=own).replace(b"<head>", b"<head>" + head.encode())


@pytest.mark.parametrize(
    ("policy", "nonce", "parts"),
    [*POLICIES[3:5], *(pytest.param(*one, marks=pytest.mark.slow) for one in (*POLICIES[:3], *POLICIES[5:]))],
)
def test_what_a_policy_keeps_out_is_told_and_is_what_chromium_keeps_out(
    chromium: Chromium, stage: Stage, tmp_path: Path, policy: str, nonce: str, parts: list[str]
) -> None:
    finished = finish_checked(policed(policy, nonce), rules(tmp_path, GPT_SLOTS))
    told = [one for one in finished.warnings if one.startswith("content-security-policy")]
    assert len(told) == len(parts), told
    assert all(part in one for part, one in zip(parts, told, strict=True)), told
    with stage.shown(chromium, finished.html, before=BLOCKED, bypass_csp=False) as tab:
        kept = {directive for directive, _ in tab.evaluate("KEPT_OUT")}
        wanted = {"sheet": "style-src-elem", "style attributes": "style-src-attr", "script": "script-src-elem"}
        # The page's own style is kept out with ours, so only a policy that lets both through proves the sheet.
        for part, directive in wanted.items():
            if not any(part in one for one in told):
                ours = "document.querySelector('style[data-adlayout]').sheet" if part == "sheet" else "true"
                assert directive not in kept or (part == "sheet" and tab.evaluate(f"!!({ours})")), (directive, kept)
            elif part != "script" or "adlayout's script" in " ".join(told):
                assert directive in kept
        loaded = any("gpt.js" in url for url in stage.asked)
        assert loaded is not any("script" in part for part in parts)


def test_a_policy_binds_what_stands_below_it_only() -> None:
    wants = [Want("style-src-elem", "the sheet", 100)]
    assert blocked([(50, "style-src 'none'")], wants)
    assert not blocked([(150, "style-src 'none'")], wants)


def test_the_nonce_is_copied_to_style_and_script(tmp_path: Path) -> None:
    html = finish_checked(page(head='<script nonce="x&quot;y">1</script>'), rules(tmp_path, GPT_SLOTS)).html
    assert html.count(b'nonce="x&quot;y"') == 3
    assert b'<style data-adlayout="style" nonce="x&quot;y">' in html

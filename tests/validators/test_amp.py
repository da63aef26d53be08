"""What passed the AMP validator before passes it finished."""

from pathlib import Path

import adlayout
from tests.cases import ROOT
from tests.checked import finish_checked
from tests.validators.amp import verdicts
from tests.validators.amp_pages import pages

BOX = '[[related]]\nname = "inline"\nat = "at 60%"\nlinks = [{ title = "Das Wehr", url = "/wehr.html" }]\n'
RULES = {
    "default": 'extends = "default"\n' + BOX,
    "magazin": 'extends = "magazin"\n' + BOX,
    "kinds": (ROOT / "tests" / "themes" / "kinds.toml").read_text(encoding="utf-8"),
    "html": """extends = "default"
[[slot]]
name = "lead"
html = '<script>alert(1)</script><img src="/a.png" alt="">'
""",
    "phones": """extends = "default"
[[slot]]
name = "lead"
kind = "gpt"
unit = "/1/a"
sizes = { mobile = ["300x250"] }
""",
}

BAD = {
    "script": b"<script>alert(1)</script>",
    "style": b'<p style="color:red!important">x</p>',
    "ad": b'<amp-ad width="300" height="250" type="doubleclick"></amp-ad>',
}


def test_finished_pages_pass_and_bad_ones_do_not(tmp_path: Path) -> None:
    """All in one call of the validator, and three that show that it judges."""
    given = pages()
    tried = dict(given)
    for preset, toml in RULES.items():
        file = tmp_path / f"{preset}.toml"
        file.write_text(toml, encoding="utf-8")
        for name, page in given.items():
            made = finish_checked(page, adlayout.load_rules(file))
            assert made.plan.insertions, "nothing was tried"
            tried[f"{name} by {preset}"] = made.html
    tried |= {why: given["nachricht"].replace(b"</article>", bad + b"</article>") for why, bad in BAD.items()}
    found = dict(zip(tried, verdicts(list(tried.values()), tmp_path), strict=True))
    for name, verdict in found.items():
        if name not in BAD:
            assert (verdict.status, name) == ("PASS", name), verdict.errors
            assert verdict.errors == found[name.split(" by ")[0]].errors
    assert [found[why].status for why in ("script", "style")] == ["FAIL", "FAIL"]
    assert any("amp-ad" in error for error in found["ad"].errors), "an extension that is not loaded: a warning at least"

# ruff: noqa: E501  (a table)
"""Rule files that nobody would write: by name, how many at the largest, and the file with so many."""

from collections.abc import Callable

_SENTENCE = "The ferry to Kragenholm leaves twice a day, and who misses it sleeps beside the stove. "
PAGE = f"<!DOCTYPE html><title>x</title><body><article>{f'<p>{_SENTENCE * 3}</p>' * 40}</article></body>".encode()
"""What is finished by each that is not refused."""
_SLOT = '[[slot]]\nname = "s{}"\nat = "mid-body"\n'


def _at(css: str) -> bytes:
    return f"[[slot]]\nname = \"a\"\nat = 'after {css}'\nall = true\n".encode()


def _none(*patterns: str) -> bytes:
    return ("[pages]\nnone = [" + ", ".join(f"'{one}'" for one in patterns) + "]\n").encode()


# By name: how many at the largest, and the rule file with so many.
RULE_FILES: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "slots": (20_000, lambda n: "".join(map(_SLOT.format, range(n))).encode()),
    "slots of one name": (20_000, lambda n: (_SLOT.format(1) * n).encode()),
    "files that are too large": (8_000_000, lambda n: b"\n" * n),
    "boxes": (20_000, lambda n: "".join(f'[[related]]\nname="r{i}"\nat="end"\n' for i in range(n)).encode()),
    "unknown keys": (20_000, lambda n: "".join(f"key{i} = 1\n" for i in range(n)).encode()),
    "unknown tables": (20_000, lambda n: "".join(f"[t{i}]\n" for i in range(n)).encode()),
    "unknown keys of a slot": (
        20_000,
        lambda n: b'[[slot]]\nname = "a"\nat = "end"\n' + "".join(f"k{i} = 1\n" for i in range(n)).encode(),
    ),
    "brackets in each other": (100_000, lambda n: b"x = " + b"[" * n + b"]" * n),
    "brackets never closed": (100_000, lambda n: b"x = " + b"[" * n),
    "tables in each other": (100_000, lambda n: b"x = " + b"{a = " * n + b"1" + b"}" * n),
    "dotted keys": (100_000, lambda n: b"a" + b".a" * n + b" = 1"),
    "a dotted table": (100_000, lambda n: b"[a" + b".a" * n + b"]"),
    "keys of a picture, dotted": (20_000, lambda n: b'[[slot]]\nname = "a"\nat = "end"\npicture.' + b"a." * n + b"b = 1"),
    "a number": (900_000, lambda n: b"[limits]\nads = " + b"9" * n),
    "a negative number": (900_000, lambda n: b"[limits]\nads = -" + b"9" * n),
    "a fraction": (900_000, lambda n: b"[heights]\nparagraph = { mobile = [1" + b"0" * n + b".5] }"),
    "a length": (900_000, lambda n: b'[limits]\ngap = ["' + b"9" * n + b' words"]'),
    "lengths": (90_000, lambda n: b"[limits]\ngap = [" + b'"9 words",' * n + b"]"),
    "a text": (900_000, lambda n: b'language = "' + b"x" * n + b'"'),
    "a text of quotes": (900_000, lambda n: b"language = '''" + b'"' * n + b"'''"),
    "a label": (400_000, lambda n: b'[[slot]]\nname = "a"\nat = "end"\nlabel = "Anzeige' + b" x" * n + b'"'),
    "a name": (900_000, lambda n: b'[[slot]]\nat = "end"\nname = "' + b"x" * n + b'"'),
    "a heading": (100_000, lambda n: b'[[related]]\nname = "a"\nat = "end"\nlinks = [{title="x", url="/x"}]\nheading = "' + b"x" * n + b'"'),
    "links": (40_000, lambda n: b'[[related]]\nname = "a"\nat = "end"\nlinks = [' + b'{title="x", url="/x"},' * n + b"]"),
    "blanks": (900_000, lambda n: b" " * n),
    "lines": (900_000, lambda n: b"\n" * n),
    "lines of a comment": (450_000, lambda n: b"#\n" * n),
    "blanks before a key": (200_000, lambda n: b"language" + b" " * n + b"x"),
    "blanks before a bracket": (200_000, lambda n: b"[" + b" " * n + b"\n"),
    "NULs": (900_000, lambda n: b"\0" * n),
    "bytes that are no UTF-8": (900_000, lambda n: b'language = "' + b"\xff" * n + b'"'),
    ":not() in each other": (1_000, lambda n: _at(":not(" * n + "p" + ")" * n)),
    ":is() in each other": (1_000, lambda n: _at(":is(" * n + "p" + ")" * n)),
    ":is() of two in each other": (400, lambda n: _at(":is(p, " * n + "p" + ")" * n)),
    ":where() of descendants": (400, lambda n: _at(":where(* " * n + "p" + ")" * n)),
    ":has() of many": (2_000, lambda n: _at("p" + ":has(b)" * n)),
    ":has() of siblings": (2_000, lambda n: _at(":has(~ " + "p ~ " * n + "p)")),
    ":nth-child() in a row": (20_000, lambda n: _at("p" + ":nth-child(2n+1)" * n)),
    ":nth-child() of a number": (900_000, lambda n: _at("p:nth-child(" + "9" * n + "n+1)")),
    ":nth-child(of)": (400, lambda n: _at(":nth-child(1 of " * n + "p" + ")" * n)),
    "* in a row": (20_000, lambda n: _at("* " * n)),
    "* + * in a row": (20_000, lambda n: _at("* + " * n + "*")),
    "* ~ * in a row": (20_000, lambda n: _at("* ~ " * n + "*")),
    "* > * in a row": (20_000, lambda n: _at("* > " * n + "*")),
    "a list of selectors": (50_000, lambda n: _at(",".join(f"p.c{i}" for i in range(n)))),
    "classes of a selector": (50_000, lambda n: _at("p" + "".join(f".c{i}" for i in range(n)))),
    "attributes of a selector": (20_000, lambda n: _at("p" + '[title*="x"]' * n)),
    "a name of a selector": (900_000, lambda n: _at("x" * n)),
    "escapes of a selector": (150_000, lambda n: _at("\\\\41 " * n)),
    "brackets of a selector": (100_000, lambda n: _at("[" * n)),
    "parentheses of a selector": (100_000, lambda n: _at("(" * n)),
    "selectors to be ignored": (2_000, lambda n: ("[article]\nignore = [" + ", ".join(f"'.c{i}'" for i in range(n)) + "]").encode()),
    "globs": (50_000, lambda n: _none(*(f"/x{i}/**" for i in range(n)))),
    "stars of a glob": (2_000, lambda n: _none("/" + "*a" * n + "*b")),
    "stars in a row": (100_000, lambda n: _none("/" + "*" * n + "b")),
    "brackets of a glob": (50_000, lambda n: _none("/" + "[a" * n)),
    "conditions": (20_000, lambda n: ('[[slot]]\nname = "a"\nat = "end"\nwhen = { has = [' + '"p",' * n + "] }").encode()),
    "html of a slot": (90_000, lambda n: ('[[slot]]\nname = "a"\nat = "end"\nhtml = "' + "<i>" * n + "</i>" * n + '"').encode()),
    "< of a slot's html": (300_000, lambda n: ('[[slot]]\nname = "a"\nat = "end"\nhtml = "' + "<" * n + '"').encode()),
    "<a' of a slot's html": (20_000, lambda n: ('[[slot]]\nname = "a"\nat = "end"\nhtml = "' + "<a'" * n + '"').encode()),
    "<!-- of a slot's html": (20_000, lambda n: ('[[slot]]\nname = "a"\nat = "end"\nhtml = "' + "<!--" * n + '"').encode()),
    "<script> of a slot's html": (20_000, lambda n: ('[[slot]]\nname = "a"\nat = "end"\nhtml = "' + "<script>" * n + '"').encode()),
    "sizes": (20_000, lambda n: ('[[slot]]\nname = "a"\nat = "end"\nsizes = { mobile = [' + '"300x250",' * n + "] }").encode()),
    "keys of ads": (20_000, lambda n: ('[[slot]]\nname = "a"\nat = "end"\nkind = "gpt"\nunit = "/1/a"\nsizes = { mobile = ["300x250"] }\nkeys = { ' + ", ".join(f'k{i} = "{{section}}"' for i in range(n)) + " }").encode()),
    "bidders": (5_000, lambda n: ('[ads]\nprebid = "/p.js"\n[[slot]]\nname = "a"\nat = "end"\nkind = "prebid"\nunit = "/1/a"\nsizes = { mobile = ["300x250"] }\nbidders = [' + '{ bidder = "x", params = { a = 1 } },' * n + "]").encode()),
    "params in each other": (400, lambda n: ('[ads]\nprebid = "/p.js"\n[[slot]]\nname = "a"\nat = "end"\nkind = "prebid"\nunit = "/1/a"\nsizes = { mobile = ["300x250"] }\nbidders = [{ bidder = "x", params = { a = ' + "[" * n + "]" * n + " } }]").encode()),
}  # fmt: skip

"""A page, changed at random: the same bytes for the same seed."""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

TOKEN = re.compile(rb"<!--.*?-->|<[^<>]*>|[^<]+|<", re.S)
LARGEST = 60_000
"""Bytes of a page that are mutated; of a longer one, a piece."""

PIECES = [
    line.encode("ascii").decode("unicode_escape").encode("latin-1")
    for line in Path(__file__).with_name("pieces.txt").read_text("ascii").split("\n")
    if line and not line.startswith("# ")
]
CODECS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "shift_jis",
    "iso2022_jp",
    "gb18030",
    "big5",
    "euc_kr",
    "cp1251",
    "utf-8-sig",
)
Tokens = list[bytes]


def mutated(page: bytes, other: bytes, seed: int) -> bytes:
    """The page with one to eight changes; ``other`` is a page that pieces are taken from."""
    random = Random(seed)
    tokens = TOKEN.findall(_piece(page, random))
    for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
        if not tokens:
            break
        random.choices([change for change, _ in CHANGES], [weight for _, weight in CHANGES])[0](tokens, other, random)
    found = b"".join(tokens)
    return _bytes(found, random) if random.random() < 0.15 else found


def _piece(page: bytes, random: Random) -> bytes:
    if len(page) <= LARGEST:
        return page
    start = random.randrange(len(page) - LARGEST)
    return page[:2000] + page[start : start + LARGEST]


def _delete(tokens: Tokens, other: bytes, random: Random) -> None:
    start = random.randrange(len(tokens))
    del tokens[start : start + random.choice((1, 1, 1, 2, 10))]


def _double(tokens: Tokens, other: bytes, random: Random) -> None:
    start = random.randrange(len(tokens))
    many = tokens[start : start + random.choice((1, 1, 2, 10))]
    tokens[start:start] = many * random.choice((1, 1, 1, 3, 40))


def _move(tokens: Tokens, other: bytes, random: Random) -> None:
    token = tokens.pop(random.randrange(len(tokens)))
    tokens.insert(random.randrange(len(tokens) + 1), token)


def _insert(tokens: Tokens, other: bytes, random: Random) -> None:
    tokens.insert(random.randrange(len(tokens) + 1), random.choice(PIECES))


def _insert_inside(tokens: Tokens, other: bytes, random: Random) -> None:
    """Into the middle of a tag or a text."""
    at = random.randrange(len(tokens))
    cut = random.randrange(len(tokens[at]) + 1)
    tokens[at] = tokens[at][:cut] + random.choice(PIECES) + tokens[at][cut:]


def _end_tags(tokens: Tokens, other: bytes, random: Random) -> None:
    """All end tags of a name are gone."""
    ends = [token for token in tokens if token.startswith(b"</")]
    if ends:
        gone = random.choice(ends)
        tokens[:] = [token for token in tokens if token != gone]


def _rename(tokens: Tokens, other: bytes, random: Random) -> None:
    """Every tag of a name gets another."""
    names = re.findall(rb"<([a-zA-Z][a-zA-Z0-9]*)", b"".join(tokens))
    pieces = [found[1] for piece in PIECES if (found := re.fullmatch(rb"<([a-z0-9]+)>", piece))]
    if names:
        name, new = random.choice(names), random.choice(pieces)
        tag = re.compile(rb"(</?)" + re.escape(name) + rb"(?=[\s/>])")
        tokens[:] = [tag.sub(rb"\g<1>" + new, token) for token in tokens]


def _truncate(tokens: Tokens, other: bytes, random: Random) -> None:
    rest = b"".join(tokens)
    tokens[:] = TOKEN.findall(rest[: random.randrange(len(rest) + 1)])


def _splice(tokens: Tokens, other: bytes, random: Random) -> None:
    start = random.randrange(len(other) + 1)
    tokens.insert(random.randrange(len(tokens) + 1), other[start : start + random.choice((10, 100, 1000))])


def _byte(tokens: Tokens, other: bytes, random: Random) -> None:
    at = random.randrange(len(tokens))
    changed = bytearray(tokens[at])
    changed[random.randrange(len(changed))] = random.randrange(256)
    tokens[at] = bytes(changed)


def _upper(tokens: Tokens, other: bytes, random: Random) -> None:
    tokens[:] = [token.upper() if token.startswith(b"<") else token for token in tokens]


def _one_line(tokens: Tokens, other: bytes, random: Random) -> None:
    """As minifiers do: no white space between tags."""
    tokens[:] = [token for token in tokens if token.strip()]


CHANGES: list[tuple[Callable[[Tokens, bytes, Random], None], int]] = [
    (_delete, 6),
    (_double, 3),
    (_move, 3),
    (_insert, 10),
    (_insert_inside, 3),
    (_end_tags, 1),
    (_rename, 1),
    (_truncate, 1),
    (_splice, 2),
    (_byte, 2),
    (_upper, 1),
    (_one_line, 1),
]


def _bytes(page: bytes, random: Random) -> bytes:
    """The page in another encoding, or with other line ends."""
    if random.random() < 0.3:
        return page.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\r")))
    codec = random.choice(CODECS)
    text = page.decode("utf-8", "replace")
    if codec[:3] != "utf" and random.random() < 0.7:
        text = f"<meta charset={codec.replace('iso2022_jp', 'iso-2022-jp')}>" + text
    return text.encode(codec, "replace")

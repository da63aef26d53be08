"""What adlayout's dependencies, and theirs, are licensed under; as their own metadata say it."""

import re
import tomllib
from collections import defaultdict
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.needs import missing
from tests.release.making import ROOT

NOT_FOR_USERS = ("dev", "bench", "fuzz")
# In the order of the search: the first whose sign the metadata hold. Word for word as SPDX has them.
_SIGNS = {
    "MPL-2.0": r"Mozilla Public License|MPL",
    "Apache-2.0": r"Apache",
    "PSF-2.0": r"PSF|Python Software Foundation",
    "BSD-3-Clause": r"BSD",
    "MIT": r"MIT",
    "ISC": r"ISC",
}
PERMISSIVE = {"Apache-2.0", "BSD-3-Clause", "ISC", "MIT", "PSF-2.0"}
COPYLEFT = re.compile(r"(?<!L)GPL|General Public|LGPL|AGPL|EUPL|CC-BY-SA|SSPL|Affero")


def licence(of: Distribution) -> str:
    """The licence's family; what the metadata say where it is none that is known here."""
    data = of.metadata
    named = [line for line in data.get_all("Classifier") or () if line.startswith("License ::")]
    told = data.get("License-Expression") or " ".join(named) or (data.get("License") or "").partition("\n")[0]
    if COPYLEFT.search(told):
        return told
    return next((name for name, sign in _SIGNS.items() if re.search(sign, told)), told)


def direct() -> dict[str, tuple[str, ...]]:
    """What ``pyproject.toml`` asks for: "" for all users, and by extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = {name: needs for name, needs in project["optional-dependencies"].items() if name not in NOT_FOR_USERS}
    return {"": tuple(project["dependencies"]), **{name: tuple(needs) for name, needs in extras.items()}}


def wanted() -> dict[str, set[str]]:
    """Each distribution that a user may get, and for which extras; for "" alone where everybody does."""
    found: dict[str, set[str]] = defaultdict(set)
    for extra, needs in direct().items():
        seen: set[str] = set()
        for need in map(Requirement, needs):
            _gather(need, seen)
        for name in seen:
            found[name].add(extra)
    return {name: {""} if "" in extras else extras for name, extras in found.items()}


def _gather(need: Requirement, seen: set[str]) -> None:
    name = canonicalize_name(need.name)
    if name in seen:
        return
    seen.add(name)
    for line in found(name).requires or ():
        below = Requirement(line)
        if below.marker is None or any(below.marker.evaluate({"extra": one}) for one in ("", *need.extras)):
            _gather(below, seen)


def found(name: str) -> Distribution:
    """A distribution that is installed here; skips where it is not."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        missing("registry", f"{name} is not installed here")
        raise

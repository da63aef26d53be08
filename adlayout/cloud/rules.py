"""Which rules a page goes by: those named; else the nearest ``adlayout.toml`` of a folder, or the one at the root of a
bucket's site; else the preset ``default``.
"""

from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from adlayout.builder.model import Wanted
from adlayout.builder.versions import versions
from adlayout.cloud.folder import Folder
from adlayout.cloud.model import Gone
from adlayout.cloud.place import Place
from adlayout.rulefile import RULE_FILE, find_rules, load_rules


class Book:
    """The rules of a site, by the names of its pages. Close it when the last page is done."""

    def __init__(self, wanted: Wanted, source: Place) -> None:
        self._open = ExitStack()
        self._root = source.root if isinstance(source, Folder) else None
        self._fixed = wanted.rules or ("" if self._root else self._of_bucket(source))
        self._about = f"{versions()} {wanted.url} {wanted.encoding} {wanted.related is not None}"
        self._folders: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        for file in sorted(self._root.rglob(RULE_FILE)) if self._root and not self._fixed else ():
            self._key(str(file))  # a mistake in any rule file stops the build before anything is written
        if self._fixed:
            self._key(self._fixed)

    def of(self, name: str) -> tuple[str, str]:
        """The file or preset for a page, and the key that changes with whatever a page is made by."""
        rules = self._fixed or self._below(PurePosixPath(name).parent.as_posix())
        return rules, self._key(rules)

    def misplaced(self, name: str) -> bool:
        """Whether an object is a rule file that nobody reads: one below the root of a bucket's site."""
        path = PurePosixPath(name)
        return self._root is None and path.name == RULE_FILE and len(path.parts) > 1

    def close(self) -> None:
        """Removes what was fetched."""
        self._open.close()

    def _below(self, folder: str) -> str:
        if folder not in self._folders:
            found = find_rules(self._root / folder / RULE_FILE) if self._root else None
            self._folders[folder] = str(found or "default")
        return self._folders[folder]

    def _key(self, rules: str) -> str:
        if rules not in self._keys:
            said = f"{load_rules(rules).digest} {self._about}"
            self._keys[rules] = sha256(said.encode()).hexdigest()[:24]
        return self._keys[rules]

    def _of_bucket(self, source: Place) -> str:
        try:
            data = source.read(RULE_FILE).data
        except Gone:
            return "default"
        folder = Path(self._open.enter_context(TemporaryDirectory(prefix="adlayout-")))
        (folder / RULE_FILE).write_bytes(data)
        return str(folder / RULE_FILE)

"""What a long run has seen so far: kept in a folder, so that it can be stopped and taken up again."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self


@dataclass(slots=True)
class Tally:
    """``done``: pages judged, ``becomes``: how each ended, ``judged``: how many each judge has seen, ``broken``: what
    is wrong, and how often; ``seconds``: of the processor.
    """

    done: int = 0
    size: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    becomes: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """What a run in this folder had seen when it stopped; nothing if none did."""
        file = folder / "tally.json"
        if not file.is_file():
            return cls()
        known = json.loads(file.read_text("utf-8"))
        counters = {name: Counter(known.pop(name)) for name in ("becomes", "judged", "broken")}
        return cls(**known, **counters)

    def write(self, folder: Path) -> None:
        """Keeps it; the file appears whole or not at all."""
        new = folder / "tally.json.new"
        new.write_text(json.dumps({name: getattr(self, name) for name in self.__slots__}, indent=1), "utf-8")
        new.replace(folder / "tally.json")

    def __str__(self) -> str:
        passed = self.done - self.becomes["finished"]
        judges = ", ".join(f"{name} {count:,}" for name, count in self.judged.most_common())
        return (
            f"{self.done:,} mutated pages ({self.size / 1e6:,.0f} MB; {self.becomes['finished']:,} finished, "
            f"{passed:,} passed through) in {self.seconds:,.0f} s, the slowest {self.slowest:.1f} s; judged: {judges}; "
            f"{sum(self.broken.values())} broken {dict(self.broken) or ''}".rstrip()
        )

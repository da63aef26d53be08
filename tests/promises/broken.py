"""A judge of drawn cases is asked whether it sees a promise broken: it must complain of one of the first cases."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st

AS_DRAWN = settings(
    phases=[Phase.generate],
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def complaint(judge: Callable[[Any], None], cases: st.SearchStrategy[Any]) -> str:
    """What the judge says of the first case on which it finds the promise broken; an error if none of sixty is."""
    said: list[str] = []

    def complains(case: Any) -> bool:
        # Once it has, that is the answer: what is broken may look otherwise the next time.
        try:
            if not said:
                judge(case)
        except AssertionError as error:
            said.append(str(error))
        return bool(said)

    find(cases, complains, settings=AS_DRAWN)
    return said[0]

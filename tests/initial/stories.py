"""Invented articles, the same in each run: what a generator is given, and what has to be found again in its pages."""

import random
from dataclasses import dataclass

_NOUNS = {
    "de": "Fähre Brücke Hebamme Werkstatt Glocke Mühle Bäckerin Schleuse Laterne Bibliothek Wirtin Apfelernte".split(),  # noqa: SIM905
    "en": "ferry bridge midwife workshop bell mill baker lock lantern library landlady harvest".split(),  # noqa: SIM905
}
_SENTENCES = {
    "de": (
        "Am Morgen stand die {0} noch so da, wie man sie im Herbst verlassen hatte.",
        "Niemand im Ort weiß, wem die {0} heute gehört, und kaum jemand fragt danach.",
        "Zwischen {0} und {1} liegen vier Kilometer, die im Winter länger werden.",
        "Wer die {0} sucht, geht am besten zu Fuß und fragt unterwegs nach der {1}.",
        "Im Gemeinderat wurde lange gestritten, dann bekam die {0} doch ein neues Dach.",
        "Früher, sagt sie, habe die {0} allein für das ganze Tal gereicht.",
    ),
    "en": (
        "In the morning the {0} still stood as they had left it in the autumn.",
        "Nobody in the village knows who owns the {0} today, and hardly anyone asks.",
        "Between the {0} and the {1} lie four miles that grow longer in winter.",
        "Those who look for the {0} had better walk and ask for the {1} on the way.",
        "The council argued for a long time, and then the {0} got its new roof after all.",
        "In former times, she says, the {0} alone was enough for the whole valley.",
    ),
}
_TITLES = {"de": "Die {0} und die {1}", "en": "The {0} and the {1}"}
_HEADINGS = {"de": "Was von der {0} bleibt", "en": "What is left of the {0}"}


@dataclass(frozen=True, slots=True)
class Story:
    """An article: ``blocks`` are pairs of kind (``paragraph``, ``heading``, ``list``, ``quote``) and text."""

    number: int
    language: str
    title: str
    blocks: tuple[tuple[str, str], ...]

    @property
    def slug(self) -> str:
        return f"{self.language}-story-{self.number}"

    @property
    def date(self) -> str:
        return f"2024-{self.number % 12 + 1:02}-{self.number % 27 + 1:02}"

    @property
    def paragraphs(self) -> list[str]:
        return [text for kind, text in self.blocks if kind == "paragraph"]

    @property
    def markdown(self) -> str:
        marks = {"paragraph": "", "heading": "## ", "list": "- ", "quote": "> "}
        return "\n\n".join(marks[kind] + text.replace("\n", "\n- ") for kind, text in self.blocks) + "\n"


def stories(language: str, count: int) -> list[Story]:
    """``count`` articles of 6 to 14 paragraphs under subheadings, every third with a list and a quote."""
    return [_story(random.Random(f"{language} {number}"), language, number) for number in range(count)]


def _story(luck: random.Random, language: str, number: int) -> Story:
    blocks = [("paragraph", _paragraph(luck, language)) for _ in range(2)]
    for part in range(luck.randint(2, 4)):
        blocks.append(("heading", _HEADINGS[language].format(_one(luck, language))))
        blocks += [("paragraph", _paragraph(luck, language)) for _ in range(luck.randint(2, 3))]
        if number % 3 == 0 and part == 0:
            blocks.append(("list", "\n".join(_sentence(luck, language) for _ in range(3))))
            blocks.append(("paragraph", _paragraph(luck, language)))
            blocks.append(("quote", _sentence(luck, language)))
            blocks.append(("paragraph", _paragraph(luck, language)))
    title = _TITLES[language].format(*luck.sample(_NOUNS[language], 2))
    return Story(number, language, f"{title} ({number})", tuple(blocks))


def _paragraph(luck: random.Random, language: str) -> str:
    return " ".join(_sentence(luck, language) for _ in range(luck.randint(2, 5)))


def _sentence(luck: random.Random, language: str) -> str:
    return luck.choice(_SENTENCES[language]).format(*luck.sample(_NOUNS[language], 2))


def _one(luck: random.Random, language: str) -> str:
    return luck.choice(_NOUNS[language])

"""A class without a server: a short code that gives everybody the same questions in the same order."""

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guide.errors import UsageError
from guide.library.records import Question

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is mistaken for a digit."""
FIELDS = (("version", 15), ("topic", 6), ("count", 7), ("seed", 17), ("check", 5))
LENGTH = sum(bits for _, bits in FIELDS) // 5
MOST = 100
ALL = ""


@dataclass(frozen=True, slots=True)
class ClassCode:
    """What a code says: a short print of the content's version, the topic's number (0 for all), how many, and the seed."""

    version: int
    topic: int
    count: int
    seed: int

    def __str__(self) -> str:
        number = 0
        values = {
            "version": self.version,
            "topic": self.topic,
            "count": self.count,
            "seed": self.seed,
            "check": self._check,
        }
        for name, bits in FIELDS:
            number = number << bits | values[name]
        letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
        return f"{letters[:5]}-{letters[5:]}"

    @property
    def _check(self) -> int:
        return (
            hashlib.sha256(
                f"{self.version} {self.topic} {self.count} {self.seed}".encode()
            ).digest()[0]
            & 31
        )


def seed_17(word: str) -> int:
    """Return the seed that a word stands for."""
    return (
        int.from_bytes(hashlib.sha256(word.strip().casefold().encode()).digest()[:3], "big")
        & 0x1FFFF
    )


def print_of(content_version: str) -> int:
    """Return the short print of a content version that a code carries."""
    return int.from_bytes(hashlib.sha256(content_version.encode()).digest()[:2], "big") & 0x7FFF


def make_code(
    content_version: str, topics: Sequence[str], topic: str, count: int, seed: int
) -> ClassCode:
    """Make a code.

    Args:
        content_version: Version of the content.
        topics: Ids of the topics in the order of the catalogue.
        topic: One of them, or "" for all.
        count: How many questions, 1 to 100.
        seed: Any number; its last 17 bits are used.

    Raises:
        UsageError: There is no such topic, or the number of questions is out of range.
    """
    if topic and topic not in topics:
        raise UsageError(f"there is no topic '{topic}'", f"topics: {', '.join(topics)}")
    if not 1 <= count <= MOST:
        raise UsageError(f"{count} questions cannot be put in a session", f"1 to {MOST}")
    return ClassCode(
        print_of(content_version), topics.index(topic) + 1 if topic else 0, count, seed & 0x1FFFF
    )


def read_code(text: str) -> ClassCode:
    """Read a code as typed: without case, with or without its hyphen, O for 0, I and L for 1.

    Raises:
        UsageError: It is no code, or mistyped.
    """
    letters = text.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    if len(letters) != LENGTH or any(letter not in ALPHABET for letter in letters):
        raise UsageError(
            f"'{text}' is no session code",
            f"a code has {LENGTH} letters and digits, such as 4QK7D-01TZM",
        )
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    values: dict[str, int] = {}
    for name, bits in reversed(FIELDS):
        values[name] = number & (1 << bits) - 1
        number >>= bits
    code = ClassCode(values["version"], values["topic"], values["count"], values["seed"])
    if str(code) != f"{letters[:5]}-{letters[5:]}":
        raise UsageError(f"the session code '{text}' is mistyped", "compare it letter by letter")
    return code


def is_code(text: str) -> bool:
    """Tell whether a text is a session code, and not any other word."""
    try:
        read_code(text)
    except UsageError:
        return False
    return True


def fits(code: ClassCode, content_version: str) -> bool:
    """Tell whether a code was made with this content version."""
    return code.version == print_of(content_version)


def draw(
    code: ClassCode, topics: Sequence[str], questions: Mapping[str, Question]
) -> list[Question]:
    """Return the questions of a session in their order.

    Raises:
        UsageError: The code's topic is not in this content.
    """
    if code.topic > len(topics):
        raise UsageError(
            "the code names a topic that this content does not have",
            "use the version of the guide that made it",
        )
    topic = topics[code.topic - 1] if code.topic else ALL
    pool = [
        questions[name] for name in sorted(questions) if not topic or questions[name].topic == topic
    ]
    random.Random(code.seed).shuffle(pool)
    families: set[str] = set()
    fresh: list[Question] = []
    later: list[Question] = []
    for question in pool:
        family = question.twin_of or question.id
        (later if family in families else fresh).append(question)
        families.add(family)
    return [*fresh, *later][: code.count]

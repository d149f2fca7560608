"""A class session without a server: one short code gives everybody the same questions."""

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guide.errors import UsageError
from guide.library.records import Question
from guide.study.run import separate_twins

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, without the letters that are mistaken for digits."""
FIELDS = (("version", 15), ("topic", 6), ("count", 7), ("seed", 17), ("check", 5))
"""The parts of a code with their bits."""
LENGTH = sum(bits for _, bits in FIELDS) // 5
MOST = 100
LONGEST_SEED = 1000
"""Digits of a number that is a seed; more are a word."""


@dataclass(frozen=True, slots=True)
class ClassCode:
    """What a class code says.

    Attributes:
        version: Short fingerprint of the content's version.
        topic: Number of the topic, counted from 1; 0 for all topics.
        count: How many questions.
        seed: Seed of the questions and their presentation.
    """

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
        text = f"{self.version} {self.topic} {self.count} {self.seed}"
        return hashlib.sha256(text.encode()).digest()[0] & 31


def seed_17(word: str) -> int:
    """Return the 17-bit seed that a word stands for."""
    digest = hashlib.sha256(word.strip().casefold().encode()).digest()
    return int.from_bytes(digest[:3], "big") & 0x1FFFF


def read_seed(text: str) -> int:
    """Return the seed that a number or a word stands for."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_SEED else seed_17(text)


def short_fingerprint(content_version: str) -> int:
    """Return the short fingerprint of a content version that a code carries."""
    return int.from_bytes(hashlib.sha256(content_version.encode()).digest()[:2], "big") & 0x7FFF


def make_code(
    content_version: str, topics: Sequence[str], topic: str, count: int, seed: int
) -> ClassCode:
    """Make a class code.

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
        raise UsageError(f"a class session cannot have {count} questions", f"1 to {MOST}")
    number = topics.index(topic) + 1 if topic else 0
    return ClassCode(short_fingerprint(content_version), number, count, seed & 0x1FFFF)


def read_code(text: str) -> ClassCode:
    """Read a code as typed: in any case, with or without its hyphen, O for 0, I and L for 1.

    Raises:
        UsageError: It is not a class code, or it is mistyped.
    """
    letters = text.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    if len(letters) != LENGTH or any(letter not in ALPHABET for letter in letters):
        raise UsageError(
            f"'{text}' is not a class code",
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
        raise UsageError(f"the class code '{text}' is mistyped", "compare it letter by letter")
    return code


def fits(code: ClassCode, content_version: str) -> bool:
    """Tell whether a code was made with this content version."""
    return code.version == short_fingerprint(content_version)


def draw(
    code: ClassCode, topics: Sequence[str], questions: Mapping[str, Question]
) -> list[Question]:
    """Return the questions of a class session in their order.

    Raises:
        UsageError: The code's topic is not in this content.
    """
    if code.topic > len(topics):
        raise UsageError(
            "the code names a topic that this content does not have",
            "use the version of the guide that made it",
        )
    topic = topics[code.topic - 1] if code.topic else ""
    pool = [
        questions[name] for name in sorted(questions) if not topic or questions[name].topic == topic
    ]
    random.Random(code.seed).shuffle(pool)
    return separate_twins(pool)[: code.count]

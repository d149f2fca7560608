"""Every question that can be asked: the library's, the learner's own, and the glossary's cards."""

from collections.abc import Mapping
from functools import cached_property

from guide.library.cards import CARD, TOPIC
from guide.library.catalogue import Catalogue
from guide.library.records import Question

CARDS_TITLE = "Glossary cards"


class Bank:
    """The questions with their topics and objectives."""

    def __init__(
        self,
        catalogue: Catalogue,
        own: Mapping[str, Question] | None = None,
        own_topics: Mapping[str, str] | None = None,
    ) -> None:
        """Take the library's questions and the learner's own.

        Args:
            catalogue: The library.
            own: The learner's own questions by id.
            own_topics: Titles of their topics by id.
        """
        self._catalogue = catalogue
        self._own = dict(own or {})
        self._own_topics = dict(own_topics or {})

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions by id, without cards."""
        library = self._catalogue.questions
        own = {name: item for name, item in self._own.items() if name not in library}
        return {**library, **own}

    @cached_property
    def topics(self) -> dict[str, str]:
        """Titles of the topics by id, the glossary's cards last."""
        library = self._catalogue.topics
        own = {name: title for name, title in self._own_topics.items() if name not in library}
        return {**library, **own, TOPIC: CARDS_TITLE}

    def get(self, name: str) -> Question | None:
        """Return a question or card; None when the content no longer has it."""
        if name.startswith(CARD):
            return self._catalogue.cards.get(name)
        return self.questions.get(name)

    def of_topic(self, topic: str) -> list[Question]:
        """Return the questions of a topic; of "", all questions but no cards."""
        if topic == TOPIC:
            return list(self._catalogue.cards.values())
        return [question for question in self.questions.values() if topic in ("", question.topic)]

    def about(self, entry: str) -> list[Question]:
        """Return the questions that a page answers."""
        return [question for question in self.questions.values() if question.entry == entry]

    @cached_property
    def asked_about(self) -> frozenset[str]:
        """The pages that at least one question is about."""
        return frozenset(question.entry for question in self.questions.values())

    def known(self) -> set[str]:
        """Return every id that can be asked."""
        return self.questions.keys() | self._catalogue.cards.keys()

    @cached_property
    def by_topic(self) -> dict[str, list[str]]:
        """Ids by topic, without cards."""
        return {
            topic: [question.id for question in self.of_topic(topic)]
            for topic in self.topics
            if topic != TOPIC
        }

    @cached_property
    def by_objective(self) -> dict[str, list[str]]:
        """Ids by objective, in the order of the objectives."""
        found: dict[str, list[str]] = {name: [] for name in self._catalogue.objectives}
        for question in self.questions.values():
            if question.objective:
                found.setdefault(question.objective, []).append(question.id)
        return {name: ids for name, ids in found.items() if ids}

    def successors(self) -> dict[str, str]:
        """Return the new question by the id of the one that it replaces.

        What is still asked keeps its history, whatever another question says that it replaces.
        The library goes before the learner's own: those can be removed again.
        """
        return {
            question.replaces: question.id
            for question in reversed(self.questions.values())
            if question.replaces and question.replaces not in self.questions
        }

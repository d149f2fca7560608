"""The files of a built index beside the postings and the passages."""

KNOWLEDGE = "search.json"
VOCABULARY = "vocabulary.json"
NAMES = "names.json"
FACTS = "facts.json"

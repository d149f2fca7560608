"""Names of the files of the index beside the postings and the passages."""

KNOWLEDGE = "search.json"
VOCABULARY = "vocabulary.json"
NAMES = "names.json"
FACTS = "facts.json"
ENGLISH = "english.txt"

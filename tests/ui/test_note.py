"""The note on a source: its identifiers and the kind of study, told apart."""

from guide.layout.lines import plain_line
from guide.library.catalogue import Catalogue
from guide.ui.widgets.note import source_lines


def test_kind_of_study_is_separated(catalogue: Catalogue) -> None:
    """A registry number and the kind of study are two things."""
    reference = catalogue.references["spigel2022"]
    text = "\n".join(plain_line(line) for line in source_lines(reference, 1, 200))

    assert f"doi:{reference.doi}" in text
    assert f" · {reference.study}" in text

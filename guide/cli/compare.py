"""`abscopal compare`: entries side by side, as text, Markdown or JSON."""

from collections.abc import Sequence
from dataclasses import dataclass

from guide.cli.output import print_json, text_width, write_text
from guide.cli.pager import say_paged
from guide.errors import UsageError
from guide.exchange.comparison import comparison_fields, comparison_markdown
from guide.layout.comparison import plain_comparison
from guide.library.comparing import chosen, compare, matrix
from guide.opening import Guide


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """What is compared beside the entries that are named, and how it is printed.

    Attributes:
        every: The kind of which all entries are compared; None compares those that are named.
        differences: Whether rows in which all have the same are left out.
        markdown: Whether it is a table in Markdown.
        as_json: Whether it is for machines.
    """

    every: str | None = None
    differences: bool = False
    markdown: bool = False
    as_json: bool = False


def run(guide: Guide, names: Sequence[str], options: CompareOptions) -> int:
    """Print a comparison.

    Args:
        guide: The opened guide.
        names: What the entries are called, two to four.
        options: What else was asked for.

    Raises:
        NotFoundError: A name means no entry, or several.
        UsageError: The entries cannot be compared, or options exclude each other.
    """
    catalogue, every = guide.catalogue, options.every
    if every and names:
        raise UsageError("--all compares every one of them", "leave the names out")
    if options.markdown and options.as_json:
        raise UsageError("--markdown and --json exclude each other", "leave one out")
    found = compare(catalogue, matrix(catalogue, every) if every else chosen(catalogue, names))
    shown = found.differences() if options.differences else found
    if options.as_json:
        print_json(comparison_fields(shown, catalogue))
    elif options.markdown:
        write_text(comparison_markdown(shown, catalogue))
    else:
        say_paged(plain_comparison(shown, catalogue, text_width()))
    return 0

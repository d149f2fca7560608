"""What leaves the guide and what enters it: result files, reports, papers, decks, tables, own questions."""

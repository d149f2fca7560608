"""What leaves and enters the guide: results, reports, papers, decks, tables, own questions."""

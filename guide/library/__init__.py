"""The curated world, read-only: models, loading, checks, the compiled catalogue."""

"""The learner's own data: the only place that imports sqlite3."""

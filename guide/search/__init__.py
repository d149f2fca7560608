"""Finding: the only place that imports whoosh."""

"""Search: the only package that imports whoosh."""

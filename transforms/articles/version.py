"""Which reading of pages made a version; ``reprocess`` reads older ones again."""

EXTRACTOR_VERSION = "articles-3"
"""Changes with every change in what is read from the same bytes."""

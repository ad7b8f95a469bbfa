"""Which reading of pages made a version; ``reprocess`` reads older ones again."""

EXTRACTOR_VERSION = "articles-2"
"""Changes with every change in what is read from the same bytes."""

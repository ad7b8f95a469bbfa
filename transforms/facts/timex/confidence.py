"""How often each class of pattern is right."""

from collections import defaultdict

CONFIDENCE = defaultdict(lambda: 0.8)

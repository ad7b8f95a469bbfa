"""Ids that stay the same for ever: BLAKE2b-128 of a natural key, as a UUID.

ACLED withdrew an id column because its values changed between releases; an id
here depends on the thing it names and on nothing else.
"""

from hashlib import blake2b
from uuid import UUID


def identify(noun: str, *natural_key: object) -> UUID:
    """The id of one thing.

    ``noun`` keeps equal keys of different tables apart, and the separator is one
    that no URL, slug or number contains.

    >>> str(identify("article", "https://example.org/a"))
    '4127aaee-0cef-70bc-ba53-ca97c289e021'
    """
    joined = "\x1f".join([noun, *(str(part) for part in natural_key)])
    return digest(joined.encode("utf-8", "surrogatepass"))


def digest(content: bytes) -> UUID:
    """BLAKE2b-128 of ``content``; 16 bytes in DuckDB where text would take 32."""
    return UUID(bytes=blake2b(content, digest_size=16).digest())

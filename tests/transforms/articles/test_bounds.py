"""The largest page that is read at all is read within bounded memory."""

import subprocess
import sys

import pytest

from transforms.articles.trees import CHARACTERS_MAX

READ = """
import resource, sys
from datetime import UTC, datetime
from uuid import UUID
from transforms import articles
from transforms.records import Capture, Source

sentence = "The river rose by two metres on Monday, said the harbour master. "

def capture(body):
    at, url = datetime(2024, 3, 21, tzinfo=UTC), "https://news.example.org/flood"
    return Capture(capture_id=UUID(int=1), source_id="a", kind="page", url=url,
        final_url=url, fetched_at=at, status=200, content_type="text/html",
        payload_digest=UUID(int=2), payload_bytes=len(body), file="", file_offset=0,
        file_length=0)

def read(sentences):
    body = ("<h1>Flood</h1><p>" + sentence * sentences).encode()
    source = Source(id="a", name="A", homepage=None, country=None, language=None,
        timezone="UTC", listings=())
    return len(articles.read(body, capture(body), source).blocks[0].text)

def peak():
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit

read(9)
before = peak()
print(read(int(sys.argv[1]) // len(sentence)), peak() - before)
"""
BYTES_A_CHARACTER_MAX = 25
"""Measured: 17 for one paragraph, 15 for many; the page itself is one."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no peak so")
def test_memory_grows_with_the_page_alone_up_to_the_largest() -> None:
    characters = CHARACTERS_MAX - 1_000
    command = [sys.executable, "-c", READ, str(characters)]
    out = subprocess.run(command, capture_output=True, text=True, check=True)
    told, grown = map(int, out.stdout.split())
    assert told > 0.99 * characters
    assert grown < BYTES_A_CHARACTER_MAX * characters

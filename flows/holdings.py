"""Which archived answers a source's requests may be conditional on.

One page is often reached by two addresses: a feed's short links redirect to what the
sitemap names, two feeds are one file. Before each hop of a fetch its URL arrives and
the answer that the archive has of it leaves, whichever address it was asked for by.
"""

from dataclasses import dataclass

from flows.context import RunContext
from flows.fetching.responses import Response
from flows.fetching.session import Validators
from transforms.freshness import Known
from transforms.records import Capture, CaptureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An archived answer, and what asks whether it still holds."""

    capture: Capture
    validators: Validators


class Holdings:
    """Good answers by the URL that gave them; for the one thread of a source.

    Those to listings and to pages are kept apart: what was archived as a listing was
    never read as an article.
    """

    def __init__(self, context: RunContext) -> None:
        self._context = context
        self._held: dict[tuple[CaptureKind, str], Held | None] = {}

    def keep(self, capture: Capture, response: Response) -> None:
        """Takes in an answer of this run; it replaces an older one of its URL."""
        if response.status == 200:
            etag, modified = response.header("etag"), response.header("last-modified")
            held = _held(capture, etag, modified)
            self._held[capture.kind, response.final_url] = held

    def find(self, kind: CaptureKind, url: str) -> Held | None:
        """What was kept or looked up of ``url`` in this run."""
        return self._held.get((kind, url))

    def look_up(self, kind: CaptureKind, url: str) -> Held | None:
        """The same, or else what earlier runs have of ``url``: asks the warehouse."""
        if (kind, url) not in self._held:
            known = self._context.memory.known([url]).get(url)
            self._held[kind, url] = self._remembered(kind, url, known)
        return self._held[kind, url]

    def _remembered(
        self, kind: CaptureKind, url: str, known: Known | None
    ) -> Held | None:
        # Another spelling is the same address to the warehouse, but not to the host.
        if known is None or known.validated_url != url:
            return None
        archived = self._context.archived(known)
        if archived is None or archived[0].kind != kind:
            return None
        return _held(archived[0], known.etag, known.last_modified)


def _held(capture: Capture, etag: str | None, last_modified: str | None) -> Held | None:
    if not etag and not last_modified:
        return None
    validators = Validators(etag=etag, last_modified=last_modified)
    return Held(capture=capture, validators=validators)

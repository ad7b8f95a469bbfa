"""What one fetch may cost. Arrives from the settings, is read by the transport.

Nothing that a server sends can take more than this: not the name server, the
handshake, the headers, the body on the wire or the body inflated.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps on one fetch, its redirects and retries included where it says so."""

    connect_seconds: float = 10.0
    """Name look-up, and again all connection attempts with the TLS handshake."""
    stall_seconds: float = 15.0
    """Without ``stall_bytes`` from the server."""
    stall_bytes: int = 1500
    """A hundred bytes a second: what comes slower is no page within the total, and a
    server that drips would cost all of it."""
    total_seconds: float = 50.0
    """On the network, all redirects and retries together; waiting for one's turn
    is not counted. Below a minute, because a server notices the end of a slow
    exchange only when it writes again."""
    wire_bytes: int = 20 << 20
    """One response as received: headers, chunk framing and coded body."""
    inflated_bytes: int = 50 << 20
    """One body after each content coding is removed."""
    header_bytes: int = 64 << 10
    """Status lines and headers of one response, interim responses included."""
    redirects: int = 10
    """RFC 9110 section 15.4 leaves the number open; robots.txt needs five."""
    silences: int = 3
    """Fetches in a row without a single byte, or twice as many that came too slowly;
    then a host is given up."""

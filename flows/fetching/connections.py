"""Guarded connections for requests. Arrive in an exchange, leave vetted sockets.

The guard sits where urllib3 makes a socket: whatever led to a connection, it goes to
an address that was vetted a moment before, and to that address rather than to the
name again.
"""

import socket
import time
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from flows.fetching.wire import EXCHANGE, Exchange, MeteredResponse
from transforms.errors import FetchError


class GuardedAdapter(HTTPAdapter):
    """requests' adapter over guarded pools."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {
            "http": _GuardedPool,
            "https": _GuardedSecurePool,
        }


class _GuardedConnection(HTTPConnection):
    """Connects to vetted addresses only, within what the exchange has left."""

    response_class = MeteredResponse

    def _new_conn(self) -> socket.socket:
        exchange = EXCHANGE.get()
        exchange.has_connected = True
        seconds = exchange.patience(exchange.limits.connect_seconds)
        port = self.port or self.default_port
        # _dns_host keeps the trailing dot, which matters to the resolver.
        found = exchange.guard.resolve(self._dns_host, port, seconds)
        connected = _connected(found, exchange, self.socket_options or ())
        # What follows under this timeout is the TLS handshake and the request.
        connected.settimeout(exchange.patience(exchange.limits.connect_seconds))
        return connected


class _GuardedSecureConnection(_GuardedConnection, HTTPSConnection):
    """The same under TLS; name indication and verification keep the host's name."""


def _connected(
    found: list[tuple[int, Any]], exchange: Exchange, options: Any
) -> socket.socket:
    """A connection to the first address that takes one.

    Each attempt gets its share of the time, or a dead IPv6 route would use up all of
    it and the working IPv4 address would never be tried.
    """
    until = time.monotonic() + exchange.patience(exchange.limits.connect_seconds)
    failure: OSError | None = None
    for attempts_left, (family, address) in zip(
        range(len(found), 0, -1), found, strict=True
    ):
        attempt = socket.socket(family, socket.SOCK_STREAM)
        try:
            for option in options:
                attempt.setsockopt(*option)
            share = (until - time.monotonic()) / attempts_left
            attempt.settimeout(exchange.patience(max(share, 0.0)))
            attempt.connect(address)
            return attempt
        except OSError as error:
            attempt.close()
            failure = error
        except FetchError:
            attempt.close()
            raise
    if isinstance(failure, TimeoutError):
        raise FetchError("timed-out", "no connection in time") from failure
    raise FetchError("unreachable", f"no connection: {failure}") from failure


class _GuardedPool(HTTPConnectionPool):
    ConnectionCls = _GuardedConnection


class _GuardedSecurePool(HTTPSConnectionPool):
    ConnectionCls = _GuardedSecureConnection

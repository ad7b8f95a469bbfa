"""Tells another program something: one POST of JSON, under the rules of every fetch."""

import json
from collections.abc import Mapping

from flows.fetching.guard import AddressGuard
from flows.fetching.limits import Limits
from flows.fetching.transport import Transport
from transforms.errors import FetchError

_SECONDS = 20.0


def post_json(
    url: str, payload: Mapping[str, object], *, guard: AddressGuard, user_agent: str
) -> None:
    """Returns once the host has answered with a status of 200 to 299.

    Raises:
        FetchError: it has not, or its address is refused; nothing is tried twice.
    """
    transport = Transport(guard, Limits())
    headers = {"User-Agent": user_agent, "Content-Type": "application/json"}
    body = json.dumps(payload, default=str).encode()
    try:
        exchange = transport.exchange(_SECONDS)
        answer = transport.post(url, headers, body, exchange)
    finally:
        transport.close()
    if not 200 <= answer.status <= 299:
        raise FetchError(f"http-{answer.status}", f"{url} answered {answer.status}")

"""How other facts name an event: by where its trigger stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSpan:
    """Where the trigger of an event stands: by it other facts name the event.

    No two events share a trigger, so the table's ``event_id`` follows from it.
    """

    start_char: int
    end_char: int

"""Whether work grows as the length of its text does, also on a busy machine."""

import gc
from collections.abc import Callable
from math import log
from time import process_time

ROUNDS = 8
ORDER_MAX = 1.6
"""Between 1, so much for each character, and 2, each character with all others."""
SECONDS_MIN = 0.001
"""Below this a clock's own noise would be measured."""


def order_of_growth(work: Callable[[str], object], unit: str, short: int) -> float:
    """The power of the length with which the CPU seconds of ``work`` grow.

    ``unit`` is repeated to ``short`` characters and to eight times as many. Noise only
    adds to a time: the least of each are compared, and rounds go on until they tell a
    line, which a square never does. The collector rests meanwhile, since a full
    collection costs what all earlier tests left in memory, not what the text is worth.
    """
    texts = [filled(unit, size) for size in (short, 8 * short)]
    least = [float("inf")] * 2
    order = float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(ROUNDS):
            for at, text in enumerate(texts):
                least[at] = min(least[at], _seconds(work, text))
            order = log(max(least[1], SECONDS_MIN) / max(least[0], SECONDS_MIN), 8)
            if order <= ORDER_MAX:
                break
    finally:
        gc.enable()
    return order


def filled(unit: str, size: int) -> str:
    """``unit`` over and over, up to ``size`` characters."""
    return (unit * (size // len(unit) + 1))[:size]


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = process_time()
    work(text)
    return process_time() - begun

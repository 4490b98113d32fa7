"""How far something long has come, said now and then, with when it will be done."""

import time
from collections.abc import Callable
from math import ceil

EVERY = 10  # Seconds: what takes less says nothing.


class Progress:
    """Says in lines how much of a total is done."""

    def __init__(self, say: Callable[[str], object], what: str, total: int) -> None:
        self.say, self.what, self.total = say, what, total
        self.done = 0
        self.began = self.said = time.monotonic()

    def add(self, number: int) -> None:
        self.done += number
        now = time.monotonic()
        if now - self.said < EVERY or not self.done:
            return
        self.said = now
        left = (now - self.began) * max(0, self.total - self.done) / self.done
        about = f"{ceil(left / 60)} min" if left > 60 else f"{ceil(left)} s"
        self.say(f"{self.what}: {self.done:,} of {self.total:,}, about {about} left …")

"""How far a long run has got, for whoever waits for it."""

import time
from typing import TextIO

# In seconds, between two lines.
PAUSE = 5


class Progress:
    """Says on `out` how many of `total` are done and how long the rest takes about."""

    def __init__(self, out: TextIO, total: int) -> None:
        self.out, self.total, self.done = out, total, 0
        self.begun = self.told = time.monotonic()

    def one_more(self) -> None:
        self.done += 1
        now = time.monotonic()
        if now - self.told < PAUSE:
            return
        self.told = now
        left = (now - self.begun) / self.done * (self.total - self.done)
        minutes, seconds = divmod(round(left), 60)
        wait = f"{minutes} min" if minutes else f"{seconds} s"
        self.out.write(f"{self.done} of {self.total}, about {wait} left\n")
        self.out.flush()

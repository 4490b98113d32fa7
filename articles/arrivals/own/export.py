"""An export of a newsroom of this kind: what a first reading of the file finds, all but pieces."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from articles.arrivals.own.lines import lines, site_of
from articles.arrivals.own.pieces import OwnPiece, piece_of, wrong
from articles.arrivals.own.shape import Misshapen
from articles.arrivals.own.shapes import AROUND
from articles.departures.leaving import GRANTS, MEDIA


@dataclass
class Export:
    """`around` has what sections, issues, series, tags and authors are, by type and slug."""

    path: Path
    around: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    total: int = 0
    left_out: Counter = field(default_factory=Counter)

    def __post_init__(self):
        self.address = site_of(self.path)
        self.media = self.path.parent / MEDIA
        self.grants = self.path.parent / GRANTS
        self.around = {type: {} for type in AROUND}
        self.wrong: list[OwnPiece] = []
        for line in lines(self.path):
            if line.type == "piece" or line.wrong:
                self.total += 1
            elif line.type in AROUND:
                self._keep(line)
            else:
                self.left_out[line.type] += 1

    def pieces(self) -> Iterator[OwnPiece]:
        """Yield each piece, and before them what cannot be read of what stands around them."""
        yield from self.wrong
        names = {slug: one["name"] for slug, one in self.around["author"].items()}
        for line in lines(self.path):
            if line.wrong:
                yield wrong(line, line.wrong)
            elif line.type == "piece":
                yield piece_of(line, names)

    def _keep(self, line):
        try:
            told = AROUND[line.type](line.said)
            if told["slug"] in self.around[line.type]:
                raise Misshapen(_("Another line has this address."))
        except Misshapen as problem:
            self.wrong.append(wrong(line, str(problem), line.said.get("name")))
            self.total += 1
            return
        self.around[line.type][told["slug"]] = told

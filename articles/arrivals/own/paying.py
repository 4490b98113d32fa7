"""Taking in `grants.jsonl`: funders, grants and what the site says, each line whole or not at all.

What is here already, under the same name, is left as it is. Wordings come in as drafts, word for
word, and are approved as at the desk by whoever takes them in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from articles.arrivals.intake import CONTRADICTED, sentences
from articles.arrivals.own.around import Around
from articles.arrivals.own.lines import Line, lines
from articles.arrivals.own.media import Media
from articles.arrivals.own.payers import grant_of
from articles.arrivals.own.paying_shapes import PAYERS
from articles.arrivals.own.shape import Misshapen
from articles.models import Coverage, Waiver
from funding.approval import ApprovalRefused, approve, retire
from funding.changes import changing
from funding.models import (
    Funder,
    FunderAlias,
    FunderLogo,
    Grant,
    GrantParty,
    Statement,
    Wording,
)
from newsroom.audit import changes

Row = dict[str, Any]
BELOW = {"statements", "coverage", "waivers", "parties", "logos", "aliases"}


@dataclass
class Paying:
    """Who pays, as one file tells it, taken in by somebody who may approve wordings."""

    by: User
    around: Around
    media: Media

    def take(self, path: Path) -> Iterator[tuple[Line, str]]:
        """Take in each line; yields those that could not be taken, each with the reason."""
        for line in lines(path):
            words = line.wrong
            try:
                if line.type in PAYERS:
                    self._take(line.type, PAYERS[line.type](line.said))
            except (ValidationError, Misshapen, ApprovalRefused, *CONTRADICTED) as problem:
                words = " ".join(sentences(problem))
            if words:
                yield line, words

    def _take(self, type, told):
        with changing(by=self.by):
            {"funder": self._funder, "grant": self._grant, "site": self._site}[type](told)

    def _funder(self, told):
        if Funder.objects.named(told["name"]).exists():
            return
        funder = self._made(Funder(**_columns(told, "consent")), consent=told["consent"])
        for name in told["aliases"]:
            self._made(FunderAlias(funder=funder, name=name))
        for one in told["logos"]:
            self._made(FunderLogo(funder=funder, **_columns(one, "file")), file=one["file"])
        for one in told["statements"]:
            self._statement(one, funder=funder)

    def _grant(self, told):
        if grant_of(told):
            return
        grant = self._made(Grant(**_columns(told, "agreement")), agreement=told["agreement"])
        for position, one in enumerate(told["parties"]):
            funder = Funder.objects.filter(slug=one["funder"]).first()
            if funder is None:
                words = _("The file names “%(slug)s” (%(type)s) and does not say what that is.")
                raise ValidationError(words % {"slug": one["funder"], "type": "funder"})
            said = {"role": one["role"], "share": one["share"], "position": position}
            self._made(GrantParty(grant=grant, funder=funder, **said))
        for one in told["statements"]:
            self._statement(one, grant=grant)
        self._cover(told["coverage"], grant=grant)
        for one in told["waivers"]:
            self._waive(grant, one)

    def _waive(self, grant, told):
        said = _columns(told, "grant", "evidence")
        row = Waiver(grant=grant, decided_by=self.by, **said)
        self._made(row, evidence=told["evidence"])

    def _site(self, told):
        seen: dict[tuple[str, str], int] = {}
        for one in told["statements"]:
            alike = one["kind"], one["label"]
            seen[alike] = seen.get(alike, 0) + 1
            here = Statement.objects.filter(
                grant=None, funder=None, kind=one["kind"], label=one["label"]
            )
            if here.count() < seen[alike]:
                self._statement(one)

    def _statement(self, told, **owner):
        evidence = told["fallback_evidence"]
        row = Statement(**owner, **_columns(told, "wordings", "fallback_evidence"))
        statement = self._made(row, fallback_evidence=evidence)
        for one in told["wordings"]:
            self._wording(statement, one)
        self._cover(told["coverage"], statement=statement)

    def _wording(self, statement, told):
        row = Wording(statement=statement, **_columns(told, "status", "evidence"))
        wording = self._made(row, evidence=told["evidence"])
        if told["status"] != Wording.Status.DRAFT:
            approve(wording, by=self.by, note=wording.note)
        if told["status"] == Wording.Status.RETIRED:
            retire(wording, by=self.by, note=_("It was retired where it came from."))

    def _cover(self, rows, **about):
        for one in rows:
            ways = {"tag": self.around.tag, "section": self.around.section}
            ways["author"] = self.around.author
            rows_named = {name: way(one[name]) for name, way in ways.items() if one[name]}
            self._made(Coverage(**about, created_by=self.by, **{**one, **rows_named}))

    def _made(self, row: Model, **files: str) -> Any:
        """Save a row with its files, at its address if nothing else is there."""
        for column, name in files.items():
            if name:
                self.media.save(row, column, name)
                break
        else:
            row.full_clean(exclude=["number"])
            row.save()
        if not isinstance(row, Wording):
            changes.added(self.by, row)
        return row


def _columns(told: Row, *without: str) -> Row:
    return {name: said for name, said in told.items() if name not in {*BELOW, *without}}

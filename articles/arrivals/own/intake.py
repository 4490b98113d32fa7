"""Taking in an export of ours: as readers see each piece there, and then as editors have it."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.arrivals.incoming import State
from articles.arrivals.intake import CONTRADICTED, Intake, sentences
from articles.arrivals.outcome import Outcome, What
from articles.arrivals.own.around import Around
from articles.arrivals.own.export import Export
from articles.arrivals.own.media import Media
from articles.arrivals.own.paying import Paying
from articles.arrivals.own.pieces import OwnPiece, wrong
from articles.arrivals.own.writing import OwnWriting
from articles.disclosure.resolve import resolve
from articles.former.models import Arrival, FormerSite
from articles.models import Article
from articles.models.choices import Funding, Stage
from articles.models.printed import read_printed
from articles.publishing.edits import editing
from articles.publishing.freeze import freeze
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed, MoveRefused
from funding.changes import changing
from newsroom.kit import clock


class OwnIntake(Intake):
    """One run over an export of a newsroom of this kind."""

    def __init__(
        self, export: Export, site: FormerSite, by: User, *, grants_by: User | None, is_dry: bool
    ) -> None:
        self.export, self.site, self.by, self.is_dry = export, site, by, is_dry
        self.grants_by = grants_by
        self.taken = set()
        self.pictures = Media(site, by, export.media, is_dry)
        self.people = Around(site, by, self.pictures, export.around)

    def prepare(self) -> Iterator[Outcome]:
        """Take in sections, tags and authors, also those of no piece, and who pays: in the order
        of the files.
        """
        for type, slug, take_in in self.people.everything():
            words = ""
            try:
                with changing(by=self.by):
                    take_in(slug)
                    if self.is_dry:
                        transaction.set_rollback(True)
            except (ValidationError, *CONTRADICTED) as problem:
                words = " ".join(sentences(problem))
            if words:
                yield _refused(self.export.path.name, f"{type} {slug}", words)
        if self.grants_by and not self.is_dry:
            paying = Paying(self.grants_by, self.people, self.pictures)
            for line, words in paying.take(self.export.grants):
                title = line.said.get("title") or line.said.get("name")
                yield Outcome(What.REFUSED, wrong(line, words, title), remarks=(words,))

    def _take(self, piece):
        pieces = Arrival.objects.filter(site=self.site, kind=Arrival.Kind.PIECE)
        if not pieces.filter(key=piece.key).exists() and (words := self._is_taken(piece)):
            return Outcome(What.CONFLICT, piece, piece.told["path"] or "", (words,))
        return super()._take(piece)

    def _is_taken(self, piece):
        """Why a piece that has not come in yet cannot."""
        path = piece.told["path"]
        if path and Article.objects.filter(path=path).exists():
            return _("Another piece has this address here: this one was left out.")
        made = Article.objects.filter(created_at=piece.made).exclude(arrivals__site=self.site)
        return _("This piece was made here: it was left out.") if made.exists() else ""

    def _written(self, piece):
        may_waive = self.by.has_perm("articles.add_waiver")
        waives = self.grants_by or (self.by if may_waive else None)
        return OwnWriting(piece, self.people, self.pictures, waives)

    def _move(self, piece, article, written):
        try:
            with transaction.atomic():
                if piece.state == State.LIVE:
                    self._publish(piece, article, written)
                self._go_on(piece, article, written)
        except MoveRefused as problem:
            words = _("It is a draft here, for it could not be published: %s")
            return (words % problem,)
        finally:
            article.refresh_from_db()
        return ()

    def _publish(self, piece, article, written):
        """Let readers see what they see there, unless they do."""
        until = piece.told["live"]["until"]
        if article.stage in (Stage.REVIEW, Stage.READY):
            perform("return", article, by=self.by, note=_("A newer export came in."))
        if not self._is_paid_for_as_there(piece, article):
            self._declare(article, written.undeclared(article))
        try:
            self._bring_in_here(piece, article, until)
        except GateClosed:
            if article.funding != Funding.NONE:
                raise
            # Nothing says so here in its language, or something here pays for it.
            self._declare(article, written.undeclared(article))
            self._bring_in_here(piece, article, until)
        written.remarks += _what_reads_otherwise(piece, article)

    def _bring_in_here(self, piece, article, until):
        if article.first_published_at and _is_shown(article, until):
            return
        told = {"by": self.by, "until": until}
        if article.first_published_at:
            told["note"] = _("A newer export came in.")
        else:
            told["first_published"] = piece.first
        perform("bring in", article, **told)

    def _is_paid_for_as_there(self, piece, article):
        """Whether all that paid for a funded piece there covers it here."""
        if article.funding != Funding.FUNDED:
            return True
        covering = {(one.grant.slug, one.grant.title) for one in resolve(article).grants}
        paid = {(one["slug"], one["title"]) for one in piece.told["live"]["grants"]}
        return bool(covering) and paid <= covering

    def _declare(self, article, funding):
        with editing(article, by=self.by) as stored:
            stored.funding = funding
            stored.save()

    def _go_on(self, piece, article, written):
        """Bring the working copy as far as it is there."""
        stage = piece.told["stage"]
        notes = any(not one["is_printed"] for one in piece.told["corrections"])
        if piece.state == State.LIVE:
            if stage != Stage.PUBLISHED and article.stage == Stage.PUBLISHED:
                perform("reopen", article, by=self.by)
            if written.reads_otherwise or notes:
                with editing(article, by=self.by) as stored:
                    written.write_last(stored)
                    stored.save()
                    written.write_last_rows(stored)
        if stage in (Stage.REVIEW, Stage.READY) and article.stage == Stage.DRAFT:
            perform("submit", article, by=self.by, is_on_the_way=True)
        if stage == Stage.READY and article.stage == Stage.REVIEW:
            self._approve(article, written)

    def _approve(self, article, written):
        try:
            perform("approve", article, by=self.by, is_on_the_way=True)
        except MoveRefused as problem:
            words = _("It was approved there, and is in review here: %s")
            written.remarks.append(words % problem)


def _refused(place, title, words):
    piece = OwnPiece("", place, title, "", State.DRAFT)
    return Outcome(What.REFUSED, piece, remarks=(words,))


def _is_shown(article, until):
    """Whether readers see a piece as it stands, for as long."""
    now = clock.now()
    fresh = freeze(article, live_from=now, now=now).content_digest()
    return any(
        whole.content_digest() == fresh and whole.version.planned_until == until
        for whole in read_printed(article.versions.shown(now))
    )


def _what_reads_otherwise(piece, article):
    """What stood at another address there, or was printed there with it and is not here."""
    told = piece.told
    if article.path != told["path"]:
        yield _("Its address was %s: that leads here.") % told["path"]
    printed = {
        notice.text
        for whole in read_printed(article.versions.shown(clock.now()))
        for notice in whole.notices
    }
    for one in told["live"]["disclosures"]:
        if one["text"] not in printed:
            yield _("There it said, and here it does not: “%s”") % one["text"]

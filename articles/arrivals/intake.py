"""Taking in what an export tells, piece by piece: each whole, or nothing of it.

A piece that readers saw is brought in as published by the move of that name; everything else
becomes a draft. What is here already and was told the same is left alone, and so is what somebody
has edited here since.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.arrivals.filing import Filing
from articles.arrivals.incoming import IncomingPiece, State, Term
from articles.arrivals.outcome import Outcome, What
from articles.arrivals.people import People
from articles.arrivals.pictures import Pictures
from articles.arrivals.printable import printable
from articles.arrivals.writing import Written
from articles.debt.finding import look
from articles.former.models import Arrival, FormerSite
from articles.imports.refusal import ManuscriptRefused
from articles.models import Article, Guess
from articles.models.choices import Kind, Stage
from articles.publishing.edits import count_edits, editing
from articles.publishing.freeze import text_digest
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from funding.changes import changing
from newsroom.audit import changes, ledger
from newsroom.kit.locking import held

# What no check of ours sees, and the database refuses.
CONTRADICTED = (IntegrityError, DataError)
# The field of a guess that says why a piece is a draft here.
REFUSAL = "stage"
REFUSED = (ValidationError, ManuscriptRefused, MoveRefused, *CONTRADICTED)


@dataclass
class Intake:
    """One run. With `is_dry` everything is tried and nothing is kept. `unsigned` is the name of
    whoever signs the pieces that name nobody.
    """

    site: FormerSite
    by: User
    filing: Filing
    pictures: Pictures
    is_dry: bool = False
    unsigned: str = ""

    def __post_init__(self):
        self.people = People(self.site, self.by, self.unsigned)
        self.taken: set[str] = set()

    def prepare(self) -> Iterator[Outcome]:
        """Take in what stands before the pieces; yields what could not be taken."""
        return iter(())

    def take(self, piece: IncomingPiece) -> Outcome:
        """Take in a piece; whatever happens, it is one of the outcomes."""
        self.people.remarks = []
        piece = printable(piece)
        if piece.wrong:
            return Outcome(What.REFUSED, piece, remarks=(piece.wrong,))
        if piece.key in self.taken:
            words = _("Another one in this export has the same key, and came first.")
            return Outcome(What.REFUSED, piece, remarks=(words,))
        try:
            with changing(by=self.by):
                outcome = self._take(piece)
                if self.is_dry:
                    transaction.set_rollback(True)
        except REFUSED as problem:
            return Outcome(What.REFUSED, piece, remarks=sentences(problem))
        self.taken.add(piece.key)
        return outcome

    def lead_on(self, term: Term, path: str) -> tuple[str, ...]:
        """Let the page that a category or tag had lead to what it is here; what refuses that, in
        sentences.
        """
        try:
            with changing(by=self.by):
                self.filing.lead_on(term, path)
        except REFUSED as problem:
            return sentences(problem)
        return ()

    def _take(self, piece):
        known = Arrival.objects.filter(
            site=self.site, kind=Arrival.Kind.PIECE, key=piece.key
        ).first()
        if known and known.article_id is None:
            return Outcome(What.DELETED, piece)
        written = self._written(piece)
        if known is None:
            return self._new(piece, written)
        article = held(Article.objects.all()).get(pk=known.article_id)
        if known.digest == written.digest:
            if known.was_refused and article.edit == known.edit:
                return self._once_more(piece, written, article, known)
            return Outcome(What.SAME, piece, article.path or "", _left(piece, article, known))
        if article.edit != known.edit:
            words = _("Somebody has edited it here since: what the export says now was left out.")
            return Outcome(What.CONFLICT, piece, article.path or "", (words,))
        if article.path and piece.is_page != (article.kind == Kind.PAGE):
            return Outcome(What.CONFLICT, piece, article.path, (_stays_what_it_is(article),))
        return self._again(piece, written, article, known)

    def _written(self, piece):
        return Written(piece, people=self.people, filing=self.filing, pictures=self.pictures)

    def _new(self, piece, written):
        article = Article(created_by=self.by)
        written.write(article)
        article.translation_of = self._original(piece, article.language)
        article.save()
        written.write_rows(article, new=True)
        article.writers.add(self.by)
        count_edits([article.pk], by=self.by)
        arrival = Arrival(
            site=self.site, kind=Arrival.Kind.PIECE, key=piece.key, path=piece.path, article=article
        )
        return self._settle(What.NEW, piece, written, article, arrival)

    def _original(self, piece, language):
        """The piece that came first of those that are the same in other languages."""
        tied = Arrival.objects.filter(
            site=self.site,
            kind=Arrival.Kind.PIECE,
            key__in=set(piece.translations) - {piece.key},
            article__translation_of=None,
            article__isnull=False,
        )
        original = tied.order_by("pk").select_related("article").first()
        if original is None or original.article.language == language:
            return None
        taken = original.article.translations.filter(language=language).exists()
        return None if taken else original.article

    def _once_more(self, piece, written, article, arrival):
        """Try again the move that was refused."""
        if refused := self._move(piece, article, written):
            return Outcome(What.SAME, piece, article.path or "", refused)
        _forget_refusal(article)
        arrival.edit, arrival.was_refused = article.edit, False
        arrival.save()
        return Outcome(What.UPDATED, piece, article.path or "")

    def _again(self, piece, written, article, arrival):
        _forget_refusal(article)
        with editing(article, by=self.by) as stored:
            written.write(stored)
            stored.save()
            written.write_rows(stored, new=False)
        return self._settle(What.UPDATED, piece, written, article, arrival)

    def _settle(self, what, piece, written, article, arrival):
        changes.added(self.by, *written.new)
        told = {"site": str(self.site), "key": piece.key, "path": piece.path}
        ledger.record(self.by, "import", article, **told)
        article.refresh_from_db()
        refused = self._move(piece, article, written)
        remarks = (*piece.remarks, *written.remarks, *self.people.remarks)
        _guess(article, "body", remarks)
        _guess(article, REFUSAL, refused)
        arrival.edit, arrival.path = article.edit, piece.path
        arrival.digest, arrival.was_refused = written.digest, bool(refused)
        arrival.refuse_too_long()
        arrival.save()
        look(article)
        return Outcome(what, piece, article.path or "", (*remarks, *refused))

    def _move(self, piece, article, written):
        """Bring it as far as it had got there; what refuses that, in sentences."""
        try:
            with transaction.atomic():
                if piece.state == State.LIVE:
                    self._bring_in(piece, article)
                elif piece.state == State.REVIEW and article.stage == Stage.DRAFT:
                    perform("submit", article, by=self.by, is_on_the_way=True)
        except MoveRefused as problem:
            words = _("It is a draft here, for it could not be published: %s")
            return (words % problem,)
        return ()

    def _bring_in(self, piece, article):
        if article.stage == Stage.PUBLISHED:
            if article.approved_text != text_digest(article):
                perform("bring in", article, by=self.by)
            return
        perform("bring in", article, by=self.by, first_published=piece.first)


def sentences(problem: Exception) -> tuple[str, ...]:
    """What refuses something, for whoever brings it in."""
    if isinstance(problem, CONTRADICTED):
        # Below its first line PostgreSQL tells of whole rows.
        return (_("It contradicts what is here: %s") % str(problem).partition("\n")[0],)
    return tuple(getattr(problem, "messages", None) or [str(problem)])


def _left(piece, article, arrival):
    """What is left to people of a piece that could not be published, and was edited here since."""
    if not arrival.was_refused or piece.state != State.LIVE or article.first_published_at:
        return ()
    words = _(
        "It is a draft here, which no run publishes any more since somebody has edited it: publish "
        "it at the desk."
    )
    return (words,)


def _stays_what_it_is(article):
    """What is to be done with what became a page, or stopped being one, once readers saw it."""
    if article.kind == Kind.PAGE:
        return _(
            "It is a piece there now and a page here, which readers saw at an address that no "
            "piece has: write the piece at the desk, and withdraw the page."
        )
    return _(
        "It is a page there now and a piece here, which readers saw at an address that no page "
        "has: write the page at the desk, and withdraw the piece."
    )


def _forget_refusal(article):
    """Take away what an earlier run said of why a piece is a draft: it is none, or for another."""
    article.guesses.filter(field=REFUSAL, confirmed_at=None).delete()


def _guess(article, field, remarks):
    known = set(article.guesses.values_list("why", flat=True))
    Guess.objects.bulk_create(
        Guess(article=article, field=field, why=remark)
        for remark in dict.fromkeys(remarks)
        if remark not in known
    )

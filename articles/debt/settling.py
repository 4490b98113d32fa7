"""Settling what was found in texts: decided once, approved, carried out piece by piece, undone."""

from collections.abc import Collection, Iterator

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles.debt.finding import look
from articles.debt.settle import put_back, refuse_what_is_left, taken_out
from articles.disclosure.recording import record_cover, record_uncover
from articles.models import (
    Article,
    Coverage,
    FoundSentence,
    Occurrence,
    Settlement,
    SettlementItem,
)
from articles.models.choices import Funding
from articles.publishing.edits import count_edits, keeping_approvals
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from articles.upkeep.piecemeal import one_by_one
from funding.approval import ApprovalRefused, approve
from funding.changes import changing
from funding.models import Grant, Wording
from newsroom.audit import ledger, vouched
from newsroom.kit import clock
from newsroom.kit.locking import held
from newsroom.models import Masthead

# What nobody has declared here can be declared for many pieces at once, and nothing else.
OPEN = (Funding.IMPORTED, Funding.UNDECLARED)


def suggest(
    sentences: Collection[FoundSentence],
    *,
    grant: Grant,
    wording: Wording | None,
    by: User,
    reason: str,
) -> Settlement:
    """Decide that sentences tell of a grant. Nothing is different until somebody approves it.

    Raises ValidationError where something is decided about one of them already.
    """
    with transaction.atomic():
        keys = [one.pk for one in sentences]
        # Of two who decide about the same, the second sees what the first did.
        list(held(FoundSentence.objects.filter(pk__in=keys)))
        waiting = Q(approved_at=None) | Q(items__outcome=SettlementItem.Outcome.WAITING)
        if Settlement.objects.filter(waiting, sentences__in=keys).exists():
            raise ValidationError(_("These sentences are being settled already."))
        made = Settlement.objects.create(grant=grant, wording=wording, decided_by=by, reason=reason)
        made.sentences.set(sentences)
        ledger.record(by, "suggest to settle", made, sentences=len(sentences))
    return made


def declare_none(articles: QuerySet[Article], *, by: User, reason: str) -> Settlement:
    """Decide that nobody outside paid for some pieces that nobody has declared here.

    Those in which a sentence on who paid was found are left out: it has to be settled first. With
    four eyes, somebody else has to approve it.
    """
    with transaction.atomic():
        made = Settlement.objects.create(decided_by=by, reason=reason)
        open_to_it = articles.filter(funding__in=OPEN).exclude(pk__in=owing_a_sentence())
        _give_items(made, open_to_it)
        ledger.record(by, "suggest to settle", made, pieces=made.items.count())
        if not Masthead.current().four_eyes:
            _approved(made, by)
    return made


def approve_settlement(settlement: Settlement, *, by: User) -> Settlement:
    """Approve it, and the wording that is printed from now on; `carry_out` does the rest.

    Raises ApprovalRefused, and changes nothing, where `by` may not, or alone decided it and there
    are four eyes, or the wording cannot be approved.
    """
    with changing(by=by):
        stored = held(Settlement.objects.all()).get(pk=settlement.pk)
        _check(stored, by)
        wording = stored.wording
        if wording and wording.status == Wording.Status.DRAFT:
            approve(wording, by=by, note=stored.reason)
        if stored.grant:
            _give_items(stored, standing_in(stored.sentences.all()))
            if not stored.items.exists():
                raise ApprovalRefused(_("These sentences stand in no text any more."))
        return _approved(stored, by)


def decline(settlement: Settlement, *, by: User, reason: str) -> None:
    """Take a suggestion away that nobody has approved; the record keeps it, with the reason.

    A grant and a wording that were made for it stay, for who wants them. Raises ApprovalRefused
    where it is approved already: that is taken back.
    """
    with transaction.atomic():
        stored = held(Settlement.objects.all()).get(pk=settlement.pk)
        if stored.approved_at:
            raise ApprovalRefused(_("It is approved already."))
        texts = list(stored.sentences.order_by("pk").values_list("text", flat=True))
        ledger.record(by, "decline to settle", stored, note=reason, texts=texts)
        stored.items.all().delete()
        stored.delete()


def _check(settlement, by):
    if not by.has_perm("articles.reissue_article"):
        raise ApprovalRefused(_("You may not re-issue pieces."))
    if settlement.approved_at:
        raise ApprovalRefused(_("It is approved already."))
    if Masthead.current().four_eyes and settlement.decided_by_id == by.pk:
        raise ApprovalRefused(_("You decided this: somebody else has to approve it."))


def _approved(settlement, by):
    settlement.approved_at, settlement.approved_by = clock.now(), by
    settlement.save()
    pieces = settlement.items.count()
    ledger.record(by, "decide to settle", settlement, rows=[settlement], pieces=pieces)
    return settlement


def _give_items(settlement, articles):
    keys = articles.order_by("pk").values_list("pk", flat=True)
    SettlementItem.objects.bulk_create(
        SettlementItem(settlement=settlement, article_id=key) for key in keys
    )


def set_aside(sentence: FoundSentence, *, by: User, is_one: bool = False) -> None:
    """Say that a sentence and its variants are none on who paid, and stay where they stand; or that
    it `is_one` after all.
    """
    with transaction.atomic():
        first = sentence.resembles_id or sentence.pk
        alike = FoundSentence.objects.filter(Q(pk=first) | Q(resembles=first))
        alike.update(set_aside=not is_one)
        ledger.record(by, "set aside", sentence, text=sentence.text, is_one=is_one)


def owing_a_sentence() -> QuerySet[Occurrence]:
    """The keys of the pieces in whose texts such sentences stand."""
    return open_places().values("article")


def open_places() -> QuerySet[Occurrence]:
    """Where sentences stand that nobody has settled or set aside."""
    return Occurrence.objects.filter(item=None, sentence__set_aside=False)


def standing_in(sentences: QuerySet[FoundSentence]) -> QuerySet[Article]:
    """The pieces in which some sentences stand."""
    places = open_places().filter(sentence__in=sentences.values("pk"))
    return Article.objects.filter(pk__in=places.values("article"))


def carry_out(settlement: Settlement, *, by: User) -> Iterator[SettlementItem]:
    """Settle what is still waiting, each piece in a transaction of its own; yields the items.

    Nothing happens before it is approved.
    """
    items = settlement.items.filter(settlement__approved_at__isnull=False)
    return one_by_one(items, lambda item: _settle(item, settlement, by))


def take_back(settlement: Settlement, *, by: User, reason: str) -> Iterator[SettlementItem]:
    """Put the sentences back, piece by piece, each by another version; yields the items. What was
    still waiting to be settled is not settled any more.
    """
    waiting = settlement.items.filter(outcome=SettlementItem.Outcome.WAITING)
    waiting.update(outcome=SettlementItem.Outcome.UNDONE)
    return one_by_one(
        settlement.items.all(),
        lambda item: _take_back(item, settlement, by, reason),
        waiting=SettlementItem.Outcome.DONE,
        done=SettlementItem.Outcome.UNDONE,
    )


def _settle(item, settlement, by):
    with changing(by=by):
        article = held(Article.objects.all()).get(pk=item.article_id)
        if settlement.grant is None and article.funding not in OPEN:
            raise MoveRefused(_("Somebody has declared its funding by now."))
        item.declared_before = article.funding
        item.coverage = _cover(article, settlement, by)
        look(article)
        chosen = settlement.sentences.values("pk")
        claimed = article.occurrences.filter(item=None, sentence__in=chosen).update(item=item)
        if settlement.grant and not claimed:
            raise MoveRefused(_("None of these sentences stands in its text any more."))
        body = taken_out(article.body, item.places())
        names = list(article.authors.values_list("name", flat=True))
        refuse_what_is_left(settlement, body, names)
        _publish("settle", item, article, body, settlement.declares, by=by, note=settlement.reason)
        look(Article.objects.get(pk=article.pk))


def _take_back(item, settlement, by, reason):
    with changing(by=by):
        article = held(Article.objects.all()).get(pk=item.article_id)
        if article.funding != settlement.declares:
            raise MoveRefused(_("Somebody has declared its funding otherwise since."))
        body = put_back(article.body, item.places())
        if coverage := item.coverage:
            item.coverage, coverage.reason = None, reason
            item.save(update_fields=["coverage"])
            record_uncover(coverage, by=by)
            coverage.delete()
        _publish("unsettle", item, article, body, _declared_before(item), by=by, note=reason)
        item.places().update(item=None)
        look(Article.objects.get(pk=article.pk))


def _declared_before(item):
    """What a piece declares once a settlement of it is taken back: funded while another grant
    covers it; else what was declared before it, or before the first of several.
    """
    article = item.article
    if article.coverages.filter(grant__isnull=False, mode=Coverage.Mode.INCLUDE).exists():
        return Funding.FUNDED
    if item.declared_before != Funding.FUNDED:
        return item.declared_before
    items = article.settlement_items.exclude(declared_before="").order_by("pk")
    return items.values_list("declared_before", flat=True).first()


def _cover(article, settlement, by):
    """The row that puts the grant on a piece, where there is none."""
    grant = settlement.grant
    if grant is None or article.coverages.filter(grant=grant).exists():
        return None
    row = Coverage(grant=grant, article=article, created_by=by)
    row.full_clean()
    row.save()
    record_cover(row, by=by)
    return row


def _publish(verb, item, article, body, funding, *, by, note):
    """Change the working copy, whose approval stands, and what readers see, in one go."""
    item.is_under_way = True
    item.save()
    with keeping_approvals([article.pk]):
        if article.served_since is None and funding == Funding.IMPORTED:
            funding = Funding.UNDECLARED
        article.body, article.funding = body, funding
        article.save(update_fields=["body", "funding", "updated_at"])
        count_edits([article.pk], by=by)
    article.refresh_from_db()
    now = clock.now()
    if any(article.versions.unfinished(now)):
        perform(verb, article, by=by, note=note)
    rows = [article] if vouched.has_to_be_known(article) else []
    texts = [place.sentence.text for place in item.places()]
    ledger.record(by, verb, article, rows=rows, settlement=item.settlement_id, texts=texts)
    item.is_under_way = False
    item.save(update_fields=["is_under_way"])

"""Two moves: a sentence leaves the text as its disclosure is printed, and it comes back.

Made of what was published and not of the working copy, whose words nobody may have approved yet.
Readers go on reading the same words, in the place of disclosures or in the text.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.debt.likeness import are_alike
from articles.debt.passages import outermost, passages
from articles.models import Article, FoundSentence, Occurrence, Settlement, SettlementItem
from articles.models.choices import Stage
from articles.models.notice_groups import read_alike
from articles.publishing.move import Deed, Move
from articles.publishing.moves import PUBLISHED, WHY
from articles.publishing.refusals import MoveRefused
from articles.publishing.timeline import Change, replace_editions
from articles.upkeep.reissue import first_of_each_edition, once_again, with_what_is_prescribed
from articles.writing.parts import is_sound
from newsroom.kit.html import plain, words


def taken_out(body: str, places: Iterable[Occurrence]) -> str:
    """A body without some sentences, word for word. Raises MoveRefused where one of them stands
    there in another way than it was found.
    """
    # From the end on: what is taken out moves no place before it.
    for one in reversed(list(places)):
        at = _where(body, one.block, one.place)
        if at is not None:
            body = f"{body[:at]}{one.left}{body[at + len(one.block) :]}"
        elif _reads(body, one.sentence.text):
            _refuse(one.sentence.text)
    return body


def put_back(body: str, places: Iterable[Occurrence]) -> str:
    """A body with the sentences again, each where it stood if that can be told, else at its end.

    One that somebody has put back already is not put back twice.
    """
    missing = [one for one in places if not _reads(body, one.sentence.text)]
    for one in missing:
        at = _where(body, one.left, one.place) if one.left else None
        if at is not None:
            body = f"{body[:at]}{one.block}{body[at + len(one.left) :]}"
            continue
        block = f"<p>{escape(one.sentence.text, quote=False)}</p>" if one.left else one.block
        begins = [start for start, _block in outermost(body)]
        at = begins[one.place] if one.place < len(begins) else len(body)
        body = f"{body[:at]}{block}{body[at:]}"
    return body


def _where(body, block, place):
    """Where outermost blocks begin that read so, those nearest to their place among equal ones."""
    blocks = list(outermost(body))
    ends = {at + len(one) for at, one in blocks}
    found = [
        (abs(number - place), at)
        for number, (at, _one) in enumerate(blocks)
        if body.startswith(block, at) and at + len(block) in ends
    ]
    return min(found)[1] if found else None


def _reads(body, text):
    return read_alike(text) in read_alike(plain(body))


def _refuse(text):
    raise MoveRefused(
        _("“%s” stands otherwise in the text than when it was found: look for it again.")
        % text[:80]
    )


def _item_under_way(article: Article) -> SettlementItem:
    """The one that is being carried out, or taken back, for a piece."""
    items = SettlementItem.objects.select_related("settlement")
    return items.get(article=article, is_under_way=True)


def _settle(article: Article, deed: Deed) -> Change:
    """Print what is live or to come without the sentences, as the working copy is declared by now,
    and with what is prescribed.
    """
    item = _item_under_way(article)
    return _in_their_place(
        article, deed, lambda body: taken_out(body, item.places()), settled=item.settlement
    )


def _unsettle(article: Article, deed: Deed) -> Change:
    """Print it with the sentences in the text again, as it was declared before."""
    item = _item_under_way(article)
    return _in_their_place(article, deed, lambda body: put_back(body, item.places()))


def _in_their_place(
    article: Article,
    deed: Deed,
    rewrite: Callable[[str], str],
    *,
    settled: Settlement | None = None,
) -> Change:
    editions = {}
    for edition, whole in first_of_each_edition(article, deed.now).items():
        new = once_again(whole, deed)
        version = new.version
        version.body, version.funding = rewrite(version.body), article.funding
        version.words = words(version.body)
        if not is_sound(version.body):
            raise MoveRefused(_("What would be printed could not be stored as it is."))
        if settled:
            refuse_what_is_left(settled, version.body, [one.name for one in new.bylines])
        editions[edition] = with_what_is_prescribed(new)
    return replace_editions(article, now=deed.now, editions=editions)


def refuse_what_is_left(settlement: Settlement, body: str, names: Sequence[str]) -> None:
    """Raise MoveRefused where a body says in its text what its disclosure is to say, or that
    somebody paid where nobody is said to have done so.
    """
    said = [one.text for one in settlement.sentences.all()]
    for text in said:
        if _reads(body, text):
            _refuse(text)
    for found in passages(body, names):
        if settlement.grant_id:
            if any(are_alike(found.text, text) for text in said):
                _refuse(found.text)
        elif not FoundSentence.objects.filter(text=found.text, set_aside=True).exists():
            _refuse(found.text)


def _move(label, effect):
    return Move(
        label=label,
        sources=tuple(Stage),
        target=None,
        permission="articles.reissue_article",
        effect=effect,
        asks={"note": WHY},
        needs=PUBLISHED,
        of_anybody=True,
        by_hand=False,
    )


SETTLE = _move(gettext_lazy("Print who paid instead of the sentence in the text"), _settle)
UNSETTLE = _move(gettext_lazy("Put the sentence on who paid back into the text"), _unsettle)

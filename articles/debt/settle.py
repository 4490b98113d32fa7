"""Two moves: a sentence leaves the text as its disclosure is printed, and it comes back.

Made of what was published and not of the working copy, whose words nobody may have approved yet.
Readers go on reading the same words, in the place of disclosures or in the text.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Occurrence, SettlementItem
from articles.models.choices import Stage
from articles.models.notice_groups import read_alike
from articles.publishing.move import Deed, Move
from articles.publishing.moves import PUBLISHED, WHY
from articles.publishing.refusals import MoveRefused
from articles.publishing.timeline import Change, replace_editions
from articles.upkeep.reissue import first_of_each_edition, once_again, with_what_is_prescribed
from articles.writing.parts import html_blocks
from newsroom.kit.html import plain, words


def taken_out(body: str, places: Iterable[Occurrence]) -> str:
    """A body without some sentences, word for word. Raises MoveRefused where one of them stands
    there in another way than it was found.
    """
    for one in places:
        if one.block in body:
            before, _block, after = body.rpartition(one.block)
            body = f"{before}{one.left}{after}"
        elif read_alike(one.sentence.text) in read_alike(plain(body)):
            raise MoveRefused(
                _("“%s” stands otherwise in the text than when it was found: look for it again.")
                % one.sentence
            )
    return body


def put_back(body: str, places: Iterable[Occurrence]) -> str:
    """A body with the sentences again, each where it stood if that can be told, else at its end."""
    for one in places:
        if one.left and one.left in body:
            before, _left, after = body.rpartition(one.left)
            body = f"{before}{one.block}{after}"
            continue
        blocks = html_blocks(body)
        block = f"<p>{one.sentence.text}</p>" if one.left else one.block
        at = body.find(blocks[one.place]) if one.place < len(blocks) else len(body)
        body = f"{body[:at]}{block}{body[at:]}"
    return body


def the_item(article: Article) -> SettlementItem:
    """The one that is being carried out, or taken back, for a piece."""
    items = SettlementItem.objects.select_related("settlement")
    return items.get(article=article, is_under_way=True)


def _settle(article: Article, deed: Deed) -> Change:
    """Print what is live or to come without the sentences, and with what is prescribed now."""
    item = the_item(article)
    article.funding = item.settlement.declares
    return _in_their_place(article, deed, lambda body: taken_out(body, item.places()))


def _unsettle(article: Article, deed: Deed) -> Change:
    """Print it with the sentences in the text again, as it was declared before."""
    item = the_item(article)
    article.funding = item.declared_before
    return _in_their_place(article, deed, lambda body: put_back(body, item.places()))


def _in_their_place(article: Article, deed: Deed, rewrite: Callable[[str], str]) -> Change:
    editions = {}
    for edition, whole in first_of_each_edition(article, deed.now).items():
        new = once_again(whole, deed)
        version = new.version
        version.body, version.funding = rewrite(version.body), article.funding
        version.words = words(version.body)
        _first, editions[edition] = with_what_is_prescribed(new)
    return replace_editions(article, now=deed.now, editions=editions)


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

"""One piece in several languages: each is a piece of its own, tied to the one that was first."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from articles.disclosure.recording import record_cover
from articles.models import Article, Byline, Coverage, Guess
from articles.models.choices import Funding
from articles.publishing.edits import count_edits, editing
from funding.changes import changing
from newsroom.audit import ledger
from newsroom.kit import languages
from newsroom.kit.locking import held

# What a translation begins with: all but the text is mostly right as it is.
COPIED = (
    "title", "standfirst", "body", "kind", "section", "issue", "issue_place", "series", "part",
    "lead_photo", "lead_caption", "lead_credit", "funding",
)  # fmt: skip


class TranslationRefused(Exception):
    """What cannot be tied or made, as a sentence for whoever asked."""


def in_all_languages(article: Article) -> QuerySet[Article]:
    """A piece and its translations, the original first."""
    original = article.original_id
    tied = Article.objects.filter(Q(pk=original) | Q(translation_of=original))
    return tied.order_by(F("translation_of").asc(nulls_first=True), "language")


def untranslated(article: Article) -> list[tuple[str, str]]:
    """The languages, as choices, in which there is nothing of a piece yet."""
    taken = set(in_all_languages(article).values_list("language", flat=True))
    return [(code, name) for code, name in languages.spoken() if code not in taken]


def translate(article: Article, language: str, *, by: User) -> Article:
    """Make a draft of a piece in another language, to be written over: its text, what it is filed
    under, who signs it, and which grants paid for it.

    Somebody is to confirm that what the piece declares of its funding holds for the translation as
    well. Raises TranslationRefused where there is one already.
    """
    with changing(by=by):
        original = _original(article)
        if language not in dict(untranslated(original)):
            raise TranslationRefused(_("The piece has a translation in this language already."))
        copied = {column: getattr(article, column) for column in COPIED}
        if article.funding == Funding.IMPORTED:
            copied["funding"] = Funding.UNDECLARED
        made = Article.objects.create(
            translation_of=original, language=language, created_by=by, **copied
        )
        made.writers.add(by)
        made.tags.add(*article.tags.all())
        _sign(made, article)
        _pay_for(made, article, by)
        _leave_to_confirm(made, article)
        count_edits([made.pk], by=by)
        ledger.record(by, "translate", made, original=original.pk, language=language)
    return made


def _original(article, *besides):
    """The original of a piece, locked with others: of two who translate or tie them at once, the
    second sees what the first did. Raises TranslationRefused where it leads to another by now.
    """
    keys = {article.original_id, *(one.pk for one in besides)}
    rows = {row.pk: row for row in held(Article.objects.filter(pk__in=keys))}
    original = rows[article.original_id]
    if original.translation_of_id:
        raise TranslationRefused(
            _("Somebody tied one of these pieces at the same moment. Look at them again.")
        )
    return original


def _sign(made, article):
    Byline.objects.bulk_create(
        Byline(article=made, author_id=row.author_id, role=row.role, position=row.position)
        for row in article.bylines.all()
    )


def _pay_for(made, article, by):
    for row in Coverage.objects.filter(article=article).order_by("pk"):
        copy = Coverage.objects.create(
            article=made,
            grant_id=row.grant_id,
            statement_id=row.statement_id,
            mode=row.mode,
            reason=row.reason,
            created_by=by,
        )
        record_cover(copy, by=by)


def _leave_to_confirm(made, article):
    if made.funding not in (Funding.UNDECLARED, Funding.NOT_OWED):
        words = _("Taken over from “%s”: confirm that it holds for the translation as well.")
        Guess.objects.create(article=made, field="funding", why=words % article.title)


def tie(article: Article, to: Article, *, by: User) -> None:
    """Say that a piece is a translation of another, or of what that is a translation of.

    Readers see it from its next publication on. Raises TranslationRefused where it cannot be.
    """
    with transaction.atomic():
        original = _original(to, article)
        if original.pk == article.original_id:
            raise TranslationRefused(_("These two are tied already."))
        if article.is_page != original.is_page:
            raise TranslationRefused(_("One is a piece, the other a page of the publication."))
        if article.translations.exists():
            raise TranslationRefused(
                _("This piece has translations of its own. Tie the other one to it instead.")
            )
        if article.language in set(in_all_languages(original).values_list("language", flat=True)):
            raise TranslationRefused(
                _("The piece has a translation in this language already.")
                if article.language != original.language
                else _("Both are in the same language.")
            )
        _set(article, original, by)
        ledger.record(by, "tie", article, original=original.pk)


def untie(article: Article, *, by: User) -> None:
    """Say that a piece is no translation, from its next publication on."""
    with transaction.atomic():
        was = article.translation_of_id
        _set(article, None, by)
        ledger.record(by, "untie", article, original=was)


def _set(article, original, by):
    with editing(article, by=by) as stored:
        stored.translation_of = original
        stored.save(update_fields=["translation_of"])

"""A piece of an export as the columns and rows of a working copy: first as readers see it there,
and then as editors have it.
"""

import re
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.arrivals.own.around import Around
from articles.arrivals.own.media import Media
from articles.arrivals.own.payers import cover, covered_by, grant_of, name_of, waiver_of
from articles.arrivals.own.pieces import OwnPiece
from articles.models import Article, Byline, Guess, Photo, Tag
from articles.models.choices import Funding
from articles.models.notices import Correction
from funding.models import Statement, Wording
from newsroom.audit import changes
from newsroom.audit.digest import sha256
from newsroom.kit import languages
from newsroom.kit.html import sanitise

Row = dict[str, Any]
FIGURE = re.compile(
    r'<figure data-photo="(?P<number>\d+)"(?P<rest>[^>]*)><figcaption>(?P<caption>.*?)'
    r"</figcaption></figure>",
    re.ASCII | re.DOTALL,
)
AS_IT_IS = ("title", "standfirst", "kind", "issue_place", "part", "lead_caption", "lead_credit")


class OwnWriting:
    """What is to be stored of a piece; it is used as `articles.arrivals.writing.Written` is.

    Raises ValidationError for what no piece can hold.
    """

    def __init__(self, piece: OwnPiece, around: Around, media: Media, waives: User | None) -> None:
        self.piece, self.told, self.around, self.media = piece, piece.told, around, media
        self.by, self.waives = around.by, waives
        self.remarks: list[str] = []
        self.new: list[Tag] = []
        self.photos: list[Photo | None] = [media.photo(one) for one in self.told["photos"]]
        live = self.told["live"]
        self.first = {**self.told, **live["otherwise"]} if live else self.told
        self.known = [covered_by(one) for one in self.told["coverage"]]
        self.digest = sha256(
            [
                repr(sorted(self.told.items())),
                [photo and photo.pk for photo in self.photos],
                [one and one.pk for one in self.known],
                self._can_be_declared(),
            ]
        )
        self.remarks += [
            _("“%s” is not known here: put the piece under what stands for it here.") % name_of(one)
            for one, known in zip(self.told["coverage"], self.known, strict=True)
            if known is None
        ]

    def _can_be_declared(self):
        """What this newsroom has by now of what is declared of the piece."""
        live = self.told["live"]
        if live and self.first["funding"] == Funding.NONE:
            said = Wording.objects.approved().filter(language=self.first["language"])
            return said.filter(statement__in=Statement.objects.for_no_funding()).exists()
        return [bool(grant_of(one)) for one in live["grants"]] if live else []

    @property
    def reads_otherwise(self) -> bool:
        """Whether the working copy differs from what readers see."""
        return self.first != self.told

    def write(self, article: Article) -> None:
        """Fill in the columns as readers see the piece, or as it is where they see nothing."""
        self._write(article, self.first)
        article.funding = self.declared(self.first["funding"], article)

    def write_last(self, article: Article) -> None:
        """Fill in the columns of the working copy."""
        self._write(article, self.told)
        if self.first["funding"] != self.told["funding"]:
            article.funding = self.declared(self.told["funding"], article)

    def write_rows(self, article: Article, *, new: bool) -> None:
        self._sign(article, self.first)
        for one in self.told["coverage"]:
            if row := cover(article, one, self.by):
                changes.added(self.by, row)
        for one in self.told["waivers"]:
            self._waive(waiver_of(article, one), one)
        self._note(article, [one for one in self.told["corrections"] if one["is_printed"]])
        if new:
            made = self.piece.made
            Article.objects.filter(pk=article.pk).update(created_at=made)
            Guess.objects.bulk_create(Guess(article=article, **one) for one in self.told["guesses"])

    def write_last_rows(self, article: Article) -> None:
        self._sign(article, self.told)
        self._note(article, self.told["corrections"])

    def declared(self, funding: str, article: Article) -> str:
        """What can be declared here: that nobody paid, where that was declared; or that it is
        funded, where all that paid is known.
        """
        if self.piece.is_page:
            return Funding.NOT_OWED
        is_whole = funding == Funding.FUNDED and None not in self.known
        if funding == Funding.NONE or is_whole:
            return funding
        return self.undeclared(article)

    @staticmethod
    def undeclared(article: Article) -> str:
        """Nothing declared: of what readers know already, imported."""
        return Funding.IMPORTED if article.first_published_at else Funding.UNDECLARED

    def _write(self, article, said):
        for name in AS_IT_IS:
            setattr(article, name, said[name])
        for name in ("slug", "dated", "due"):
            setattr(article, name, self.told[name])
        article.section = self.around.section(said["section"])
        article.issue = self.around.issue(said["issue"])
        article.series = self.around.series(said["series"])
        article.language = self._language(said["language"])
        article.lead_photo = self._photo(said["lead"])
        article.body = self._body(said["body"])
        article.clean_fields(exclude=["created_by", "funding"])

    def _language(self, code):
        if code in dict(languages.spoken()):
            return code
        words = _("It is in “%s”, which is none of the languages here: choose its language.")
        self.remarks.append(words % code)
        return languages.first()

    def _photo(self, number):
        return self.photos[number - 1] if number and number <= len(self.photos) else None

    def _body(self, told):
        body = sanitise(told)
        if body != told:
            self.remarks.append(_("What no text may hold was taken out of it."))
        return FIGURE.sub(self._figure, body)

    def _figure(self, found):
        photo = self._photo(int(found["number"]))
        if photo:
            inside = f"<figcaption>{found['caption']}</figcaption></figure>"
            return f'<figure data-photo="{photo.pk}"{found["rest"]}>{inside}'
        return f"<p>{found['caption']}</p>" if found["caption"] else ""

    def _sign(self, article, said):
        article.bylines.all().delete()
        signing = [(one, self.around.author(one["author"])) for one in said["bylines"]]
        Byline.objects.bulk_create(
            Byline(
                article=article, author=author, role=one["role"], bio=one["bio"], position=position
            )
            for position, (one, author) in enumerate(signing)
            if author
        )
        article.tags.set(filter(None, map(self.around.tag, said["tags"])))

    def _note(self, article, notes):
        """Add the notes that it does not have yet: none is ever taken away."""
        for one in notes:
            said = {name: one[name] for name in ("kind", "text", "dated")}
            if not article.corrections.filter(**said).exists():
                note = Correction(article=article, created_by=self.by, **said)
                note.full_clean()
                note.save()

    def _waive(self, row, told):
        """Keep from readers what is kept from them there, or leave the piece out."""
        if row is None:
            return
        if self.waives is None:
            words = _(
                "Something of “%s” is kept from readers on this piece: take it in with --grants-by."
            )
            raise ValidationError(words % told["grant"]["title"])
        row.decided_by = self.waives
        row.full_clean()
        row.save()
        if told["evidence"]:
            self.media.fill(row, "evidence", told["evidence"])
        changes.added(self.waives, row)

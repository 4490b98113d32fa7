"""An incoming piece as the columns and rows of a working copy, and what is lost on the way."""

from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.arrivals.body import body_of
from articles.arrivals.filing import Filing
from articles.arrivals.incoming import IncomingPicture, IncomingPiece
from articles.arrivals.people import People
from articles.arrivals.pictures import Pictures
from articles.former.uploads import file_of
from articles.models import Byline, Tag
from articles.models.choices import Funding, Kind
from articles.models.tagging import MOST as MOST_TAGS
from newsroom.audit.digest import sha256
from newsroom.kit import languages
from newsroom.kit.html import plain
from newsroom.kit.slugs import slug
from newsroom.kit.text import tidy, tidy_line, without_invisible

LONGEST_TITLE = 250
WORDS_OF_A_TITLE = 8


class Written:
    """What is to be stored of a piece. `digest` tells whether an export says the same again,
    `remarks` are sentences on what was changed, and `new` are the tags that it brings along.

    Raises ValidationError or ManuscriptRefused for what no piece can hold.
    """

    def __init__(
        self, piece: IncomingPiece, *, people: People, filing: Filing, pictures: Pictures
    ) -> None:
        self.piece, self.pictures = piece, pictures
        self.remarks: list[str] = []
        self.new: list[Tag] = []
        self.body, remarks = body_of(tidy(piece.body), self._photo_at)
        self.remarks += remarks
        self.lead = piece.lead and pictures.photo(piece.lead)
        self.authors = people.signing(piece)
        self.section = None if piece.is_page else filing.section(piece.terms)
        self.tags = filing.tags(piece.terms)
        self.columns = self._columns()
        self.digest = sha256(
            [
                {name: str(value) for name, value in self.columns.items()},
                [author.pk for author in self.authors],
                self.tags,
                [self.lead and self.lead.pk, piece.state, str(piece.first), piece.path],
            ]
        )

    def _columns(self):
        piece = self.piece
        return {
            "title": self._title(),
            "slug": slug(unquote(piece.slug), language=piece.language) if piece.slug else "",
            "standfirst": tidy(plain(piece.standfirst)),
            "body": self.body,
            "language": self._language(),
            "kind": Kind.PAGE if piece.is_page else Kind.ARTICLE,
            "section": self.section,
            "lead_caption": tidy(piece.lead_caption),
        }

    def _title(self):
        title = tidy_line(without_invisible(plain(self.piece.title)))
        if not title:
            words = plain(self.body).split()
            title = " ".join(words[:WORDS_OF_A_TITLE]) or self.piece.slug or self.piece.key
            self.remarks.append(_("It has no title: its first words stand there."))
        if len(title) > LONGEST_TITLE:
            words = _("The title was cut to %(n)d characters: %(text)s")
            self.remarks.append(words % {"n": LONGEST_TITLE, "text": title})
            title = title[:LONGEST_TITLE].rsplit(" ", 1)[0]
        return title

    def _language(self):
        if self.piece.language in dict(languages.spoken()):
            return self.piece.language
        if self.piece.language:
            words = _("It is in “%s”, which is none of the languages here: choose its language.")
            self.remarks.append(words % self.piece.language)
        return languages.first()

    def _photo_at(self, address, alt, caption):
        file = file_of(address)
        if not file:
            return None
        return self.pictures.photo(IncomingPicture(file, file, alt, caption, path=address))

    def write(self, article):
        for name, value in self.columns.items():
            setattr(article, name, value)
        article.lead_photo = self.lead
        if self.piece.is_page:
            article.funding = Funding.NOT_OWED
        elif article.funding == Funding.NOT_OWED:
            article.funding = Funding.UNDECLARED
        article.clean_fields(exclude=["created_by", "slug", "lead_photo", "section"])

    def write_rows(self, article, *, new):
        if self.authors:
            self._sign(article, new=new)
        self._tag(article)

    def _sign(self, article, *, new):
        if not new:
            article.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(article=article, author=author, position=position)
            for position, author in enumerate(dict.fromkeys(self.authors))
        )

    def _tag(self, article):
        if len(self.tags) > MOST_TAGS:
            words = _("Of %(n)d tags the first %(most)d are taken: a piece has no more.")
            self.remarks.append(words % {"n": len(self.tags), "most": MOST_TAGS})
        taken = [name for name in self.tags[:MOST_TAGS] if _can_be_a_tag(name)]
        left_out = [name for name in self.tags[:MOST_TAGS] if name not in taken]
        self.remarks += [_("Left out of the tags: %s.") % name for name in left_out]
        unknown = Tag.objects.unknown(taken)
        article.tags.set(taken)
        if unknown:
            self.new = list(Tag.objects.filter(key__in=unknown))


def _can_be_a_tag(name):
    try:
        Tag.called(name)
    except ValidationError:
        return False
    return True

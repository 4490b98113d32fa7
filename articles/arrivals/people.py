"""The authors of an export become authors here, each once."""

from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.arrivals.incoming import IncomingAuthor, IncomingPiece
from articles.former.models import Arrival, FormerSite
from articles.models import Redirect
from authors.handles import find_handles
from authors.models import Author, SocialHandle
from newsroom.audit import changes
from newsroom.kit.text import tidy_line, without_invisible


@dataclass
class People:
    """Who is known by now of the authors of a site. `unsigned` is the name of whoever signs the
    pieces that name nobody; `remarks` are for whoever brings them in.
    """

    site: FormerSite
    by: User
    unsigned: str = ""
    remarks: list[str] = field(default_factory=list)

    def signing(self, piece: IncomingPiece) -> list[Author]:
        """Who signs a piece, in their order; nobody has to sign a page.

        Raises ValidationError for a name that nobody can have.
        """
        named = [self.author(one) for one in piece.authors]
        if named or piece.is_page or not self.unsigned:
            return named
        self.remarks.append(_("The export names nobody: %s signs it.") % self.unsigned)
        return [self._named(self.unsigned) or self._made(IncomingAuthor("", self.unsigned))]

    def author(self, incoming: IncomingAuthor) -> Author:
        """Who it is here: whoever came under this key, whoever has this name, or somebody new.

        Raises ValidationError for a name that nobody can have, and for a key or a path that is
        too long.
        """
        try:
            return self._author(incoming)
        except ValidationError as problem:
            words = _("There can be no author “%(name)s”: %(problem)s")
            told = {"name": incoming.name or incoming.key, "problem": " ".join(problem.messages)}
            raise ValidationError(words % told) from problem

    def _author(self, incoming):
        known = self._arrivals().filter(key=incoming.key).select_related("author").first()
        if known and known.author:
            return known.author.survivor()
        author = self._named(incoming.name) or self._made(incoming)
        Arrival(key=incoming.key, path=incoming.path).refuse_too_long()
        self._arrivals().update_or_create(
            site=self.site,
            kind=Arrival.Kind.AUTHOR,
            key=incoming.key,
            defaults={"author": author, "path": incoming.path},
        )
        if incoming.path and incoming.path != author.get_absolute_url().rstrip("/"):
            self._lead_on(incoming.path, author)
        return author

    def _arrivals(self):
        return Arrival.objects.filter(site=self.site, kind=Arrival.Kind.AUTHOR)

    def _named(self, name):
        found = list(Author.objects.named(name).order_by("pk")[:2])
        if len(found) > 1:
            words = _("Several authors are called %s: the first of them signs.")
            self.remarks.append(words % name)
        return found[0] if found else None

    def _made(self, incoming):
        author = Author(name=tidy_line(without_invisible(incoming.name)), bio=incoming.bio)
        author.full_clean(exclude=["slug", "key"])
        author.save()
        handles = [
            SocialHandle.objects.create(author=author, platform=one.platform, handle=one.handle)
            for one in find_handles(" ".join(incoming.handles))
        ]
        changes.added(self.by, author, *handles)
        return author

    def _lead_on(self, path, author):
        redirect, is_new = Redirect.objects.get_or_create(
            old_path=path, defaults={"new_path": author.get_absolute_url()}
        )
        if is_new:
            changes.added(self.by, redirect)

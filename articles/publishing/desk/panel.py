"""What is shown beside the form of an article: what is in the way, printed, and live."""

from dataclasses import replace
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.scope import kept_from
from articles.mentions.decisions import may_decide
from articles.mentions.desk.deciding import mention_forms
from articles.models.choices import Stage
from articles.publishing.desk.moving import MoveForm
from articles.publishing.first_date import dated
from articles.publishing.freeze import freeze
from articles.publishing.funding_change import funding_change
from articles.publishing.gate import look
from articles.publishing.moves import open_moves

# Problems that are mended in a list under the form rather than in a field.
PLACES = {"bylines": "bylines-group", "guesses": "guesses", "mentions": "mentions"}
PLACES["interest_confirmations"] = "interest_confirmations-group"


class Panel:
    """Read by one template; each part is asked for once."""

    def __init__(self, article, user, *, can_write, typed=None):
        self.article, self.user, self.can_write = article, user, can_write
        self.now = timezone.now()
        self.refused, self.typed = typed or (None, None)

    @cached_property
    def moves(self):
        """The forms of the moves that can be made now; those that ask nothing are bare buttons."""
        if not self.can_write:
            return []
        verbs = open_moves(self.article, self.user, self.versions, self.now)
        return [self._form_of(verb) for verb in verbs]

    def _form_of(self, verb):
        warnings = [problem for problem in self._problems() if not problem.blocks]
        form = MoveForm(verb, self.user, self._typed_for(verb), warnings=warnings)
        if "first_published" in form.fields:
            if self.article.was_served(self.now):
                del form.fields["first_published"]
            else:
                form.initial["first_published"] = self._true_date()
        if form.move.explains:
            self._explain(form)
        return form

    def _explain(self, form):
        """Ask why beside what would change, and what readers are told where they may be told it.

        Why may be said of every piece that readers know: before the move is made, something may
        change that has to be explained.
        """
        change, fields = self.change, form.fields
        if change is None:
            del fields["note"], fields["public_note"]
            return
        fields["note"].help_text = str(change) or _("Needed where it changes who paid.")
        if not change or not change.may_be_noted:
            del fields["public_note"]
        elif change.note:
            fields["public_note"].help_text = _("Left empty, they are told: %s") % change.note

    def _typed_for(self, verb):
        return self.typed if verb == self.refused else None

    @cached_property
    def told(self):
        """What was typed for a publication that was refused: it shows what that would find."""
        if self.refused != "publish":
            return {}
        form = MoveForm("publish", self.user, self.typed)
        form.full_clean()
        return form.told()

    def _true_date(self):
        """The first date that was told with a publication which nobody saw: it is told again."""
        last = self.article.versions.order_by("-number").first()
        return last and last.true_date

    @cached_property
    def found(self):
        """What the gate finds, asked once for everything that is shown of it."""
        article = dated(self.article, self.told.get("first_published"))
        return look(article, self.told.get("at") or self.now)

    @property
    def problems(self):
        """Each problem and the id of the place where it is mended."""
        return [(one, PLACES.get(one.field, f"id_{one.field}")) for one in self._problems()]

    def _problems(self):
        found = self.found.problems
        return [replace(one, message=self._unnamed(one.message)) for one in found]

    @property
    def is_clear(self):
        return not self._problems()

    @property
    def near(self):
        """What would cover the piece, were it not for the day of its first publication."""
        found = self.found.resolution.near
        kept = set(self.kept_back)
        return [
            one for one in found if not kept & {one.subject, getattr(one.subject, "grant", None)}
        ]

    @cached_property
    def change(self):
        """What publishing would tell readers otherwise about who paid; see `funding_change`."""
        at = self.told.get("at") or self.now
        notes = self.frozen.corrections
        found = self.found.resolution
        return funding_change(self.article, found, at=at, now=self.now, corrections=notes)

    @cached_property
    def frozen(self):
        """What publishing now would print, its grants and disclosures with their basis."""
        return freeze(self.article, self.found.resolution, live_from=self.now)

    @property
    def grants(self):
        """The grants that publishing now would name, for whoever may read of them."""
        kept = {grant.pk for grant in self.kept_back}
        return [grant for grant in self.frozen.grants if grant.grant_id not in kept]

    @property
    def sentences(self):
        """What publishing would change of who paid."""
        return [self._unnamed(one) for one in self.change.sentences] if self.change else []

    @cached_property
    def kept_back(self):
        """The grants that whoever looks may not read of, though they cover the piece."""
        return list(kept_from(self.user))

    def _unnamed(self, text):
        """A writer learns what is in the way, and not what the grant is called."""
        text = str(text)
        for grant in self.kept_back:
            text = text.replace(str(grant), "…")
        return text

    @cached_property
    def versions(self):
        """What is live and what will be, the earliest first."""
        return list(self.article.versions.unfinished(self.now))

    @property
    def live(self):
        return next((version for version in self.versions if version.live_from <= self.now), None)

    @cached_property
    def gone(self):
        """The last version that readers saw, where they see nothing any more; or None."""
        if self.live or not self.article.path:
            return None
        return self.article.versions.gone(self.now).first()

    @property
    def scheduled(self):
        return [version for version in self.versions if version.live_from > self.now]

    @property
    def is_behind(self):
        """Whether the working copy is being rewritten under a version that readers see."""
        return self.live is not None and self.article.stage != Stage.PUBLISHED

    @property
    def guesses(self):
        return self.found.guesses

    @cached_property
    def mentions(self):
        """A form for everybody whom the text mentions and somebody has to judge."""
        return mention_forms(self.found.mentions)

    @property
    def may_decide(self):
        return self.can_write and may_decide(self.user, self.article)

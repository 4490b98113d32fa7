"""What is shown beside the form of an article: what is in the way, printed, and live."""

from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _

from articles.desk.scope import sees_all
from articles.disclosure.desk.reading import KeptBack
from articles.mentions.decisions import may_decide
from articles.mentions.desk.deciding import mention_forms
from articles.mentions.ties import Ours
from articles.models.choices import Role, Stage
from articles.publishing.belongings import Belongings
from articles.publishing.desk import standing
from articles.publishing.desk.kept_back import keeps_a_grant, told_of
from articles.publishing.desk.moving import MoveForm
from articles.publishing.desk.otherwise import Otherwise
from articles.publishing.desk.served import Served
from articles.publishing.first_date import dated
from articles.publishing.freeze import freeze
from articles.publishing.funding_change import funding_change
from articles.publishing.gate import look
from articles.publishing.moves import MOVES, NEXT, open_moves
from articles.publishing.one_press import way
from articles.publishing.returned import last_return
from articles.writing.desk.commenting import open_comments
from newsroom.kit import clock

# Problems that are mended in a list under the form rather than in a field.
PLACES = {"bylines": "bylines-group", "guesses": "guesses", "mentions": "mentions"}
PLACES["suggestions"] = "suggestions"
PLACES["interest_confirmations"] = "interest_confirmations-group"


class Panel(Served):
    """Read by one template; each part is asked for once."""

    def __init__(self, article, user, *, can_write, typed=None, belongings=None, masthead=None):
        super().__init__(article, clock.now())
        self.user, self.can_write = user, can_write
        self.belongings, self.masthead = belongings or Belongings.stored(article), masthead
        self.refused, self.typed = typed or (None, None)

    @cached_property
    def moves(self):
        """The forms of the moves that can be made now; those that ask nothing are bare buttons."""
        if not self.can_write:
            return []
        verbs = open_moves(self.article, self.user, self.versions, self.now)
        return [self._form_of(verb) for verb in verbs]

    @cached_property
    def through(self):
        """The form of a publication whose button makes the moves before it as well, or None."""
        verbs = way(self.article, self.user, self.masthead) if self.can_write else []
        return self._form_of("publish", verbs) if verbs else None

    def _form_of(self, verb, verbs=()):
        warnings = [problem for problem in self.found.problems if not problem.blocks]
        typed = self._typed_for(verb)
        form = MoveForm(verb, self.user, typed, warnings=warnings, way=verbs)
        if "first_published" in form.fields:
            if self.article.is_page or self.article.was_served(self.now):
                del form.fields["first_published"]
            else:
                form.initial["first_published"] = self._true_date()
        if self.article.is_page and verb == "withdraw":
            form.fields["public_note"].help_text = _(
                "At its address, with its title; for ever. Left empty, nothing is said of it."
            )
        if "address" in form.fields:
            form.initial["address"] = self.article.slug
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
        changes = " ".join(self.sentences)
        fields["note"].help_text = changes or _("Needed where it changes who paid.")
        if not change or not change.may_be_noted:
            del fields["public_note"]
        elif change.note:
            fields["public_note"].help_text = _("Left empty, they are told: %s") % change.note

    def _typed_for(self, verb):
        """What was typed beside the button that was pressed; where none was and it is put back,
        beside whichever something was.
        """
        if self.typed is None or self.refused:
            return self.typed if verb == self.refused else None
        begins = f"move-{verb}-"
        found = any(name.startswith(begins) and value for name, value in self.typed.items())
        return self.typed if found else None

    @cached_property
    def primary(self):
        """The form of the move that leads on from here, if it can be made.

        From what is published none does, while it reads as readers see it.
        """
        if self.article.stage == Stage.PUBLISHED and not (self.otherwise or self.change):
            return None
        following = NEXT[self.article.stage]
        return next((form for form in self.moves if form.verb == following), None)

    @property
    def other_moves(self):
        return [form for form in self.moves if form is not self.primary]

    @property
    def is_other_typed(self):
        return any(form.is_bound for form in self.other_moves)

    @property
    def steps(self):
        return standing.steps(self.article.stage)

    @property
    def holder(self):
        return standing.holder(self.article)

    @cached_property
    def last_note(self):
        return standing.last_note(self.article, self.user)

    @property
    def last_note_of(self):
        return MOVES[self.last_note.verb].label

    @cached_property
    def otherwise(self):
        """What readers would see otherwise than in the versions that are live or to come; of one
        edition, which is cut where an embargo ends, once.
        """
        found, editions = [], set()
        for whole in self.printed:
            if whole.version.edition not in editions:
                found.append(Otherwise(whole, self.frozen))
            editions.add(whole.version.edition)
        return [one for one in found if one]

    @cached_property
    def returned(self):
        """What was said when the piece was given back, until it is submitted again."""
        return last_return(self.article)

    @cached_property
    def comments(self):
        """What is said of the text and not done yet."""
        return list(open_comments(self.article))

    @property
    def presets(self):
        return standing.presets(self.now)

    @property
    def zone(self):
        return settings.TIME_ZONE

    @property
    def declared(self):
        return self.article.get_funding_display()

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
    def _looked(self):
        """What the gate finds, asked once for everything that is shown of it."""
        article = dated(self.article, self.told.get("first_published"))
        belongings = self.belongings.dated(article.first_published_at)
        return look(article, self.told.get("at") or self.now, belongings, Ours(self.masthead))

    @cached_property
    def _kept(self):
        return KeptBack(self.user)

    @cached_property
    def found(self):
        """What the gate finds, as far as whoever looks may read of it."""
        return told_of(self._kept, self._looked)

    @property
    def keeps_a_grant(self):
        """Whether a grant of which whoever looks may not read is to be acknowledged."""
        return keeps_a_grant(self._kept, self._looked.resolution)

    @property
    def problems(self):
        """Each problem and the id of the place where it is mended, what reads the same once."""
        told = {(str(one), one.field): one for one in self.found.problems}
        return [(one, PLACES.get(one.field, f"id_{one.field}")) for one in told.values()]

    @property
    def blockers(self):
        return [problem for problem, _place in self.problems if problem.blocks]

    @property
    def is_clear(self):
        return not self.found.problems

    @property
    def near(self):
        """What would cover the piece, were it not for the day of its first publication."""
        return self.found.resolution.near

    @cached_property
    def change(self):
        """What publishing would tell readers otherwise about who paid; see `funding_change`."""
        at = self.told.get("at") or self.now
        return funding_change(
            self.article,
            self._looked.resolution,
            at=at,
            now=self.now,
            corrections=self.frozen.corrections,
            seen=self.seen if at <= self.now else None,
        )

    @cached_property
    def frozen(self):
        """What publishing now would print, its grants and disclosures with their basis."""
        return freeze(
            self.article,
            self.found.resolution,
            live_from=self.now,
            signed=self.belongings.bylines,
            photos=self.found.photos,
        )

    @property
    def bylines(self):
        """Who signs it, as ``(name, role)``."""
        return [(one.author.name, Role(one.role)) for one in self.belongings.bylines]

    @property
    def grants(self):
        """The grants that publishing now would name."""
        return self.frozen.grants

    @property
    def sentences(self):
        """What publishing would change of who paid: by name for whoever sees all."""
        if not self.change:
            return []
        if sees_all(self.user):
            return self.change.sentences
        return [_("Whoever publishes it is shown what, and says why.")]

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

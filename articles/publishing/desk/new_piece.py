"""What the page of a piece that is not saved yet offers beside its form."""

from django.conf import settings

from articles.models import Article
from articles.models.choices import Role
from articles.publishing.desk import standing
from articles.publishing.desk.moving import MoveForm
from articles.publishing.one_press import way
from newsroom.kit import clock


class NewPiece:
    """Read by the template that shows the moves of a Panel as well.

    `author` signs it unless somebody says no. `typed` is what stands beside the button that was
    pressed, where the form had a mistake; `masthead` is that of the house, which the page has read.
    """

    def __init__(self, user, *, author=None, typed=None, masthead=None):
        self.user, (_verb, self.typed) = user, typed or (None, None)
        self.masthead = masthead
        self.bylines = [(author.name, Role.AUTHOR)] if author else []

    @property
    def through(self):
        """The form of a publication at once with the first save, or None.

        What the gate warns of is shown once there is something to look at, and acknowledged then;
        nobody has been told yet who paid.
        """
        verbs = way(Article(created_by=self.user), self.user, self.masthead)
        if not verbs:
            return None
        form = MoveForm("publish", self.user, self.typed, warnings=[], way=verbs)
        for name in form.move.explains:
            del form.fields[name]
        return form

    @property
    def presets(self):
        return standing.presets(clock.now())

    @property
    def zone(self):
        return settings.TIME_ZONE

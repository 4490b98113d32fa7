from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        """Let the subjects bring what those below them keep a register of."""
        from articles.debt.settle import SETTLE, UNSETTLE
        from articles.finding.index import FOUND
        from articles.publishing.moves import add_move
        from articles.publishing.readdressing import READDRESS
        from articles.upkeep.figures import tell_figures
        from articles.upkeep.hearing import THE_SCHEDULE
        from articles.upkeep.reissue import REISSUE
        from articles.upkeep.rescheduling import HOLD, REFREEZE
        from funding.changes import listen
        from newsroom.search.indexes import add_index

        add_move("readdress", READDRESS)
        add_move("reissue", REISSUE)
        add_move("refreeze", REFREEZE)
        add_move("hold", HOLD)
        add_move("settle", SETTLE)
        add_move("unsettle", UNSETTLE)
        listen(THE_SCHEDULE)
        add_index(FOUND)
        tell_figures()

from django.core.management.base import BaseCommand, CommandError

from articles.models import Reissue, ReissueItem
from articles.upkeep.batch import carry_out


class Command(BaseCommand):
    help = (
        "Carries out a re-issue that was decided at the desk, as whoever decided it. Stopped, it "
        "goes on where it was; called again when all is done, it does nothing. "
        "Exits with 1 if a piece was refused or failed."
    )

    def add_arguments(self, parser):
        parser.add_argument("batch", type=int, help="its number, as in its address at the desk")

    def handle(self, *args, batch, verbosity, **options):
        decision = Reissue.objects.select_related("decided_by").filter(pk=batch).first()
        if decision is None:
            raise CommandError(f"There is no re-issue {batch}.")
        decider = decision.decided_by
        if decider is None or not decider.has_perm("articles.reissue_article"):
            raise CommandError(
                f"{decider} decided this and may not re-issue any more: somebody who may has to "
                "decide again at the desk."
            )
        total = decision.items.count()
        done = total - decision.items.filter(outcome=ReissueItem.Outcome.WAITING).count()
        for item in carry_out(decision, by=decider):
            done += 1
            if item.outcome in ReissueItem.NOT_DONE:
                self.stderr.write(f"{item.article}: {item.message}")
            if verbosity and done % 25 == 0:
                self.stdout.write(f"{done} of {total} done …")
        not_done = decision.items.filter(outcome__in=ReissueItem.NOT_DONE).count()
        if not_done:
            raise CommandError(
                f"{done} of {total} done; {not_done} of them were refused or failed."
            )
        self.stdout.write(f"{done} of {total} done.")

from django.core.management.base import BaseCommand

from articles.arrivals.progress import Progress
from articles.debt.finding import from_elsewhere, look_at_all
from articles.debt.groups import groups, owing


class Command(BaseCommand):
    help = (
        "Looks through the texts of all pieces that came from elsewhere for sentences on who paid. "
        "An import does so by itself; call this after much was edited. What was settled stays so. "
        "What is found is turned into grants at the desk, under Funding, Disclosure debt."
    )

    def handle(self, *args, **options):
        articles = from_elsewhere()
        progress = Progress(self.stderr, articles.count())
        for _article in look_at_all(articles):
            progress.one_more()
        found = groups()
        self.stdout.write(
            f"{len(found)} sentences in {sum(one.pieces for one in found)} places; "
            f"{owing().count()} pieces owe a declaration. Next: the desk, Disclosure debt."
        )

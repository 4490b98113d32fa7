from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.arrivals.redirects import is_pattern, redirects
from articles.arrivals.text_files import Unreadable
from articles.models import Redirect
from articles.models.redirect import as_asked_for
from funding.changes import changing
from newsroom.audit import changes
from newsroom.kit.text import refuse_unprintable
from newsroom.management.people import active


class Command(BaseCommand):
    help = (
        "Brings in redirects from a CSV file with an old and a new path in each line, such as "
        "“/2016/weir/,/2016/03/01/the-weir/”, or from the redirects.json or redirects.yaml of "
        "Ghost. A first line of CSV that has nothing but words is taken for the names of columns. "
        "What is there already is left alone; a line that cannot be taken, such as a pattern, is "
        "named and skipped, and the exit is 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the CSV, JSON or YAML file, UTF-8")
        parser.add_argument("--by", metavar="USER", required=True, help="who brings them in")
        parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")

    def handle(self, *args, file, by, dry_run, **options):
        user = active(by)
        if not user.has_perm("articles.add_redirect"):
            raise CommandError(f"{by} may not add redirects.")
        new = same = wrong = 0
        try:
            for place, old, to in redirects(file):
                try:
                    taken = self._take(old, to, user, dry_run=dry_run)
                    new, same = new + taken, same + (not taken)
                except ValidationError as problem:
                    wrong += 1
                    self.stderr.write(f"{place}: {' '.join(problem.messages)}")
        except Unreadable as problem:
            raise CommandError(str(problem)) from problem
        kept = "would be new" if dry_run else "new"
        self.stdout.write(f"{new} {kept}, {same} there already, {wrong} skipped")
        if wrong:
            raise CommandError(f"{wrong} lines could not be taken.")

    def _take(self, old, new, by, *, dry_run):
        """Whether a line makes a redirect. Raises ValidationError."""
        if not old or not new:
            raise ValidationError("There has to be an old and a new path.")
        for path in (old, new):
            refuse_unprintable(path)
        if is_pattern(old):
            raise ValidationError(f"“{old}” is a pattern: write out each path that it stands for.")
        if Redirect.objects.filter(old_path=as_asked_for(old), new_path=new.strip()).exists():
            return False
        with changing(by=by):
            redirect = Redirect(old_path=old, new_path=new)
            redirect.full_clean()
            redirect.save()
            changes.added(by, redirect)
            if dry_run:
                transaction.set_rollback(True)
        return True

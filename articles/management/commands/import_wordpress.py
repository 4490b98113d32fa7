from django.core.management.base import CommandError

from articles.arrivals.elsewhere import FromElsewhere
from articles.arrivals.report import try_to_write
from articles.arrivals.wordpress.comments import comments_file, keep_comments
from articles.arrivals.wordpress.export import Export
from articles.arrivals.wordpress.pieces import is_thrown_away, piece_of, place_of
from articles.former.models import FormerSite


class Command(FromElsewhere):
    help = (
        "Brings in the posts and pages of a WordPress export (Tools, Export, All content). What "
        "readers saw is published with its true first date, its authors, tags and pictures; "
        "everything else becomes a draft. Who paid for it is not declared by that: the pieces are "
        "marked as imported. Old addresses lead on. Run it as often as you like, also after it "
        "was interrupted: it goes on, changes what a newer export says otherwise, and leaves "
        "alone what somebody has edited here. Nothing is fetched from the network."
    )
    system = FormerSite.System.WORDPRESS

    def read(self, file, **options):
        return Export(file)

    def intake(self, export, *args, **options):
        path = comments_file(export)
        try:
            try_to_write(path)
        except OSError as problem:
            raise CommandError(
                f"The comments cannot be kept in {path}: {problem.strerror}. Put the export where "
                "that file can be written."
            ) from problem
        return super().intake(export, *args, **options)

    def records(self, export):
        return (item for item in export.posts() if not is_thrown_away(item))

    def piece_of(self, record, export):
        return piece_of(record, export)

    def named(self, record):
        return place_of(record), record.get("title")

    def keep_the_rest(self, export):
        if number := keep_comments(export):
            self.stdout.write(f"{number} comments are kept in {comments_file(export)}.")

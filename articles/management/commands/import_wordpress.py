from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.arrivals.filing import Filing, WrongMapping, read_mapping, write_mapping
from articles.arrivals.intake import Intake
from articles.former.models import FormerSite
from articles.arrivals.outcome import What
from articles.arrivals.pictures import Pictures
from articles.arrivals.progress import Progress
from articles.arrivals.report import Report
from articles.arrivals.wordpress.comments import comments_file, keep_comments
from articles.arrivals.wordpress.compare import compare
from articles.arrivals.wordpress.export import PIECES, Export
from articles.arrivals.wordpress.pieces import is_thrown_away, piece_of
from articles.arrivals.wordpress.wxr import WrongFile
from articles.models import Section
from newsroom.kit.text import name_key
from newsroom.management.people import active

NEEDED = ("articles.add_article", "articles.bring_in_article", "articles.date_article")


class Command(BaseCommand):
    help = (
        "Brings in the posts and pages of a WordPress export (Tools, Export, All content). What "
        "readers saw is published with its true first date, its authors, tags and pictures; "
        "everything else becomes a draft. Who paid for it is not declared by that: the pieces are "
        "marked as imported. Old addresses lead on. Run it as often as you like, also after it "
        "was interrupted: it goes on, changes what a newer export says otherwise, and leaves "
        "alone what somebody has edited here. Nothing is fetched from the network."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the export, an .xml file")
        parser.add_argument(
            "--by",
            metavar="USER",
            required=True,
            help="who brings them in: somebody who may publish, date and bring in pieces",
        )
        parser.add_argument(
            "--uploads",
            type=Path,
            metavar="FOLDER",
            help="a copy of wp-content/uploads; without it the report lists the pictures that are "
            "missing, and a later run takes them",
        )
        parser.add_argument(
            "--mapping",
            type=Path,
            metavar="FILE",
            help="where categories and tags go; a first run writes it beside the export",
        )
        parser.add_argument(
            "--section", help="the section of pieces that have none; made if it is not there"
        )
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="the page that tells what became of each"
        )
        parser.add_argument("--dry-run", action="store_true", help="try everything, keep nothing")
        parser.add_argument(
            "--compare",
            action="store_true",
            help="import nothing: compare what is here with the file, and exit with 1 if a piece "
            "is missing or has lost words",
        )

    def handle(self, *args, file, by, **options):
        try:
            export = self.read(file)
            if options["compare"]:
                self.compare(export)
            else:
                self.run(export, self.somebody_who_may(by), **options)
        except (WrongFile, WrongMapping) as problem:
            raise CommandError(str(problem)) from problem

    def somebody_who_may(self, name):
        user = active(name)
        if not user.has_perms(NEEDED):
            raise CommandError(
                f"{name} may not bring in pieces: that takes {' and '.join(NEEDED)}, which the "
                "role Publisher has."
            )
        return user

    def read(self, file):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        self.stderr.write(f"Reading {file.name} …")
        export = Export(file)
        if not any(kind in PIECES for kind, _status in export.kinds):
            raise CommandError(f"{file.name} has no posts and no pages.")
        return export

    def run(self, export, by, *, uploads, mapping, section, report, dry_run, **options):
        if uploads and not uploads.is_dir():
            raise CommandError(f"There is no folder {uploads}.")
        site, _new = FormerSite.objects.get_or_create(
            system=FormerSite.System.WORDPRESS, address=export.address
        )
        pictures = Pictures(site, by, uploads, is_dry=dry_run)
        filing = Filing(by, self.section(section), self.mapping(mapping, export))
        intake = Intake(site, by, filing, pictures, is_dry=dry_run)
        path = report or export.path.with_suffix(".report.html")
        told = Report(path, f"{export.path.name}: {export.address}", is_dry=dry_run)
        self.take(export, intake, told)
        told.close(missing=pictures.missing, left_out=self.left_out(export))
        comments = 0 if dry_run else keep_comments(export)
        self.say(told, pictures, comments, export)

    def take(self, export, intake, told):
        posts = sum(number for (kind, _status), number in export.kinds.items() if kind in PIECES)
        progress = Progress(self.stderr, posts)
        for item in export.posts():
            progress.one_more()
            if not is_thrown_away(item):
                told.add(intake.take(piece_of(item, export)))
        if not intake.is_dry:
            for term in export.terms.values():
                intake.lead_on(term, export.path_of_term(term))

    def section(self, name):
        """The section for what has none: the one that is named, or the first there is."""
        found = Section.objects.filter(key=name_key(name)) if name else Section.objects.all()
        if section := found.first():
            return section
        return Section.objects.create(name=name or "Articles")

    def mapping(self, path, export):
        path = path or export.path.with_suffix(".mapping.toml")
        if not path.exists():
            write_mapping(export.terms.values(), path)
            self.stdout.write(f"Where categories and tags go is written in {path}.")
        return read_mapping(path)

    def left_out(self, export):
        thrown = {
            f"{kind} ({status})": number
            for (kind, status), number in sorted(export.kinds.items())
            if kind in PIECES and status in ("trash", "auto-draft", "inherit")
        }
        return thrown | dict(export.left_out)

    def say(self, told, pictures, comments, export):
        for what in What:
            if number := told.counts[what]:
                self.stdout.write(f"{number} {what}")
        if pictures.missing:
            self.stdout.write(f"{len(pictures.missing)} pictures were not found.")
        if comments:
            self.stdout.write(f"{comments} comments are kept in {comments_file(export)}.")
        self.stdout.write(f"What became of each piece: {told.path}")

    def compare(self, export):
        problems = compare(export, self.stdout)
        if problems:
            raise CommandError(f"{problems} pieces differ from {export.path.name}.")
        self.stdout.write("Everything in the file is here.")

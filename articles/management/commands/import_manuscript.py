import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles.imports.manuscript import ManuscriptRefused, read_manuscript
from articles.imports.proposals import confirm
from articles.imports.source import LARGEST
from articles.imports.store import import_manuscript, matched
from articles.models import Section
from articles.publishing.first_date import dated
from articles.publishing.gate import problems
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from funding.approval import ApprovalRefused
from newsroom.kit.text import name_key
from newsroom.management.people import active


def day(text: str) -> date:
    """The day that an option gives, as ISO 8601."""
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise ArgumentTypeError(f"“{text}” is no date; give one like 2024-10-09.") from problem


class Command(BaseCommand):
    help = (
        "Makes a draft of a manuscript: plain text, .docx, Markdown or HTML. Recognises title, "
        "standfirst, date, authors, section, captions, bios, and moves funding texts out of the "
        "body into proposed statements, word for word. What was guessed is marked on the draft. "
        "A file that cannot be read is refused in one sentence, and nothing is changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the manuscript")
        parser.add_argument("--section", help="file it here, whatever the manuscript says")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            help="the manuscript’s language; told from the text if left out",
        )
        parser.add_argument(
            "--json", action="store_true", help="print what was recognised as one JSON object"
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument(
            "--publish-as",
            metavar="USER",
            help="confirm the guesses, grants and wordings as this user, and submit, approve and "
            "publish, all with this user’s own permissions; refused as a whole if one step is, or "
            "if the manuscript is here already",
        )
        parser.add_argument(
            "--first-published",
            metavar="DATE",
            type=day,
            help="with --publish-as: the day, like 2024-10-09, on which readers first saw a piece "
            "of the back catalogue; address, coverage and the grant’s report go by it",
        )

    def handle(
        self, *args, file, section, language, publish_as, first_published, dry_run, **options
    ):
        if first_published and not publish_as:
            raise CommandError("--first-published is for what is published: it needs --publish-as.")
        data = self.read(file)
        section = section and self.section(section)
        user = publish_as and active(publish_as)
        try:
            if dry_run:
                article = None
                manuscript = matched(read_manuscript(data, file.name, language=language))
            else:
                with transaction.atomic():
                    article, manuscript = import_manuscript(
                        data,
                        file.name,
                        by=user,
                        section=section,
                        language=language,
                        # The guesses are confirmed at once, unread: nobody would see it twice.
                        only_once=bool(user),
                    )
                    if user:
                        self.publish(article, user, first_published)
        except (ManuscriptRefused, ApprovalRefused, MoveRefused, PermissionError) as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(manuscript.as_json(), ensure_ascii=False, indent=2))
        else:
            self.tell(article, manuscript)

    def read(self, file):
        """The bytes of the file; of one that is too large, just enough to see that it is."""
        try:
            with file.open("rb") as opened:
                return opened.read(LARGEST + 1)
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from problem

    def section(self, name):
        section = Section.objects.filter(key=name_key(name)).first()
        if section is None:
            known = ", ".join(Section.objects.values_list("name", flat=True)) or "none yet"
            raise CommandError(f"There is no section “{name}”. Sections here: {known}.")
        return section

    def publish(self, article, user, first_published):
        confirm(article, by=user)
        perform("submit", article, by=user)
        perform("approve", article, by=user)
        warnings = [
            problem for problem in problems(dated(article, first_published)) if not problem.blocks
        ]
        for warning in warnings:
            self.stderr.write(f"Passed: {warning}")
        perform(
            "publish",
            article,
            by=user,
            first_published=first_published,
            acknowledged=[warning.code for warning in warnings],
        )

    def tell(self, article, manuscript):
        for guess in manuscript.guesses:
            self.stdout.write(f"  {guess.field}: {guess.why}")
        for text in manuscript.unplaced:
            self.stdout.write(f"  not placed: {text}")
        if article is None:
            self.stdout.write(f"Read “{manuscript.title}”; nothing was written.")
        elif article.path:
            self.stdout.write(f"Published {settings.SITE_URL}{article.path}")
        else:
            desk = f"{settings.SITE_URL}/desk/articles/article/{article.pk}/change/"
            self.stdout.write(f"Drafted “{article}”. Confirm what was guessed: {desk}")

from smtplib import SMTPException

from django.core.management.base import BaseCommand, CommandError

from articles.upkeep.reminders import NobodyToTell, due_reminders, line, remind
from articles.writing import autosaves, presences
from newsroom.kit.moments import day_of


class Command(BaseCommand):
    help = (
        "Reminds the funding managers of grants that end, reports that are due, waivers to review "
        "and declarations of interests that end: 20 workdays ahead, and again at 5. Prints what is "
        "new, mails it where EMAIL_URL names a server, and tells each once. Run it every morning."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Print only: mail nothing, record nothing."
        )

    def handle(self, *args, dry_run, **options):
        found = due_reminders(day_of())
        for deadline in found:
            self.stdout.write(line(deadline))
        if dry_run:
            return
        autosaves.forget_old()
        presences.forget_old()
        if not found:
            return
        try:
            addresses = remind(found)
        except NobodyToTell as problem:
            raise CommandError(str(problem)) from problem
        except (SMTPException, OSError) as problem:
            raise CommandError(f"The mail could not be sent: {problem}") from problem
        if addresses:
            self.stdout.write(f"Mailed to {', '.join(addresses)}.")

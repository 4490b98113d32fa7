from django.core.management.base import BaseCommand

from articles.writing.post import post


class Command(BaseCommand):
    help = (
        "Sends the mail of the desk that waits: what could not be sent at once, and what is due to "
        "those who want one mail a day. Silent while all is well. Run it every ten minutes."
    )

    def handle(self, *args, verbosity, **options):
        sent = post()
        if sent and verbosity > 1:
            self.stdout.write(f"Told of: {len(sent)}.")

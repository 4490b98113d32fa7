from django.core.management.base import BaseCommand

from articles.reader.channels.websub import tell_the_hub
from articles.writing.post import post


class Command(BaseCommand):
    help = (
        "Sends the mail of the desk that waits: what could not be sent at once, and what is due to "
        "those who want one mail a day; and tells the hub, where one is set, which feeds have "
        "something new. Silent while all is well. Run it every ten minutes."
    )

    def handle(self, *args, verbosity, **options):
        sent = post()
        feeds = tell_the_hub()
        if verbosity > 1 and (sent or feeds):
            self.stdout.write(f"Told of: {len(sent)}. The hub was told of {len(feeds)} feeds.")

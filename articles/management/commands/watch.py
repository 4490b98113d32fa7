from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.core.management.base import BaseCommand, CommandError

from articles.upkeep.watch import watch

SECONDS = 20
LARGEST = 20 * 1024 * 1024


class Command(BaseCommand):
    help = (
        "Fetches the site's own live pages and feeds as a reader does, and compares the "
        "disclosures found with those that were frozen. What differs is listed at the desk. "
        "Exits with 1 if anything does. Fit for a daily timer."
    )

    def add_arguments(self, parser):
        parser.add_argument("base_url", help="where readers find the site: https://example.org/")

    def handle(self, *args, base_url, verbosity, **options):
        if urlsplit(base_url).scheme not in ("http", "https") or not urlsplit(base_url).netloc:
            raise CommandError(f"{base_url} is no web address: https://example.org/ is one.")
        looked_at, drifted = 0, 0
        for found in watch(base_url, fetch=fetch):
            looked_at += 1
            if found.sentence:
                drifted += 1
                self.stderr.write(f"{found.url}: {found.sentence}")
            if looked_at % 100 == 0 and verbosity:
                self.stdout.write(f"{looked_at} looked at …")
        if drifted:
            raise CommandError(
                f"{drifted} of {looked_at} pages and feed entries show something else than was "
                "published. The desk lists them."
            )
        self.stdout.write(f"All is as it was published: {looked_at} pages and feed entries.")


def fetch(url):
    """The status and text at a web address; 0 where nothing answers."""
    request = Request(url, headers={"User-Agent": "newsroom-watch"})  # noqa: S310
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return answer.status, answer.read(LARGEST).decode("utf-8", "replace")
    except HTTPError as refusal:
        return refusal.code, ""
    except (URLError, TimeoutError, OSError):
        return 0, ""

from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.upkeep.watch import Silent, watch
from newsroom.kit.web_addresses import is_of_a_site

LARGEST = 20 * 1024 * 1024
SILENT = 2


class Command(BaseCommand):
    help = (
        "Fetches the site's own live pages and feeds as a reader does, and compares the "
        "disclosures found with those that were frozen. What differs is listed at the desk. "
        "Exits with 1 if anything does, and with 2 if nothing does but the server did not answer "
        "everywhere. Fit for a daily timer."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "base_url",
            nargs="?",
            default=f"{settings.SITE_URL}/",
            help="where readers find the site; SITE_URL if left out",
        )
        parser.add_argument(
            "--seconds", type=float, default=20, help="how long to wait for an answer (20)"
        )

    def handle(self, *args, base_url, seconds, verbosity, **options):
        if not is_of_a_site(base_url):
            raise CommandError(f"{base_url} is no web address: https://example.org/ is one.")
        looked_at, drifted, silent = 0, 0, 0
        for found in watch(base_url, fetch=lambda url: fetch(url, seconds)):
            looked_at += 1
            drifted += bool(found.sentence and not found.silent)
            silent += found.silent
            if found.sentence:
                self.stderr.write(f"{found.url}: {found.sentence}")
            if looked_at % 100 == 0 and verbosity:
                self.stdout.write(f"{looked_at} looked at …")
        unknown = f"{silent} did not answer, and nothing is known about them: the server is silent."
        if drifted:
            raise CommandError(
                f"{drifted} of {looked_at} pages and feed entries show something else than was "
                "published. The desk lists them." + (f" {unknown}" if silent else "")
            )
        if silent:
            raise CommandError(
                f"Of {looked_at} pages and feed entries, {unknown} No page was found changed.",
                returncode=SILENT,
            )
        self.stdout.write(f"All is as it was published: {looked_at} pages and feed entries.")


def fetch(url, seconds):
    """The status and text at a web address; raises Silent where none comes."""
    request = Request(url, headers={"User-Agent": "newsroom-watch"})  # noqa: S310
    try:
        with urlopen(request, timeout=seconds) as answer:  # noqa: S310
            body = answer.read(LARGEST)
            if answer.length and len(body) < LARGEST:
                raise Silent("The answer broke off.")
            return answer.status, body.decode("utf-8", "replace")
    except HTTPError as refusal:
        return refusal.code, ""
    except TimeoutError:
        raise Silent(f"No answer came within {seconds:g} seconds.") from None
    # A name of a host that none can have is told as UnicodeError, which is no OSError.
    except (HTTPException, OSError, UnicodeError) as problem:
        reason = problem.reason if isinstance(problem, URLError) else problem
        if isinstance(reason, TimeoutError):
            raise Silent(f"No answer came within {seconds:g} seconds.") from None
        raise Silent(f"Nobody answers there: {reason or 'the answer broke off'}.") from None

"""`python -m tests.looks.pictures` takes the pictures of the desk in the documentation anew."""

import sys
import tempfile

from tests.permissions import process
from tests.slow.demo import free_address, served


def main():
    with tempfile.TemporaryDirectory(prefix="newsroom-pictures-") as folder:
        address = free_address()
        # Playwright’s event loop is in this thread, which Django takes for asynchronous code.
        process.keep_in(folder, SITE_URL=address, DJANGO_ALLOW_ASYNC_UNSAFE="1")
        process.begin()
        from tests.looks import scenes

        with served(address):
            scenes.take_the_first_hour(address)
        scenes.prepare()
        with served(address):
            scenes.take(address)


if __name__ == "__main__":
    sys.exit(main())

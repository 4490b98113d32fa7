"""`python -m tests.looks.pictures` takes the pictures of the desk in the documentation anew."""

import os
import sys
import tempfile

from tests.permissions import process
from tests.slow.demo import free_address, served


def main():
    with tempfile.TemporaryDirectory(prefix="newsroom-pictures-") as folder:
        address = free_address()
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "SITE_URL": address,
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            # Playwright’s event loop is in this thread, which Django takes for asynchronous code.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        }
        process.begin()
        from tests.looks import scenes

        scenes.prepare()
        with served(address):
            scenes.take(address)


if __name__ == "__main__":
    sys.exit(main())

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.operation.proxy_pages import write_pages


class Command(BaseCommand):
    help = (
        "Writes the pages that the proxy in front shows by itself, as while the newsroom is "
        "started anew, into a folder that deploy/nginx.conf names."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        try:
            pages = write_pages(folder)
        except OSError as problem:
            words = f"The pages cannot be written to {folder}: {problem.strerror}."
            raise CommandError(words) from problem
        self.stdout.write(f"{len(pages)} pages were written to {folder}.")

import json
import tomllib

from django.conf import settings
from django.core.management.base import BaseCommand

from newsroom.operation.bill_of_materials import bill_of_materials
from newsroom.operation.packages import packages


class Command(BaseCommand):
    help = (
        "Prints what the newsroom runs on as a bill of materials in CycloneDX (JSON): packages, "
        "versions, digests, licences. --list prints a line for each instead."
    )

    def add_arguments(self, parser):
        parser.add_argument("--list", action="store_true", help="name, version and licence")

    def handle(self, *args, **options):
        if options["list"]:
            for package in packages():
                self.stdout.write(f"{package.name} {package.version}: {package.licence}")
            return
        project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
        bill = bill_of_materials(packages(), version=project["version"])
        self.stdout.write(json.dumps(bill, ensure_ascii=False, indent=2))

"""manage.py export_person: what is stored about an author, a donor or an account, as JSON."""

import json

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.upkeep.persons import everything_about
from authors.models import Author
from funding.models import Funder
from newsroom.addresses.leading_on import row_at
from newsroom.audit.digest import as_text


class Command(BaseCommand):
    help = (
        "Prints everything that is stored about one person as JSON, to be handed to them. Their "
        "own rows are told whole, what others wrote by table and key alone. Changes nothing."
    )

    def add_arguments(self, parser):
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--author", help="the address of an author: /author/…/")
        who.add_argument("--funder", help="the address of a person who gives: /funder/…/")
        who.add_argument("--user", help="the name with which somebody signs in")

    def handle(self, *args, author, funder, user, **options):
        if author is not None:
            person = row_at(Author.objects.all(), author)
        elif funder is not None:
            person = row_at(Funder.objects.filter(kind=Funder.Kind.PERSON), funder)
        else:
            person = User.objects.filter(username=user).first()
        if person is None:
            raise CommandError("There is nobody of this name: see --help for what it has to be.")
        told = everything_about(person)
        self.stdout.write(json.dumps(told, default=as_text, ensure_ascii=False, indent=2))

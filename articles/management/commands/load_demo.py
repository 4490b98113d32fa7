from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from articles.demo import filing, front, house, identity, letters, pages, people, pieces, translated
from articles.models import Article
from newsroom.audit import ledger
from newsroom.kit import clock
from newsroom.models import LedgerEntry

VERB = "load the demo"
SIGN_INS = Path(settings.VAR) / "demo-sign-ins"


class Command(BaseCommand):
    help = (
        "Fills an empty newsroom with a demo: a magazine, four people, and manuscripts that are "
        "imported, approved and published by the code that real ones use. "
        "A second run changes nothing and keeps what was edited."
    )

    def handle(self, *args, **options):
        if not LedgerEntry.objects.filter(verb=VERB).exists():
            if Article.objects.exists() or User.objects.exists():
                raise CommandError(
                    "This newsroom is in use already: the demo is only for an empty one. "
                    "Nothing was changed."
                )
            self.load()
        self.tell()

    @transaction.atomic
    def load(self):
        sign_ins = people.hire()
        users = {username: User.objects.get(username=username) for username in sign_ins}
        house.furnish(users)
        cover = pieces.photo(filing.COVER, by=users["editor"])
        filing.announce(cover, by=users["editor"])
        now = clock.now()
        pages.put_up(users, now=now)
        identity.dress(users)
        carried = [pieces.carry(piece, users, now=now) for piece in pieces.OTHERS]
        translated.in_english(carried[0], users, now=now - timedelta(days=6))
        lead = pieces.carry(pieces.LEAD, users, now=now)
        letters.write(by=users["editor"])
        front.furnish_front(carried[-1], users)
        ledger.record(None, VERB, lead)
        transaction.on_commit(lambda: people.keep(sign_ins.values(), SIGN_INS))

    def tell(self):
        lead = LedgerEntry.objects.filter(verb=VERB).order_by("number").first()
        article = Article.objects.get(pk=lead.subject_key)
        self.stdout.write(f"Article  {settings.SITE_URL}{article.path}")
        self.stdout.write(f"Site     {settings.SITE_URL}{reverse('home')}")
        self.stdout.write(f"Funding  {settings.SITE_URL}{reverse('funding')}")
        self.stdout.write(f"Desk     {settings.SITE_URL}{reverse('admin:index')}")
        self.stdout.write("")
        sign_ins = people.kept(SIGN_INS)
        for sign_in in sign_ins:
            self.stdout.write(f"  {sign_in.role:16} {sign_in.username:12} {sign_in.password}")
        if not sign_ins:
            self.stdout.write(
                f"{SIGN_INS} is gone, and with it the passwords. "
                "Set one anew: manage.py changepassword publisher"
            )

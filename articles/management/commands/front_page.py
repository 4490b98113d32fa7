from django.core.management.base import BaseCommand, CommandError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from articles.front.composing import compose
from articles.front.desk.looking import FIRST
from articles.front.page import context
from articles.front.reading import blocks_at
from newsroom.kit import clock


class Command(BaseCommand):
    help = (
        "Prints the front page as readers saw it, or will see it, at a moment, as HTML: the pieces "
        "that were live then, as they were arranged then. The masthead around them is that of "
        "today. Changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--at",
            metavar="MOMENT",
            help="like 2026-01-31T12:00, by the clocks of the publication; now, if it is left out",
        )

    def handle(self, *args, at, **options):
        at = self.moment(at) if at else clock.now()
        request = HttpRequest()
        request.method, request.path = "GET", reverse("home")
        front = compose(blocks_at(at), at)
        self.stdout.write(render_to_string("articles/home.html", context(front), request))

    def moment(self, text):
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
        if moment is None:
            raise CommandError(f"--at is “{text}”; give a moment like 2026-01-31T12:00.")
        moment = make_aware(moment) if is_naive(moment) else moment
        if moment < FIRST:
            raise CommandError(f"--at is “{text}”: nobody had a front page here then.")
        return moment

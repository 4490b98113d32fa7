"""Random people play random moves while the clock jumps; readers are asked after every step."""

import os
from contextlib import contextmanager
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from articles.disclosure.resolve import resolve
from articles.models import Article, Correction, Coverage, PublishedVersion
from articles.models.choices import Funding, Stage
from articles.models.printed import PARTS
from articles.publishing.edits import edited
from articles.publishing.moves import MOVES
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from articles.upkeep.scheduled import outdated
from funding.approval import approve, retire
from funding.changes import changing
from funding.models import Grant, Statement, Wording
from newsroom.models import LedgerEntry, Masthead
from tests import factories
from tests.articles.publishing.readers import TICK, Plan, Readers, text
from tests.factories import make_article, make_author, make_grant, make_section

HOUR = timedelta(hours=1)
# One is 25 moves long: bin/test plays six, and bin/check forty.
GAMES = min(settings().max_examples // 8, 40)
UNATTENDED = bool(os.environ.get("CI"))
PEOPLE = ["publisher", "publisher", "publisher", "editor", "contributor", "manager", "nobody"]
WARNINGS = ["standfirst-missing", "wording-missing-optional"]
TARGETS = ["article", "tag", "section", "author", "whole_site"]

which = st.integers(0, 1)
waits = st.sampled_from([0, 0, 1, 6, 90 * 24])
# When a publication begins and ends, in hours from now.
plans = st.sampled_from(
    [(None, None), (None, None), (None, 5), (0, 1), (5, None), (1, 30), (-5, None), (5, -1)]
)
days = st.sampled_from([None, None, -1, 1])


class Cast:
    """Two pieces, one of them published, three grants and five people."""

    def __init__(self):
        self.people = {
            "contributor": factories.make_contributor(),
            "editor": factories.make_editor(),
            "publisher": factories.make_publisher(),
            "manager": factories.make_funding_manager(),
            "nobody": factories.make_user(),
        }
        self.manager = self.people["manager"]
        self.grants = [make_grant("The Fund paid."), make_grant("The Fund  paid.", views="Mine.")]
        Statement.objects.create(grant=self.grants[1], kind=Statement.Kind.IN_KIND, mandatory=False)
        self.grants.append(make_grant(acknowledgement=""))
        site = factories.say_no_funding().statement
        self.statements = [*Statement.objects.exclude(pk=site.pk).order_by("pk"), site]
        self.sections, author = [make_section(), make_section()], make_author()
        common = {"by": self.people["contributor"], "tags": ["Ports"]}
        self.published = make_article(
            section=self.sections[0],
            authors=[author, make_author()],
            grants=self.grants[:1],
            stage=Stage.PUBLISHED,
            **common,
        )
        self.draft = make_article(section=self.sections[1], authors=[author], **common)


class Newsroom(RuleBasedStateMachine):
    """The cast at work, and readers who remember all that they have ever been shown."""

    def __init__(self, cast):
        super().__init__()
        self.before_everything = transaction.savepoint()
        vars(self).update(vars(cast))
        self.pieces = [cast.published.pk, cast.draft.pk]
        self.copies = [self.fresh(place) for place in range(2)]
        self.edits = 0
        self.plans = {pk: Plan() for pk in self.pieces}
        live = factories.live_version(cast.published)
        # What was published was approved, and may come back from a plan that is given up.
        self.approved = {cast.published.pk: text(live)}
        self.plans[cast.published.pk].publish(
            text(live), at=live.live_from, until=None, now=live.live_from
        )
        self.readers = Readers()
        self.now = timezone.now()

    def fresh(self, place):
        return Article.objects.get(pk=self.pieces[place])

    def in_hours(self, number):
        return None if number is None else self.now + number * HOUR

    # What people do

    @rule(
        verb=st.integers(0, 23),
        fits=st.booleans(),
        place=which,
        person=st.sampled_from(PEOPLE),
        plan=plans,
        wait=waits,
        acknowledges=st.booleans(),
        stale=st.booleans(),
        note=st.sampled_from(["", "Because.", "Because.", "\x07"]),
    )
    def somebody_moves(self, verb, fits, place, person, plan, wait, acknowledges, stale, note):
        self.now += wait * HOUR
        at, until = map(self.in_hours, plan)
        article = self.copies[place] if stale else self.fresh(place)
        verbs = [verb for verb in MOVES if not fits or article.stage in MOVES[verb].sources]
        verb = verbs[verb % len(verbs)]
        self.move(
            verb,
            article,
            by=self.people[person],
            at=at,
            until=until,
            note=note,
            # Where nothing changes about who paid, a publication takes none.
            public_note="" if verb == "publish" else note,
            acknowledged=WARNINGS if acknowledges else (),
        )
        self.copies[place] = self.fresh(place)

    @rule(place=which, plan=plans, wait=waits, writes=st.booleans(), declares=st.booleans())
    def a_publisher_brings_a_piece_to_its_readers(self, place, plan, wait, writes, declares):
        """By every move that it takes, with a new text and the right declaration or without."""
        self.now += wait * HOUR
        article = self.fresh(place)
        if writes:
            article.title = self.new_words("Title")
        if declares:
            paid = resolve(article, self.now).grants
            article.funding = Funding.FUNDED if paid else Funding.NONE
        article.save()
        at, until = map(self.in_hours, plan)
        for verb in ("submit", "approve", "publish"):
            self.move(
                verb,
                self.fresh(place),
                by=self.people["publisher"],
                at=at,
                until=until,
                note="Because.",
                acknowledged=WARNINGS,
            )

    @rule(
        verb=st.sampled_from(["withdraw", "unschedule", "reopen", "reissue", "readdress"]),
        place=which,
        at=st.sampled_from([None, 1, 5]),
        wait=waits,
    )
    def a_publisher_thinks_better_of_it(self, verb, place, at, wait):
        self.now += wait * HOUR
        self.move(
            verb,
            self.fresh(place),
            by=self.people["publisher"],
            at=self.in_hours(at),
            note="Because.",
            public_note="We withdrew this." if at else "",
            address="elsewhere",
        )

    def move(self, verb, article, *, at=None, until=None, **context):
        before, self.now = self.everything(), self.now + TICK
        try:
            moved = perform(verb, article, at=at, until=until, now=self.now, **context)
        except MoveRefused as refusal:
            assert str(refusal)
            assert self.everything() == before, "a refused move left something behind"
            return
        target = MOVES[verb].leads_to(before["stages"][moved.pk])
        assert moved.stage == article.stage == target
        assert LedgerEntry.objects.count() == before["entries"] + 1
        plan, at = self.plans[moved.pk], max(at or self.now, self.now)
        if verb == "approve":
            self.approved[moved.pk] = text(moved)
        elif verb == "publish":
            if before["stages"][moved.pk] == Stage.READY:
                assert text(moved) == self.approved[moved.pk], "nobody approved this"
            self.approved[moved.pk] = text(moved)
            plan.publish(text(moved), at=at, until=until, now=self.now)
            self.newest_words_are_in_force(moved)
        elif verb in ("unschedule", "hold"):
            plan.unschedule(now=self.now)
        elif verb == "withdraw":
            plan.withdraw(at=at, now=self.now)

    def newest_words_are_in_force(self, article):
        version = article.versions.order_by("-number").first()
        for disclosure in version.disclosures.select_related("wording"):
            assert disclosure.wording.status == Wording.Status.APPROVED
            assert disclosure.wording.text == disclosure.text

    def everything(self):
        """What a refused move leaves exactly as it was."""
        articles = Article.objects.order_by("pk")
        return {
            "articles": list(articles.values_list()),
            "stages": dict(articles.values_list("pk", "stage")),
            "writers": list(Article.writers.through.objects.order_by("pk").values_list()),
            "versions": list(
                PublishedVersion.objects.order_by("pk").values_list("pk", "live_until")
            ),
            "parts": [model.objects.count() for model in PARTS.values()],
            "notes": Correction.objects.count(),
            "entries": LedgerEntry.objects.count(),
        }

    @rule(
        place=which,
        column=st.sampled_from(["title", "standfirst", "body", "funding", "section", "tags"]),
        funding=st.sampled_from(Funding),
        other=st.booleans(),
        at_the_desk=st.booleans(),
    )
    def somebody_edits(self, place, column, funding, other, at_the_desk):
        article = self.fresh(place)
        if column == "funding":
            article.funding = funding
        elif column == "section":
            article.section = self.sections[other]
        elif column == "tags":
            article.tags.set(["Ports"] if other else ["Rails"])
        elif column == "body":
            article.body = f"<p>{self.new_words('Body')}</p>"
        else:
            setattr(article, column, self.new_words(column) if other else "")
        try:
            article.full_clean()
        except ValidationError:
            return
        article.save()
        if at_the_desk:
            edited(article, by=self.people["editor"])

    @rule(
        subject=st.integers(0, 7),
        by=st.sampled_from([None, None, *TARGETS, "article"]),
        place=which,
        since=days,
        mode=st.sampled_from(["include", "include", "exclude"]),
    )
    def coverage_is_added_or_taken_away(self, subject, by, place, since, mode):
        article = self.fresh(place)
        subjects = [("grant", grant) for grant in self.grants]
        subjects += [("statement", statement) for statement in self.statements]
        kind, covered = subjects[subject % len(subjects)]
        there = Coverage.objects.filter(**{kind: covered})
        if by is None or (by == "article" and there.filter(article=article)):
            with self.changing():
                for row in there:
                    row.reason = "The fund asked for it."
                    row.delete()
            return
        targets = {
            "article": article,
            "tag": article.tags.first(),
            "section": article.section,
            "author": article.authors.first(),
            "whole_site": True,
        }
        with self.changing():
            Coverage.objects.create(
                **{kind: covered, by: targets[by]},
                mode=mode,
                reason="Agreed.",
                first_published_from=since and timezone.localdate(self.now) + timedelta(days=since),
            )

    @contextmanager
    def changing(self):
        """The manager changes what must be said, and what is scheduled follows."""
        self.now += TICK
        entries = LedgerEntry.objects.count()
        with changing(by=self.manager, now=self.now):
            yield
        for entry in LedgerEntry.objects.filter(number__gt=entries, verb="hold"):
            self.plans[int(entry.subject_key)].unschedule(now=self.now)

    @rule(which=st.integers(0, 7), deed=st.sampled_from(["draft", "approve", "approve", "retire"]))
    def a_wording_is_written_or_retired(self, which, deed):
        statement = self.statements[which % len(self.statements)]
        approved = Wording.objects.approved().filter(statement=statement).first()
        if deed == "retire":
            if approved:
                with self.changing():
                    retire(approved, by=self.manager, note="A misprint.", now=self.now)
            return
        with self.changing():
            draft = Wording.objects.create(
                statement=statement, language="en", text=self.new_words("Wording")
            )
            if deed == "approve":
                approve(draft, by=self.manager, now=self.now)

    @rule(
        which=st.integers(0, 2),
        status=st.sampled_from(["active", "ended", "proposed"]),
        four_eyes=st.booleans(),
    )
    def the_office_changes_its_mind(self, which, status, four_eyes):
        with self.changing():
            grant = Grant.objects.get(pk=self.grants[which].pk)
            grant.status = status
            grant.save()
        Masthead.objects.update(four_eyes=four_eyes)

    def new_words(self, about):
        self.edits += 1
        return f"{about} {self.edits}."

    @invariant()
    def readers_are_promised(self):
        self.readers.read(self.now, self.plans)
        # Least of all that nobody paid for what is covered.
        assert outdated(self.now) == [], "something would appear that the gate would not pass"

    def teardown(self):
        try:
            self.readers.look_at_every_row()
            assert [str(broken) for broken in factories.broken()] == []
        finally:
            transaction.savepoint_rollback(self.before_everything)


class RandomMovesTests(TestCase):
    def test_whatever_happens_readers_see_one_declared_and_disclosed_text_or_none(self):
        cast = Cast()
        run_state_machine_as_test(
            lambda: Newsroom(cast),
            settings=settings(
                max_examples=GAMES,
                stateful_step_count=25,
                deadline=None,
                derandomize=UNATTENDED,
                # Shrinking a failure takes minutes that only somebody at work on it has.
                phases=set(Phase) - {Phase.shrink} if UNATTENDED else set(Phase),
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )

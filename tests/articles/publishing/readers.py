"""Readers who never forget: what they are shown, and what they were shown, at every moment."""

import unicodedata
from datetime import timedelta

from articles.models import PublishedVersion
from articles.models.choices import Funding
from articles.models.printed import read_printed
from funding.models import Statement

TICK = timedelta(microseconds=1)
FAR = timedelta(days=3650)


class Plan:
    """What was planned for one piece, kept as anybody would on paper: which text from when on."""

    def __init__(self):
        self.entries = []

    def publish(self, words, *, at, until, now):
        self.unschedule(now=now)
        self.entries.append([at, until, words])

    def unschedule(self, *, now):
        self.entries = [entry for entry in self.entries if entry[0] <= now]

    def withdraw(self, *, at, now):
        self.unschedule(now=now)
        if self.entries:
            until = self.entries[-1][1]
            self.entries[-1][1] = min(at, until) if until else at

    def text_at(self, moment):
        begun = [(until, words) for start, until, words in self.entries if start <= moment]
        until, words = begun[-1] if begun else (moment, None)
        return words if until is None or moment < until else None


class Readers:
    """Ask them after every step: they fail on a promise that was broken."""

    def __init__(self):
        self.words, self.frozen, self.seen, self.spans = {}, {}, {}, {}

    def read(self, now, plans):
        """Look at what is live, at every moment that matters; `plans` are {article key: Plan}."""
        if changed := self._something_was_published():
            self.look_at_every_row()
        for moment in self._moments(now, everywhere=changed):
            live = PublishedVersion.objects.live(moment).values_list("article", "pk")
            shown = {article: self.frozen[version] for article, version in live}
            assert len(shown) == len(live), "two versions of an article are live"
            texts = {article: self.words[version] for article, version in live}
            planned = {article: plan.text_at(moment) for article, plan in plans.items()}
            assert texts == {article: words for article, words in planned.items() if words}
            if moment < now:
                assert self.seen.setdefault(moment, shown) == shown, "the past has changed"

    def look_at_every_row(self):
        versions = {
            whole.version.pk: whole for whole in read_printed(PublishedVersion.objects.all())
        }
        assert set(self.frozen) <= set(versions), "a version is gone"
        for key, whole in versions.items():
            content = whole.content_digest()
            assert self.frozen.setdefault(key, content) == content, "a version has changed"
            self.words[key] = text(whole.version)
            says_who_paid(whole)

    def _something_was_published(self):
        """Whether a version came or was ended since they looked last."""
        before = self.spans
        rows = PublishedVersion.objects.values_list("pk", "live_from", "live_until", "expires_at")
        self.spans = {key: edges for key, *edges in rows}
        return self.spans != before

    def _moments(self, now, *, everywhere):
        """Now, the far future and what they saw last; on a change both sides of every edge too."""
        edges = {edge for edges in self.spans.values() for edge in edges if edge and everywhere}
        around = {edge + step for edge in edges for step in (-TICK, 0 * TICK, TICK)}
        return sorted({now, now + FAR, *around, *sorted(self.seen)[-6:]})


def text(piece):
    """The words of an article or of a version of it."""
    return piece.title, piece.standfirst, piece.body


def says_who_paid(whole):
    """Every grant's words are in print, each text once; or the sentence that nobody paid is."""
    printed_texts = [_folded(notice) for notice in whole.notices]
    assert len(printed_texts) == len(set(printed_texts)), "a text is printed twice"
    assert {_folded(disclosure) for disclosure in whole.disclosures} == set(printed_texts)
    speaking = {disclosure.grant_id for disclosure in whole.disclosures}
    assert {grant.grant_id for grant in whole.grants} <= speaking, "a grant is silent"
    unpaid = any(d.kind == Statement.Kind.NO_FUNDING for d in whole.disclosures)
    assert (whole.version.funding, bool(whole.grants), unpaid) in (
        (Funding.FUNDED, True, False),
        (Funding.NONE, False, True),
    )


def _folded(disclosure):
    return " ".join(unicodedata.normalize("NFC", disclosure.text).split())

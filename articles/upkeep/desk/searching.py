"""Looking for pieces that differ, newest first, in as many goes as it takes."""

from dataclasses import dataclass, field
from time import monotonic

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.disclosure.concerning import concerning
from articles.models import PublishedVersion
from articles.upkeep.desk.differing import Differing
from articles.upkeep.difference import CAUSES
from articles.upkeep.worklist import CHUNK, worklist
from funding.models import Grant

LENGTH = 50
SECONDS = 8


class SearchForm(forms.Form):
    """What to look for, and behind which version to go on."""

    cause = forms.ChoiceField(
        label=_("Because"),
        required=False,
        choices=[("", _("any cause")), *((str(c), words) for c, words in CAUSES.items())],
    )
    grant = forms.ModelChoiceField(
        label=_("Grant"), required=False, queryset=Grant.objects.all(), empty_label=_("any grant")
    )
    after = forms.ModelChoiceField(
        required=False,
        queryset=PublishedVersion.objects.all(),
        widget=forms.HiddenInput,
    )


@dataclass
class Found:
    """The pieces found in one go, and the version behind which to go on (None at the end)."""

    entries: list = field(default_factory=list)
    after: int | None = None
    looked_at: int = 0
    of: int = 0

    @property
    def some_can_be_reissued(self):
        return any(entry.can_be_reissued for entry in self.entries)


def search(*, cause="", grant=None, after=None, limit=LENGTH, seconds=SECONDS, at_a_time=CHUNK):
    """Look at live and scheduled versions, newest first, until a limit is found or time is up.

    At least as many as are read `at_a_time` are looked at, so that going on
    comes to an end.
    """
    versions = _behind(PublishedVersion.objects.unfinished().newest_first(), after)
    if grant:
        versions = versions.filter(pk__in=concerning(grant).values("pk"))
    keys = list(versions.values_list("pk", flat=True))
    found, begun = Found(of=len(keys)), monotonic()
    for start in range(0, len(keys), at_a_time):
        chunk = keys[start : start + at_a_time]
        some = PublishedVersion.objects.filter(pk__in=chunk)
        for whole, differs in worklist(versions=some):
            if cause and cause not in differs.causes:
                continue
            if len(found.entries) == limit:
                found.after = found.entries[-1].version.pk
                return found
            found.entries.append(Differing(whole, differs))
        found.looked_at = start + len(chunk)
        if found.looked_at < len(keys) and monotonic() - begun >= seconds:
            found.after = chunk[-1]
            return found
    return found


def _behind(versions, last):
    if last is None:
        return versions
    first = last.first_published_at
    return versions.filter(
        Q(first_published_at__lt=first) | Q(first_published_at=first, pk__lt=last.pk)
    )

"""The shape of each line of `articles.jsonl`, as docs/operators/export-and-import.md tells it."""

from articles.arrivals.own.shape import (
    day,
    file,
    key,
    list_of,
    moment,
    named,
    one_of,
    or_nothing,
    path,
    slug,
    text,
    whole,
    yes_or_no,
)
from articles.models import Coverage, Waiver
from articles.models.choices import Funding, Hides, Kind, Role, Stage
from articles.models.licences import Licence
from articles.models.notices import Correction
from authors.handles import platforms
from funding.models import Statement

PHOTO = named(
    {
        "file": file,
        "called": text,
        "alt": text,
        "decorative": yes_or_no,
        "caption": text,
        "credit": text,
        "licence": one_of("", *Licence.values),
        "focal_x": whole,
        "focal_y": whole,
    }
)
HANDLE = named({"platform": one_of(*(code for code, _label in platforms.known())), "handle": text})
COVER = or_nothing(PHOTO)
AROUND = {
    "section": named({"slug": slug, "name": text, "description": text, "position": whole}),
    "issue": named(
        {
            "slug": slug,
            "number": text,
            "title": text,
            "dated": or_nothing(day),
            "description": text,
            "cover": COVER,
        }
    ),
    "series": named({"slug": slug, "name": text, "description": text, "cover": COVER}),
    "tag": named({"slug": slug, "name": text}),
    "author": named(
        {
            "slug": slug,
            "name": text,
            "affiliation": text,
            "bio": text,
            "photo": file,
            "handles": list_of(HANDLE),
        }
    ),
}

GRANT = named({"slug": slug, "title": text})
STATEMENT = named(
    {
        "grant": or_nothing(GRANT),
        "funder": or_nothing(slug),
        "kind": one_of(*Statement.Kind.values),
        "label": text,
        "number": whole,
    }
)
COVERAGE = named(
    {
        "grant": or_nothing(GRANT),
        "statement": or_nothing(STATEMENT),
        "mode": one_of(*Coverage.Mode.values),
        "first_published_from": or_nothing(day),
        "first_published_until": or_nothing(day),
        "reason": text,
    }
)
WAIVER = named(
    {
        "grant": GRANT,
        "kind": one_of(*Waiver.Kind.values),
        "hides": one_of(*Hides.values),
        "reason": text,
        "approved_by": text,
        "evidence": file,
        "review_on": day,
    }
)
NUMBER = or_nothing(whole)
WRITTEN = {
    "title": text,
    "standfirst": text,
    "body": text,
    "language": text,
    "kind": one_of(*Kind.values),
    "funding": one_of(*Funding.values),
    "section": or_nothing(slug),
    "issue": or_nothing(slug),
    "issue_place": NUMBER,
    "series": or_nothing(slug),
    "part": NUMBER,
    "tags": list_of(slug),
    "lead": NUMBER,
    "lead_caption": text,
    "lead_credit": text,
    "bylines": list_of(named({"author": slug, "role": one_of(*Role.values), "bio": text})),
}
LIVE = named(
    {
        "until": or_nothing(moment),
        "grants": list_of(GRANT),
        "disclosures": list_of(named({"text": text})),
        "otherwise": named(WRITTEN, some=WRITTEN),
    }
)
PIECE = named(
    {
        **WRITTEN,
        "key": key,
        "stage": one_of(*Stage.values),
        "slug": text,
        "path": or_nothing(path),
        "first_published_at": or_nothing(moment),
        "dated": or_nothing(day),
        "due": or_nothing(day),
        "translation_of": or_nothing(key),
        "photos": list_of(PHOTO),
        "coverage": list_of(COVERAGE),
        "waivers": list_of(WAIVER),
        "corrections": list_of(
            named(
                {
                    "kind": one_of(*Correction.Kind.values),
                    "text": text,
                    "dated": day,
                    "is_printed": yes_or_no,
                }
            )
        ),
        "guesses": list_of(named({"field": text, "why": text})),
        "live": or_nothing(LIVE),
        "scheduled": list_of(moment),
        "withdrawn": or_nothing(named({"at": moment, "text": text})),
    }
)

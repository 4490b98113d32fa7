"""The address that a section, tag, issue, series, author, grant or funder leaves leads to it for ever."""

from django.db import migrations

from newsroom.addresses.leading_on import FUNCTION, lead_on
from newsroom.kit.append_only import AppendOnly
from newsroom.kit.vendor_sql import VendorSQL


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_roles"),
        ("authors", "0001_initial"),
        ("funding", "0001_initial"),
        ("newsroom", "0001_initial"),
    ]

    operations = [
        AppendOnly("newsroom_formeraddress"),
        VendorSQL(
            forwards={"postgresql": FUNCTION, "sqlite": ()},
            backwards={"postgresql": "DROP FUNCTION old_addresses_lead_on()", "sqlite": ()},
        ),
        lead_on("articles_section", "articles.section"),
        lead_on("articles_tag", "articles.tag"),
        lead_on("articles_issue", "articles.issue"),
        lead_on("articles_series", "articles.series"),
        lead_on("authors_author", "authors.author"),
        lead_on("funding_grant", "funding.grant"),
        lead_on("funding_funder", "funding.funder"),
    ]

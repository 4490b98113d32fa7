from funding.models.appeal import Appeal
from funding.models.funder import Funder, FunderAlias, FunderLogo
from funding.models.grant import Grant, GrantParty
from funding.models.report_date import ReportDate
from funding.models.statement import Statement
from funding.models.wording import Wording

__all__ = [
    "Appeal",
    "Funder",
    "FunderAlias",
    "FunderLogo",
    "Grant",
    "GrantParty",
    "ReportDate",
    "Statement",
    "Wording",
]

from funding.models.appeal import Appeal
from funding.models.funder import Funder
from funding.models.grant import Grant, GrantParty
from funding.models.statement import Statement
from funding.models.wording import Wording

__all__ = ["Appeal", "Funder", "Grant", "GrantParty", "Statement", "Wording"]

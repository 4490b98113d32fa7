from newsroom.audit.models import LedgerEntry
from newsroom.models.masthead import Masthead

__all__ = ["LedgerEntry", "Masthead"]

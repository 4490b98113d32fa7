"""CSV for people: it opens in Excel as it was written, and no cell of it runs."""

import csv
import io
from collections.abc import Iterable

# What spreadsheets take for the beginning of a formula, in full width as well
# (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
BYTE_ORDER_MARK = "\ufeff"


def spreadsheet(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The bytes of a CSV file with a header (RFC 4180): UTF-8 with the mark that Excel asks for.

    Numbers are written as they are. A text that a spreadsheet could take for
    a formula begins with an apostrophe, and None is an empty cell.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([harmless(cell) for cell in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def harmless(cell: object) -> object:
    """A cell that is only read: a text is kept from being a formula, other values stay."""
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell[:1] in ("\t", "\n") or cell.lstrip().startswith(FORMULA) else cell

"""CSV for people: it opens in Excel as it was written, and no cell of it runs.

Nothing else in the project writes CSV.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date
from numbers import Number

# What spreadsheets take for the beginning of a formula, in full width as well,
# and what makes them split a cell (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
SPLITTING = ("\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"


def spreadsheet(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The bytes of a CSV file with a header (RFC 4180): UTF-8 with the mark that Excel asks for.

    Numbers and dates are written as they are, and None is an empty cell. A
    text keeps every letter; one that a spreadsheet could take for a formula
    begins with an apostrophe.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([harmless(cell) for cell in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def harmless(cell: object) -> object:
    """What is written into a cell: a number or date as it is, anything else as text.

    A text that a spreadsheet could take for a formula begins with an apostrophe.
    """
    if cell is None or isinstance(cell, (Number, date)):
        return cell
    text = str(cell)
    runs = text.startswith(SPLITTING) or text.lstrip().startswith(FORMULA)
    return f"'{text}" if runs else text

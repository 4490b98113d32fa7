"""A table where there is nothing but characters."""

from dataclasses import dataclass

# How wide a table may be to have its columns one below the other.
WIDEST = 78
# What spans more is taken to span so many: nobody could read it, and it would be written as often.
MOST_COLUMNS, MOST_ROWS = 12, 30


@dataclass(frozen=True)
class Cell:
    words: str
    columns: int = 1
    rows: int = 1
    is_head: bool = False


def written_table(rows: list[list[Cell]]) -> str:
    """A row a line, in columns where it is narrow enough, with a line under its head.

    A cell of several rows is said in each of them.
    """
    filled = _filled(rows)
    lines = _in_columns(filled) or [" | ".join(row) for row in filled]
    if len(lines) > 1 and any(cell.is_head for cell in rows[0][-1:]):
        lines.insert(1, "-" * min(max(map(len, lines)), WIDEST))
    return "\n".join(lines)


def _in_columns(rows):
    """The rows as lines of equal columns, or nothing where they are too wide."""
    columns = max(map(len, rows), default=0)
    if columns > WIDEST:
        return []
    rows = [row + [""] * (columns - len(row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(widths) + 3 * (columns - 1) > WIDEST:
        return []
    return [
        " | ".join(words.ljust(width) for words, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _filled(rows):
    """The words of each row, also in the places that a cell spans beside its first."""
    # By column: what is said in the rows below, and how many they are.
    below: dict[int, tuple[str, int]] = {}
    filled = []
    for cells in rows:
        row: list[str] = []
        waiting = iter(cells)
        while True:
            words, more = below.pop(len(row), (None, 0))
            if words is not None:
                if more > 1:
                    below[len(row)] = (words, more - 1)
                row.append(words)
                continue
            cell = next(waiting, None)
            if cell is None:
                break
            for said in [cell.words, *[""] * (min(cell.columns, MOST_COLUMNS) - 1)]:
                if cell.rows > 1:
                    below[len(row)] = (said, min(cell.rows, MOST_ROWS) - 1)
                row.append(said)
        filled.append(row)
    return filled

"""What the desk shows of a report before it is opened."""

import json

from articles.reports.archive import base_name
from articles.reports.pieces import Status


class Summary:
    """The sums and the gaps of a frozen document."""

    def __init__(self, report):
        told = json.loads(report.document)
        self.name = base_name(told)
        self.delivered, self.promised = told["delivered"], told["promised"]
        self.scheduled, self.gaps = told["scheduled"], told["gaps"]
        self.withheld, self.excluded = told["withheld"], told["excluded"]
        self.pages = told["pages"]
        self.unmeasured = [
            piece
            for piece in (*told["pieces"], *told["withheld"])
            if piece["reach"] is None and piece["status"] != Status.SCHEDULED
        ]

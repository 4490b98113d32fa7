"""The public register of funding: who pays for the publication, how much, and for what."""

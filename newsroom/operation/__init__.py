"""What operators need of a newsroom that runs: its log, probes, figures, and warnings at start."""

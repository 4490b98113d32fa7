"""A newsroom to look at: a magazine that does not exist, made by the code that real ones use."""

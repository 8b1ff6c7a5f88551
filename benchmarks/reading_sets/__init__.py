"""What the readers are measured on: one module a data set, each with ``measure(corpora, part)``."""

"""The parts of the suite (`benchmarks/suite.py`), a subject each: every part yields rows of the one table."""

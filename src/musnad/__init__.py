"""musnad reads Arabic news: who did or said what, to whom, when, where, and on whose word."""

__version__ = "0.1.0"

"""How hypothesis draws: the same examples in every run; HYPOTHESIS_PROFILE=explore draws new and more of them."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW_START = (HealthCheck.too_slow,)
settings.register_profile(
    "fixed", derandomize=True, database=None, deadline=None, max_examples=150, suppress_health_check=_SLOW_START
)
settings.register_profile("explore", database=None, deadline=None, max_examples=5000, suppress_health_check=_SLOW_START)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

os.environ["XDG_DATA_HOME"] = os.devnull  # no test reads the list of actors of whoever runs it
os.environ["MUSNAD_CACHE"] = "off"  # nor leaves compiled tables behind, or reads those
if hasattr(os, "nice"):
    os.nice = lambda _: 0  # a job that a test runs in its own process would leave that with less of the processor

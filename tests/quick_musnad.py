"""The command musnad with a pipeline that is made in no time, for tests that run it as a process of its own.

MUSNAD_STAGES is the version that its stages give themselves.
"""

from __future__ import annotations

import os

import musnad.pipeline
from case_kit import simple_pipeline
from musnad.lexicon.user_actors import UserActors
from musnad.pipeline import Pipeline


def quick_pipeline(_user: UserActors) -> Pipeline:
    """Return the simple pipeline."""
    return simple_pipeline(os.environ.get("MUSNAD_STAGES", "1"))


def main() -> None:
    """Run the command line of this process."""
    versions = {stage.name: stage.version for stage in quick_pipeline(UserActors()).stages}
    musnad.pipeline.pipeline_for = quick_pipeline
    musnad.pipeline.stage_versions = lambda _user: versions
    from musnad.cli.main import run

    run()


if __name__ == "__main__":
    main()

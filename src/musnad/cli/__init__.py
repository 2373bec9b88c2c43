"""The command `musnad`. Thin: readers, pipeline and views do the work. `musnad.cli.main` is the entry point."""

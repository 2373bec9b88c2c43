"""Lets `python -m musnad` do what the command `musnad` does."""

from musnad.cli.main import run

if __name__ == "__main__":
    run()

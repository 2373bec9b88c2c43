"""Weighing: what many articles tell together, counted by those who say it. Pure functions over evidence."""

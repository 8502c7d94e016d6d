"""Prefect flows: when, again, how many at once, and what to show."""

"""Measures of speed, run by `make bench`; a timed claim never lives in a test."""

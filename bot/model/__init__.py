"""Frozen values that all stages share. Pure: nothing here does I/O or knows the time."""

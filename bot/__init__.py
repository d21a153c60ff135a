"""Backchannel: a bot that watches the lines of communication between two armed forces."""

__version__ = "0.1.0"

"""Slack: events in, documents out."""

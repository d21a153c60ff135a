"""Telegram: updates in, documents out."""

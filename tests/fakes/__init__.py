"""Servers on 127.0.0.1 that refuse what the real platforms refuse, and fail on request."""

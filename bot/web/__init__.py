"""The process seen over HTTP: one server for health, metrics and the platforms' webhooks."""

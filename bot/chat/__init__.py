"""Where people talk to the bot: one folder a platform, and what they share."""

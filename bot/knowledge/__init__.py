"""The shipped and the user's knowledge in memory: sides, people, offices, channels, places, events.

Pure: the files are read by `bot.configuration`."""

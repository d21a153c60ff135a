"""Who wants what, when it is due, and what became of every message we owe."""

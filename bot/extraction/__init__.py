"""Articles to claims: pure, deterministic, offline. One module per layer; languages are data in config/lexicon/."""

"""From what a source holds to an article: decoding, cleaning, titles."""

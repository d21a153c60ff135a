"""Plain questions: words, names and dates to a `Question`, by one language's data file each."""

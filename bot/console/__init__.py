"""What only the command line does: the run, ingest, extract, check, and the prompt."""

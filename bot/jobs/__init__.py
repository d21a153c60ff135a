"""What runs when. A job is a few lines that call a stage."""

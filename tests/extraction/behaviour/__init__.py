"""What must hold of every reading, whatever the weights: behaviours that need no annotated article."""

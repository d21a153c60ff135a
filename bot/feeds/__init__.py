"""Where articles come from. A transport is one file here and one line in `registry.py`."""

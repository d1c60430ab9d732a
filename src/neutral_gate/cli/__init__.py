"""Floor 6: the command line, one verb a module."""

"""Publication in, one file out: one module a format, and formats never look at each other."""

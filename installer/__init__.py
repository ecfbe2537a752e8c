"""Sets the program up in a checkout and runs it or its checks, with the standard library alone."""

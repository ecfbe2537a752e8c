"""What a signed-in person can do; the only door that the windows and the command line use."""

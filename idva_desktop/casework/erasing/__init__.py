"""What is not kept for ever: when it is due, what stops it, and how it goes for good."""

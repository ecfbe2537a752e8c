"""What the service tells of itself: true figures for a supervisor, and returns that may leave."""

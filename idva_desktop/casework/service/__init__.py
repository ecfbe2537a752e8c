"""What the service keeps beside its cases: directory, feedback, content and its own clocks."""

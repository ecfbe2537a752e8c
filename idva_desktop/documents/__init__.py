"""What is printed: the safety plan and the return as PDF."""

"""What a supervisor sees and decides: what waits, what is late, who carries how much."""

"""How records travel in and out: workbooks of other systems, declared by a mapping."""

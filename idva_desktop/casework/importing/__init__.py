"""What a provider kept by hand goes in: read row by row, all of it or nothing, and told."""

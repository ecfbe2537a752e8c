"""What happened: acts, signed envelopes, chains and their replay. Pure, over bytes."""

"""What leaves the program on purpose: disclosures, sheets, printed copies and handovers."""

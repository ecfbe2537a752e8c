"""What casework is: records, questions, code lists, calendar and rules. No Qt, no SQL."""

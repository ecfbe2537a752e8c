"""What is printed: the client's safety plan, the return, the device code sheet.

Each module makes the bytes of one PDF from plain values; the same values give the same bytes.
Writing the file is the caller's business.
"""

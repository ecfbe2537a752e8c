"""The widgets that every screen is composed of.

They take plain data and give signals; they know nothing of records or of casework. Input fields
share one protocol (``field.InputField``). Each module's docstring shows its use.
"""

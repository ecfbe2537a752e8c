"""What a person sees: thin views over casework, built from the widgets of ``ui.widgets``."""

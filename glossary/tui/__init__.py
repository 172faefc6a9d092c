"""The terminal app: screens over the same functions as the command line. Only here is Textual imported."""

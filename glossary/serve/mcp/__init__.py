"""The termbase for writing assistants, over the Model Context Protocol.

``server`` speaks the protocol; ``tools`` says what can be asked; ``answers`` does it; ``arguments`` reads what
came, ``schemas`` describes what goes. Nothing is written unless the command line allows it.
"""

"""The language server: the termbase inside of any editor that speaks LSP."""

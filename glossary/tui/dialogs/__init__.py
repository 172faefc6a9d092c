"""Questions and forms that lie over a view, one a file."""

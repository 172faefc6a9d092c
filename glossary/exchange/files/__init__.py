"""What the formats share of files: text, lines, XML, limits, and writing all or nothing."""

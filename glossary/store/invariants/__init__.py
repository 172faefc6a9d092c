"""What always holds in a termbase: each module tells what doesn't, and mends what can safely be mended."""

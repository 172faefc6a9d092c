"""What a reviewer sees of a candidate: its form, its variants, its usage examples."""

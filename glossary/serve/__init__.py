"""The termbase for other programs: editors, pages, writing assistants. Each part speaks one protocol."""

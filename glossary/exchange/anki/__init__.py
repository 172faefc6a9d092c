"""Anki: a deck of cards in both directions, which is brought up to date by importing it again."""

from glossary.exchange.anki.writer import CARRIES, write_anki

__all__ = ["CARRIES", "write_anki"]

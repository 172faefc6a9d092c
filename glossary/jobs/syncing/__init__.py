"""The termbase and a folder of text files kept alike, in both directions, without losing what either changed."""

from glossary.jobs.syncing.dumping import dump
from glossary.jobs.syncing.loading import load
from glossary.jobs.syncing.merging_files import merge_files
from glossary.jobs.syncing.report import DumpReport, LoadConflict, LoadReport

__all__ = ["DumpReport", "LoadConflict", "LoadReport", "dump", "load", "merge_files"]

"""What can be typed: every command with its options. Nothing heavy is imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.cli.lookup_arguments import add_lookup
from glossary.cli.options import (
    CONFLICT_CHOICES,
    MATCH_CHOICES,
    Once,
    Parser,
    add_choice,
    add_command,
    add_json,
    begin_parser,
    count,
    days,
    decided,
    moved,
    named_columns,
    numbered,
    pair,
    positive,
)
from glossary.cli.syncing_arguments import add_changes, add_syncing
from glossary.vocabulary import (
    AdministrativeStatus,
    CandidateStatus,
    Language,
    Role,
    Strictness,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

_ENGINE_HELP = "who does the work: local (default), dask (a cluster here), dask=ADDRESS (one that runs already)"
_NAME_HELP = "id or term of the candidate"
_PATH_HELP = (
    "a document (txt, md, html, pdf, docx), a folder of them, or a bilingual file (tmx, xliff, po, csv, tsv; docx and "
    "html in two languages)"
)
_PLUGIN_HELP = "ask this plug-in for what nothing else has an equivalent for; see .github/PLUGINS.md"
_ENTRY_HELP = "id of the entry"


def build_parser() -> ArgumentParser:
    """Return the parser of the whole command line."""
    parser, commands = begin_parser()
    _add_app(commands)
    _add_mining(commands)
    _add_aligning(commands)
    _add_review(commands)
    _add_proposing(commands)
    _add_editing(commands)
    _add_edit(commands)
    add_lookup(commands)
    _add_misses(commands)
    _add_finding(commands)
    _add_checking(commands)
    _add_exchange(commands)
    _add_validating(commands)
    _add_safety(commands)
    _add_people(commands)
    add_changes(commands)
    _add_editor(commands)
    _add_lsp(commands)
    _add_serve(commands)
    return parser


def _add_app(commands: _SubParsersAction[Parser]) -> None:
    tui = add_command(commands, "tui", "tui:tui", "the terminal app: review, edit, search, export")
    tui.add_argument("--settings", metavar="FILE", help="of the app (default: tui.toml in the user's settings folder)")


def _add_mining(commands: _SubParsersAction[Parser]) -> None:
    demo = add_command(commands, "demo", "demo:demo", "the whole job on the sample articles that come with the program")
    demo.add_argument("--out", metavar="DIR", help="where the exports and the termbase go (default: exports/)")
    add_command(commands, "base", "mining:base", "put the curated base of policy terms into an empty termbase")
    mine = add_command(commands, "mine", "mining:mine", "documents or folders to candidates, best first")
    mine.add_argument("paths", nargs="*", metavar="PATH", help=_PATH_HELP)
    mine.add_argument(
        "--parallel",
        nargs=2,
        action="append",
        default=[],
        metavar=("ENGLISH", "CHINESE"),
        help="a text and its translation, or two folders of such, paired by name; may be given again",
    )
    mine.add_argument(
        "--terms", metavar="FILE", help="only find what these are called there, one a line; write nothing"
    )
    mine.add_argument(
        "--comparable",
        action="append",
        default=[],
        metavar="PATH",
        help="Chinese documents on the same matter, no translations: they propose for what has none; may be repeated",
    )
    mine.add_argument("--plugin", action="append", default=[], metavar="NAME", help=_PLUGIN_HELP)
    add_choice(mine, "--strictness", Strictness, "how much to keep", default=Strictness.BALANCED)
    mine.add_argument("--engine", default="local", metavar="ENGINE", help=_ENGINE_HELP)
    mine.add_argument("--workers", type=positive, metavar="N", help="processes at once (default: what is worth it)")
    mine.add_argument("--dry-run", action="store_true", help="write no database, print the candidates")
    mine.add_argument("--limit", type=positive, default=None, metavar="N", help="print at most N candidates")
    mine.add_argument("--explain", metavar="TERM", help="show the score of a term and what each step did to it")
    mine.add_argument("--encoding", metavar="NAME", help="of the documents, where it isn't detected right")
    mine.add_argument("--no-base", action="store_true", help="don't put the curated base into a new termbase")
    add_json(mine)
    candidates = add_command(commands, "candidates", "mining:candidates", "what was mined, best first")
    statuses = [*(status.value for status in CandidateStatus), "all"]
    candidates.add_argument("--status", choices=statuses, default="pending", help="only these (default: pending)")
    candidates.add_argument("--limit", type=positive, default=None, metavar="N", help="at most N")
    claims = candidates.add_mutually_exclusive_group()
    help_ = "the best N that wait and that nobody reviews; for ten minutes nobody else is given them"
    claims.add_argument("--claim", type=positive, metavar="N", help=help_)
    claims.add_argument("--claimed", action="store_true", help="those that are being reviewed, and by whom")
    help_ = "give claimed ones back: these, or all of your own"
    claims.add_argument("--release", nargs="*", metavar="CANDIDATE", help=help_)
    add_json(candidates)


def _add_review(commands: _SubParsersAction[Parser]) -> None:
    accept = add_command(commands, "accept", "reviewing:accept", "make entries of candidates")
    accept.add_argument("names", nargs="+", metavar="CANDIDATE", help=_NAME_HELP)
    accept.add_argument(
        "--equivalent",
        action="append",
        default=[],
        metavar="N|TERM",
        help="its Chinese: the number of a proposal, or the term; repeat for more, the first is preferred",
    )
    accept.add_argument("--pinyin", metavar="PINYIN", help="reading of the first equivalent, by hand")
    accept.add_argument("--term", metavar="TERM", help="the English term as it should be written")
    accept.add_argument("--subject-field", metavar="FIELD", help="of the new entry")
    accept.add_argument("--traditional", action="store_true", help="derive a Traditional section, marked as derived")
    _add_force(accept)
    add_json(accept)
    reject = add_command(commands, "reject", "reviewing:reject", "reject candidates; no mining brings them back")
    reject.add_argument("names", nargs="+", metavar="CANDIDATE", help=_NAME_HELP)
    _add_force(reject)
    reopen = add_command(commands, "reopen", "reviewing:reopen", "let rejected candidates wait for a decision again")
    reopen.add_argument("names", nargs="+", metavar="CANDIDATE", help=_NAME_HELP)
    merge = add_command(commands, "merge", "reviewing:merge", "add a candidate to an entry as an admitted term")
    merge.add_argument("name", metavar="CANDIDATE", help=_NAME_HELP)
    merge.add_argument("entry", metavar="ENTRY", help=_ENTRY_HELP)
    _add_force(merge)
    add_json(merge)


def _add_force(command: ArgumentParser) -> None:
    command.add_argument("--force", action="store_true", help="also what somebody else reviews, or has rejected")


def _add_proposing(commands: _SubParsersAction[Parser]) -> None:
    propose = add_command(commands, "propose", "proposing:propose", "make a candidate of a term by hand")
    propose.add_argument("term", metavar="TERM", help="English or Chinese")
    help_ = "what it may be called in the other language; repeat for more, best first"
    propose.add_argument("--equivalent", action="append", default=[], metavar="TERM", help=help_)
    propose.add_argument("--context", metavar="TEXT", help="a usage example")
    propose.add_argument("--source", metavar="TEXT", help="where the example or the term comes from")
    add_choice(propose, "--lang", Language, "of the term (default: by its characters)")
    add_json(propose)
    mcp = add_command(commands, "mcp", "serving_mcp:mcp", "serve a writing assistant over standard input and output")
    mcp.add_argument("--allow-writing", action="store_true", help="let it propose terms; else it can only read")


def _add_editing(commands: _SubParsersAction[Parser]) -> None:
    add = add_command(commands, "add", "editing:add", "add an entry by hand")
    add.register("action", None, Once)
    add.add_argument("english", metavar="ENGLISH", help="the preferred English term")
    add.add_argument("chinese", metavar="CHINESE", nargs="?", help="the preferred Chinese term")
    add.add_argument("--pinyin", metavar="PINYIN", help="reading of the Chinese term, by hand")
    add.add_argument("--subject-field", metavar="FIELD")
    add.add_argument("--definition", metavar="TEXT")
    add.add_argument("--source", metavar="TEXT", help="the document that fixes the terms")
    add.add_argument("--context", metavar="TEXT", help="an English usage example")
    add.add_argument("--note", action="append", default=[], metavar="TEXT", help="may be given several times")
    add.add_argument("--traditional", action="store_true", help="derive a Traditional section, marked as derived")
    add.add_argument("--allow-duplicate", action="store_true", help="also if another entry has the English term")
    add_json(add)
    deprecate = add_command(commands, "deprecate", "editing:deprecate", "mark a term of an entry as deprecated")
    deprecate.add_argument("entry", metavar="ENTRY", help=_ENTRY_HELP)
    deprecate.add_argument("term", metavar="TERM")
    _add_if_version(deprecate)
    delete = add_command(commands, "delete", "editing:delete", "delete entries")
    delete.add_argument("entries", nargs="+", metavar="ENTRY", help=_ENTRY_HELP)
    _add_if_version(delete)
    join = add_command(commands, "join", "editing:join", "make one entry of several")
    join.add_argument("into", metavar="INTO", help="id of the entry that stays")
    join.add_argument("others", nargs="+", metavar="OTHER", help="ids of the entries that go into it")
    help_ = (
        "only if nobody has changed INTO since: its version, as show --json tells it; again for each OTHER, in order"
    )
    join.add_argument("--if-version", action="append", default=[], metavar="VERSION", help=help_)
    add_json(join)
    split = add_command(commands, "split", "editing:split", "move terms of an entry into a new one")
    split.add_argument("entry", metavar="ENTRY", help=_ENTRY_HELP)
    split.add_argument("terms", nargs="+", metavar="TERM", help="the terms that move, in any language")
    split.add_argument("--id", metavar="ID", help="of the new entry (default: made of its first term)")
    _add_if_version(split)
    add_json(split)
    what = "bring an entry, also a deleted one, back to what it was"
    restore = add_command(commands, "restore", "editing:restore", what)
    restore.add_argument("entry", metavar="ENTRY", help=_ENTRY_HELP)
    help_ = "as it was after this step of the history"
    restore.add_argument("--revision", type=positive, required=True, metavar="N", help=help_)
    restore.add_argument("--before", action="store_true", help="as it was right before that step")
    _add_if_version(restore)
    add_json(restore)


def _add_edit(commands: _SubParsersAction[Parser]) -> None:
    edit = add_command(commands, "edit", "editing:edit", "change an entry")
    edit.register("action", None, Once)
    edit.add_argument("entry", metavar="ENTRY", help=_ENTRY_HELP)
    edit.add_argument("--subject-field", metavar="FIELD", help='"" takes it away')
    edit.add_argument("--definition", metavar="TEXT", help='"" takes it away')
    edit.add_argument("--definition-source", metavar="TEXT", help='of the definition; "" takes it away')
    help_ = 'a note of the entry, added to those there are; "" takes all away; may be given several times'
    edit.add_argument("--note", action="append", default=[], metavar="TEXT", help=help_)
    for option, what in (
        ("--add-term", "LANG=TERM"),
        ("--rename", "OLD=NEW"),
        ("--pinyin", "TERM=PINYIN"),
        ("--status", "TERM=STATUS"),
        ("--part-of-speech", "TERM=POS"),
        ("--term-type", "TERM=TYPE"),
        ("--context", "TERM=TEXT"),
        ("--term-note", "TERM=TEXT"),
        ("--term-source", "TERM=TEXT"),
        ("--language-definition", "LANG=TEXT"),
    ):
        edit.add_argument(option, action="append", default=[], metavar=what, type=pair)
    edit.add_argument("--source", metavar="TEXT", help="of the contexts that are added")
    edit.add_argument("--remove-term", action="append", default=[], metavar="TERM")
    edit.add_argument("--reference", action="append", default=[], metavar="ENTRY|URL", help="add a cross-reference")
    edit.add_argument("--remove-reference", action="append", default=[], metavar="ENTRY|URL")
    edit.add_argument("--remove-note", action="append", default=[], type=positive, metavar="N", help="by its number")
    for option, what, kind, help_ in (
        ("--remove-context", "TERM=N", numbered, "by its number in the term"),
        ("--move", "TERM=±N", moved, "so many places down, or up with a minus"),
    ):
        edit.add_argument(option, action="append", default=[], metavar=what, type=kind, help=help_)
    edit.add_argument("--traditional", action="store_true", help="derive a Traditional section, marked as derived")
    _add_if_version(edit)
    add_json(edit)


def _add_if_version(command: ArgumentParser) -> None:
    help_ = "only if nobody has changed the entry since: its version, as show --json tells it"
    command.add_argument("--if-version", metavar="VERSION", help=help_)


def _add_misses(commands: _SubParsersAction[Parser]) -> None:
    help_ = "what was looked up and isn't there, most frequent first"
    misses = add_command(commands, "misses", "missing:misses", help_)
    misses.add_argument("--limit", type=positive, default=None, metavar="N", help="at most N")
    misses.add_argument("--clear", action="store_true", help="forget them all")
    add_json(misses)


def _add_finding(commands: _SubParsersAction[Parser]) -> None:
    show = add_command(commands, "show", "finding:show", "an entry or a candidate with all it has")
    show.add_argument("name", metavar="ENTRY|TERM|CANDIDATE")
    add_json(show)
    terms = add_command(commands, "terms", "finding:terms", "the entries, all or those that a query finds")
    terms.add_argument("query", nargs="?", help="English, Chinese (one character is enough), pinyin or initials")
    _add_filter(terms)
    terms.add_argument("--limit", type=positive, default=None, metavar="N")
    add_json(terms)
    help_ = "where a term stands in the documents, with the words around it"
    occurrences = add_command(commands, "occurrences", "occurring:occurrences", help_)
    occurrences.add_argument("name", metavar="ENTRY|TERM|CANDIDATE")
    occurrences.add_argument("--limit", type=positive, default=None, metavar="N", help="print at most N")
    add_json(occurrences)
    pinyin = add_command(commands, "pinyin", "finding:pinyin", "tone-marked pinyin laid out by GB/T 16159")
    pinyin.add_argument("texts", nargs="+", metavar="TEXT")


def _add_checking(commands: _SubParsersAction[Parser]) -> None:
    annotate = add_command(commands, "annotate", "annotating:annotate", "the terms in a running text, longest first")
    annotate.add_argument("file", metavar="FILE", help="a text, document or bilingual file; - reads a text from stdin")
    annotate.add_argument("--nested", action="store_true", help="also terms within longer ones")
    annotate.add_argument("--lang", choices=["en", "zh"], help="only terms of this language")
    add_json(annotate)
    help_ = "deprecated, missing and inconsistent terms in texts and translations"
    check = add_command(commands, "check", "checking:check", help_)
    check.add_argument("files", nargs="*", metavar="FILE", help="a bilingual file (tmx, xliff, po, csv) or a text")
    check.add_argument("--target", metavar="FILE", help="the translation of the text")
    check.add_argument("--termbase", action="store_true", help="check the entries of the termbase itself")
    check.add_argument("--format", choices=["text", "json", "sarif"], default="text", help="(default: text)")
    add_json(check)
    for option, what, help_ in (
        ("--mute", "TERM", "no findings about this term or entry; repeat for more"),
        ("--ignore", "CODE", "no findings of this code; repeat for more"),
        ("--only", "CODE", "only findings of this code; repeat for more"),
    ):
        check.add_argument(option, action="append", default=[], metavar=what, help=help_)
    for command in (annotate, check):
        command.add_argument("--encoding", metavar="NAME", help="of a text, where it isn't detected right")
    check.add_argument("--rules", action="store_true", help="list the codes and what they mean")


def _add_exchange(commands: _SubParsersAction[Parser]) -> None:
    export = add_command(commands, "export", "exchanging:export", "write entries to a file")
    export.add_argument("--format", default=None, metavar="NAME", help="see glossary formats (default: by the ending)")
    export.add_argument("--for", dest="tool", metavar="TOOL", help="what a program takes; see glossary formats")
    export.add_argument("--chinese", choices=["zh-Hans", "zh-Hant"], help="with --for: the Chinese writing it gets")
    export.add_argument("-o", "--output", metavar="FILE", help="the file (default: exports/glossary.NAME)")
    dialects = ["core", "min", "basic", "linguist"]
    export.add_argument("--dialect", choices=dialects, help="of TBX; linguist keeps everything (default: basic)")
    export.add_argument("--style", choices=["dca", "dct"], help="of TBX: attributes or tags (default: dca)")
    export.add_argument("--tbx-version", type=int, choices=[2, 3], help="of TBX (default: 3)")
    export.add_argument("--bom", action="store_true", help="begin CSV with a byte order mark, for Excel")
    export.add_argument(
        "--examples",
        type=count,
        default=1,
        metavar="N",
        help="fill the usage examples of each entry up to N with mined ones (default: 1)",
    )
    export.add_argument("query", nargs="?", help="only the entries that this query finds")
    _add_filter(export)
    formats = add_command(commands, "formats", "formats:formats", "the formats of files, and what each carries")
    formats.add_argument("--markdown", action="store_true", help="as a table of a Markdown document")
    add_json(formats)
    import_ = add_command(commands, "import", "importing:import_", "read entries from a file")
    import_.add_argument("file", metavar="FILE")
    import_.add_argument("--format", default=None, metavar="NAME", help="see glossary formats (default: by the ending)")
    import_.add_argument(
        "--on-conflict",
        choices=CONFLICT_CHOICES,
        default="skip",
        help="what to do with entries that differ from those in the termbase: leave ours, fill in what ours lack, take "
        "the file's, or take only their terms, as admitted ones (default: skip)",
    )
    import_.add_argument(
        "--decide",
        action="append",
        default=[],
        type=decided,
        metavar="N=CHOICE",
        help="skip, fill, overwrite or variant for the one that --dry-run lists with this number; repeat for more",
    )
    import_.add_argument(
        "--match",
        choices=MATCH_CHOICES,
        default="variant",
        help="by what an entry of the file is one of the termbase: the id only, also a term, or also a variant of one "
        "(default: variant)",
    )
    help_ = "what the columns of a table hold, where it isn't guessed right; without a name behind it one is ignored"
    import_.add_argument("--columns", type=named_columns, metavar="HEADER=COLUMN,...", help=help_)
    import_.add_argument("--report", metavar="FILE", help="list in a CSV file what wasn't taken, and why")
    import_.add_argument("--dry-run", action="store_true", help="only list the conflicts and say what would be done")
    add_json(import_)


def _add_aligning(commands: _SubParsersAction[Parser]) -> None:
    help_ = "which sentences of a text are translated by which of another"
    align = add_command(commands, "align", "aligning:align", help_)
    align.add_argument("english", metavar="ENGLISH", help="a document, or a folder of documents")
    align.add_argument("chinese", metavar="CHINESE", help="its translation, or the folder that has them")
    out = "write the pairs there, to be corrected and mined: .tsv or .tmx (default: print them)"
    align.add_argument("-o", "--output", metavar="FILE", help=out)
    align.add_argument("--encoding", metavar="NAME", help="of the documents, where it isn't detected right")
    add_json(align)


def _add_validating(commands: _SubParsersAction[Parser]) -> None:
    help_ = "whether a TBX file keeps the rules of its dialect, and how to mend it"
    validate = add_command(commands, "validate", "validating:validate", help_)
    validate.add_argument("file", metavar="FILE", help="in TBX of any version, dialect and style")
    add_json(validate)


def _add_safety(commands: _SubParsersAction[Parser]) -> None:
    history = add_command(commands, "history", "safety:history", "who changed what, and when")
    history.add_argument("entry", nargs="?", metavar="ENTRY", help="only the changes of this entry")
    history.add_argument("--limit", type=positive, default=20, metavar="N", help="(default: 20)")
    add_json(history)
    undo = add_command(
        commands, "undo", "safety:undo", "take back a step: the newest of your own, or one by its number"
    )
    undo.add_argument("step", nargs="?", type=positive, metavar="STEP", help="its number in the history, anybody's")
    add_command(commands, "redo", "safety:redo", "do again what you undid last")
    database = commands.add_parser("db", help="the database itself", description="The database itself.")
    parts = database.add_subparsers(metavar="ACTION", required=True, title="actions")
    add_command(parts, "upgrade", "safety:upgrade", "bring the schema to the program's version, after a backup")
    _add_backups(parts)
    copy = add_command(parts, "copy", "copying:copy", "copy a whole termbase from a file to a server, or back")
    copy.add_argument("source", metavar="FROM", help="a file, or the URL of a database on a PostgreSQL server")
    copy.add_argument("target", metavar="TO", help="the same; nothing may be in it yet")
    add_json(copy)
    check = add_command(parts, "check", "safety:check", "look for damage")
    check.add_argument("--repair", action="store_true", help="mend the search columns and the full text index")
    stats = add_command(parts, "stats", "safety:stats", "how much there is of everything")
    grant = add_command(parts, "grant", "people:grant", "give the logins of a PostgreSQL server their users' rights")
    grant.add_argument("--print", action="store_true", help="print the SQL for whoever owns the tables instead")
    add_json(grant)
    add_json(stats)
    add_syncing(parts)


def _add_backups(parts: _SubParsersAction[Parser]) -> None:
    backup = add_command(parts, "backup", "backing_up:backup", "copy the termbase, whoever works on it meanwhile")
    backup.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="(default: in the folder NAME.backups beside it, of a server's in your data folder)",
    )
    backup.add_argument("--force", action="store_true", help="replace a file that is there")
    backups = add_command(parts, "backups", "backing_up:backups", "the copies that are kept beside the termbase")
    add_json(backups)
    restore = add_command(parts, "restore", "backing_up:restore", "bring the termbase back from a copy")
    restore.add_argument("file", nargs="?", metavar="FILE|newest", help="the copy (default: newest)")
    restore.add_argument("--no-copy", action="store_true", help="keep no copy of what the termbase is now")


def _add_people(commands: _SubParsersAction[Parser]) -> None:
    users = add_command(commands, "users", "people:list_users", "who may do what in this termbase")
    add_json(users)
    parts = users.add_subparsers(metavar="ACTION", title="actions")
    add = add_command(parts, "add", "people:add_user", "add a user; the first one is an admin")
    change = add_command(parts, "set", "people:set_role", "give a user another role")
    disable = add_command(parts, "disable", "people:disable_user", "let a user, and the user's tokens, do nothing")
    enable = add_command(parts, "enable", "people:enable_user", "let a disabled user work again")
    for part in (add, change, disable, enable):
        part.add_argument("name", metavar="NAME", help="on PostgreSQL the name of the login")
        add_json(part)
    roles = [role.value for role in Role]
    add.add_argument("--role", choices=roles, help="(default: contributor, admin for the first user)")
    change.add_argument("--role", choices=roles, required=True)
    tokens = add_command(commands, "tokens", "people:list_tokens", "the tokens by which programs act for users")
    add_json(tokens)
    parts = tokens.add_subparsers(metavar="ACTION", title="actions")
    make = add_command(parts, "add", "people:add_token", "make a token and print it, once")
    make.add_argument("user", metavar="USER", help="for whom programs act by it")
    make.add_argument("--label", default="", metavar="TEXT", help="what it is for")
    make.add_argument("--days", type=days, default="90", metavar="N|never", help="how long it is good (default: 90)")
    add_json(make)
    revoke = add_command(parts, "revoke", "people:revoke_tokens", "let a token be refused from now on")
    revoke.add_argument("id", nargs="?", type=positive, metavar="ID", help="as glossary tokens lists it")
    revoke.add_argument("--user", dest="name", metavar="NAME", help="all tokens of this user")
    add_json(revoke)


def _add_editor(commands: _SubParsersAction[Parser]) -> None:
    editor = commands.add_parser("editor", help="plugins for editors", description="Plugins for editors.")
    parts = editor.add_subparsers(metavar="ACTION", required=True, title="actions")
    add_json(add_command(parts, "list", "editors:list_editors", "the editors, and where their files go"))
    install = add_command(parts, "install", "editors:install_editor", "put a plugin where an editor looks for it")
    names = ["nvim", "vim", "emacs", "vscode", "helix", "kate", "sublime", "omegat"]
    install.add_argument("editor", choices=names, metavar="EDITOR", help=", ".join(names))
    install.add_argument("--print", action="store_true", help="print what would be written")
    install.add_argument("--dir", metavar="DIR", help="the editor's settings folder (default: its own), or the project")
    install.add_argument("--force", action="store_true", help="also over what was changed by hand, keeping a copy")
    omegat = add_command(parts, "omegat", "editors:omegat", "write the glossary of an OmegaT project")
    omegat.add_argument("project", metavar="PROJECT", help="its folder")
    omegat.add_argument("--watch", action="store_true", help="go on, and write it again when the termbase changes")


def _add_lsp(commands: _SubParsersAction[Parser]) -> None:
    lsp = add_command(commands, "lsp", "serving_lsp:lsp", "the language server: the termbase inside of any editor")
    lsp.add_argument("--stdio", action="store_true", help="over standard input and output (default)")
    lsp.add_argument("--tcp", metavar="HOST:PORT", help="over a port of this machine instead")


def _add_filter(command: ArgumentParser) -> None:
    command.add_argument("--subject-field", metavar="FIELD", help="only entries of this field")
    add_choice(command, "--status", AdministrativeStatus, "only entries with a term of this status")
    add_choice(command, "--missing", Language, "only entries without a term in this language")
    command.add_argument("--origin", choices=["base", "import", "review", "person"], help="only entries from there")
    command.add_argument("--mined", action="store_true", help="only entries that occur in the mined documents")


def _add_serve(commands: _SubParsersAction[Parser]) -> None:
    what = "serve the termbase to browsers and programs of this machine"
    serve = add_command(commands, "serve", "serving_http:serve", what)
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (default: 127.0.0.1)")
    serve.add_argument("--port", type=count, default=8765, metavar="N", help="default: 8765; 0 takes any that is free")
    help_ = "what lets programs write to a termbase without users; made if it isn't there"
    serve.add_argument("--token-file", metavar="FILE", help=help_)
    serve.add_argument("--require-token", action="store_true", help="show nothing without a token, on this machine too")
    help_ = "another name by which the server is asked for, such as a proxy's; repeat for more"
    serve.add_argument("--allow-host", action="append", default=[], metavar="NAME", help=help_)
    help_ = "bytes that a request may have (default: 1048576)"
    serve.add_argument("--max-body", type=positive, default=1024 * 1024, metavar="N", help=help_)
    serve.add_argument("--open", action="store_true", help="open the page in the browser")

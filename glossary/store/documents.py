"""Documents: kept once however often they are sent, never changed, withdrawn instead of deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from glossary.concept import Document
from glossary.errors import NotFound
from glossary.store.models import DocumentRow, FoundEquivalentRow, TranslationUnitRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Row

    from glossary.store.log.revisions import Revision

#: So many documents are in memory at once when all are read.
AT_ONCE = 50
#: The kind of change that the log keeps for a document.
KIND = "document"


def add_document(revision: Revision, document: Document) -> int:
    """Keep a document and return its id.

    The same bytes are the same document, wherever they lie. Another text at the same path takes the place
    of the former one, which is withdrawn.
    """
    connection = revision.connection
    same = connection.execute(select(DocumentRow).where(DocumentRow.hash == document.hash)).one_or_none()
    if same is not None:
        if same.withdrawn:
            _withdraw_path(revision, same.path)
            set_withdrawn(revision, same.id, withdrawn=False)
        return int(same.id)
    _withdraw_path(revision, document.path)
    row_id = (connection.scalar(select(func.max(DocumentRow.id))) or 0) + 1
    values = {
        "id": row_id,
        "path": document.path,
        "hash": document.hash,
        "language": document.language,
        "title": document.title,
        "date": document.date,
        "text": document.text,
        "headings": [list(span) for span in document.headings],
        "withdrawn": False,
        "added_at": revision.at,
    }
    connection.execute(insert(DocumentRow), [values])
    revision.record(KIND, str(row_id), None, _state(document.path, withdrawn=False))
    return row_id


def set_withdrawn(revision: Revision, document_id: int, *, withdrawn: bool) -> None:
    """Take a document out of the corpus, or back in."""
    connection = revision.connection
    row = connection.execute(select(DocumentRow.path, DocumentRow.withdrawn).where(DocumentRow.id == document_id)).one()
    if row.withdrawn == withdrawn:
        return
    connection.execute(update(DocumentRow).where(DocumentRow.id == document_id).values(withdrawn=withdrawn))
    after = _state(row.path, withdrawn=withdrawn)
    revision.record(KIND, str(document_id), _state(row.path, withdrawn=row.withdrawn), after)


def find_documents(connection: Connection) -> Iterator[Document]:
    """Yield the documents of the corpus in the order in which they came."""
    table = table_of(DocumentRow)
    statement = select(table).where(~table.c.withdrawn).order_by(table.c.id).execution_options(yield_per=AT_ONCE)
    with connection.execute(statement) as result:  # closed also when nobody wants the rest
        for row in result:
            yield _document(row)


def get_document(connection: Connection, document_id: int) -> Document:
    """Return a document, also a withdrawn one.

    Raises:
        NotFound: no document has the id.
    """
    table = table_of(DocumentRow)
    row = connection.execute(select(table).where(table.c.id == document_id)).one_or_none()
    if row is None:
        raise NotFound(f"document {document_id}: there is none with this id")
    return _document(row)


def mark_of_corpus(connection: Connection) -> tuple[int, ...]:
    """Return a mark of what candidates are mined from; it is another one after any mining that brought something."""
    standing = select(func.count(), func.sum(DocumentRow.id)).where(~DocumentRow.withdrawn)
    count, total = connection.execute(standing).one()
    newest = (connection.scalar(select(func.max(model.id))) for model in (TranslationUnitRow, FoundEquivalentRow))
    return int(count), int(total or 0), *(number or 0 for number in newest)


def side_path(path: str, language: str) -> str:
    """Return the path of one side of a bilingual file: a document of its own, which the file alone doesn't name."""
    return f"{path}#{language[:2]}"


def describe(path: str, title: str | None, date: str | None) -> str:
    """Return title, date and file name of a document, or of the bilingual file it is a side of, for a reader."""
    file = path.removesuffix("#en").removesuffix("#zh")
    name = file.replace("\\", "/").rstrip("/").rpartition("/")[2]
    described = ", ".join(part for part in (title, date) if part)
    return f"{described} ({name})" if described else name


def withdraw_all(revision: Revision, document_ids: Iterable[int]) -> None:
    """Take several documents out of the corpus."""
    for document_id in document_ids:
        set_withdrawn(revision, document_id, withdrawn=True)


def _withdraw_path(revision: Revision, path: str) -> None:
    statement = select(DocumentRow.id).where(DocumentRow.path == path, ~DocumentRow.withdrawn)
    withdraw_all(revision, revision.connection.execute(statement).scalars().all())


def _state(path: str, *, withdrawn: bool) -> dict[str, Any]:
    return {"path": path, "withdrawn": withdrawn}


def _document(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        path=row.path,
        hash=row.hash,
        language=row.language,
        title=row.title,
        date=row.date,
        text=row.text,
        headings=tuple((start, end) for start, end in row.headings),
    )

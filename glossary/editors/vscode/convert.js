"use strict";

/** What the protocol says into what VS Code understands, and back. Both count UTF-16. */

const vscode = require("vscode");

const position = (value) => new vscode.Position(value.line, value.character);
const range = (value) => new vscode.Range(position(value.start), position(value.end));
const uri = (value) => vscode.Uri.parse(value);
const location = (value) => new vscode.Location(uri(value.uri), range(value.range));

const toPosition = (value) => ({ line: value.line, character: value.character });
const toRange = (value) => ({ start: toPosition(value.start), end: toPosition(value.end) });

/** Return hover or documentation as Markdown; what isn't Markdown is shown as it is. */
function markdown(value) {
  if (value === undefined || value === null) {
    return undefined;
  }
  const shown = new vscode.MarkdownString();
  if (typeof value === "string" || value.kind === "plaintext") {
    return shown.appendText(typeof value === "string" ? value : value.value);
  }
  return shown.appendMarkdown(value.value);
}

/** Return a finding; `original` is what the server sent, for its fixes. */
function diagnostic(value) {
  const severity = value.severity ? value.severity - 1 : vscode.DiagnosticSeverity.Warning;
  const shown = new vscode.Diagnostic(range(value.range), value.message, severity);
  shown.source = value.source;
  const page = value.codeDescription?.href;
  shown.code = page ? { value: value.code, target: uri(page) } : value.code;
  shown.tags = value.tags;
  shown.relatedInformation = value.relatedInformation?.map(
    (related) => new vscode.DiagnosticRelatedInformation(location(related.location), related.message),
  );
  shown.original = value;
  return shown;
}

/** Return a change of documents. */
function workspaceEdit(value) {
  const shown = new vscode.WorkspaceEdit();
  const edits = { ...value.changes };
  for (const change of value.documentChanges ?? []) {
    if (change.kind === "create") {
      shown.createFile(uri(change.uri), { ignoreIfExists: true });
    } else if (change.textDocument) {
      edits[change.textDocument.uri] = [...(edits[change.textDocument.uri] ?? []), ...change.edits];
    }
  }
  for (const [document, changes] of Object.entries(edits)) {
    shown.set(uri(document), changes.map((edit) => new vscode.TextEdit(range(edit.range), edit.newText)));
  }
  return shown;
}

const command = (value) => value && { title: value.title, command: value.command, arguments: value.arguments };

/** Return a completion; `original` is what the server sent, for its documentation. */
function completionItem(value) {
  const shown = new vscode.CompletionItem(
    value.labelDetails ? { label: value.label, ...value.labelDetails } : value.label,
    value.kind === undefined ? undefined : value.kind - 1,
  );
  const edit = value.textEdit;
  shown.insertText = edit?.newText ?? value.insertText ?? value.label;
  if (edit) {
    shown.range = edit.range ? range(edit.range) : { inserting: range(edit.insert), replacing: range(edit.replace) };
  }
  shown.detail = value.detail;
  shown.documentation = markdown(value.documentation);
  shown.filterText = value.filterText;
  shown.sortText = value.sortText;
  shown.preselect = value.preselect;
  shown.tags = value.tags;
  shown.commitCharacters = value.commitCharacters;
  shown.additionalTextEdits = value.additionalTextEdits?.map((one) => new vscode.TextEdit(range(one.range), one.newText));
  shown.command = command(value.command);
  shown.original = value;
  return shown;
}

/** Return a fix; `diagnostics` are those of VS Code that it may be for. */
function codeAction(value, diagnostics) {
  if (typeof value.command === "string") {
    return { ...command(value) };
  }
  const shown = new vscode.CodeAction(value.title, value.kind && vscode.CodeActionKind.Empty.append(value.kind));
  const fixed = (value.diagnostics ?? []).map((one) => JSON.stringify([one.range, one.code, one.message]));
  shown.diagnostics = diagnostics.filter(({ original: one }) =>
    one ? fixed.includes(JSON.stringify([one.range, one.code, one.message])) : false,
  );
  shown.edit = value.edit && workspaceEdit(value.edit);
  shown.command = command(value.command);
  shown.isPreferred = value.isPreferred;
  shown.disabled = value.disabled;
  shown.original = value;
  return shown;
}

/** Return a symbol of a document, with those in it. */
function documentSymbol(value) {
  if (value.location) {
    return symbolInformation(value);
  }
  const shown = new vscode.DocumentSymbol(
    value.name || " ",
    value.detail ?? "",
    value.kind - 1,
    range(value.range),
    range(value.selectionRange),
  );
  shown.children = (value.children ?? []).map(documentSymbol);
  return shown;
}

const symbolInformation = (value) =>
  new vscode.SymbolInformation(value.name, value.kind - 1, value.containerName ?? "", location(value.location));

/** Return an equivalent shown behind a term. */
function inlayHint(value) {
  const label =
    typeof value.label === "string"
      ? value.label
      : value.label.map((part) => Object.assign(new vscode.InlayHintLabelPart(part.value), { tooltip: markdown(part.tooltip) }));
  const shown = new vscode.InlayHint(position(value.position), label, value.kind);
  shown.tooltip = markdown(value.tooltip);
  shown.paddingLeft = value.paddingLeft;
  shown.paddingRight = value.paddingRight;
  shown.textEdits = value.textEdits?.map((edit) => new vscode.TextEdit(range(edit.range), edit.newText));
  return shown;
}

module.exports = {
  codeAction,
  command,
  completionItem,
  diagnostic,
  documentSymbol,
  inlayHint,
  location,
  markdown,
  range,
  symbolInformation,
  toPosition,
  toRange,
  uri,
  workspaceEdit,
};

"use strict";

/** What the server can do in a document, offered to VS Code. */

const vscode = require("vscode");
const convert = require("./convert");

/**
 * Offer everything that the server said it can do.
 * @param {import("./client").Client} client
 * @returns {vscode.Disposable[]}
 */
function provideFeatures(client) {
  const can = client.capabilities;
  const where = client.selector;
  const { languages } = vscode;
  const offers = [
    [can.hoverProvider, () => languages.registerHoverProvider(where, hovers(client))],
    [can.completionProvider, () => languages.registerCompletionItemProvider(where, completions(client), ...(can.completionProvider.triggerCharacters ?? []))],
    [can.codeActionProvider, () => languages.registerCodeActionsProvider(where, actions(client), { providedCodeActionKinds: kinds(can) })],
    [can.definitionProvider, () => languages.registerDefinitionProvider(where, definitions(client))],
    [can.referencesProvider, () => languages.registerReferenceProvider(where, references(client))],
    [can.documentHighlightProvider, () => languages.registerDocumentHighlightProvider(where, highlights(client))],
    [can.documentSymbolProvider, () => languages.registerDocumentSymbolProvider(where, symbols(client))],
    [can.workspaceSymbolProvider, () => languages.registerWorkspaceSymbolProvider(workspaceSymbols(client))],
    [can.inlayHintProvider, () => languages.registerInlayHintsProvider(where, hints(client))],
    [can.codeLensProvider, () => languages.registerCodeLensProvider(where, lenses(client))],
    ...(can.executeCommandProvider?.commands ?? []).map((name) => [true, () => command(client, name)]),
  ];
  return offers.filter(([offered]) => offered).map(([, register]) => register());
}

const at = (client, document, position) => ({
  textDocument: client.identify(document),
  position: convert.toPosition(position),
});

const kinds = (can) => (can.codeActionProvider.codeActionKinds ?? []).map((kind) => vscode.CodeActionKind.Empty.append(kind));

const hovers = (client) => ({
  async provideHover(document, position, token) {
    const found = await client.ask("textDocument/hover", at(client, document, position), token);
    return found && new vscode.Hover(convert.markdown(found.contents), found.range && convert.range(found.range));
  },
});

const completions = (client) => ({
  async provideCompletionItems(document, position, token, context) {
    const found = await client.ask(
      "textDocument/completion",
      {
        ...at(client, document, position),
        context: { triggerKind: context.triggerKind + 1, triggerCharacter: context.triggerCharacter },
      },
      token,
    );
    if (!found) {
      return undefined;
    }
    const items = Array.isArray(found) ? found : found.items;
    return new vscode.CompletionList(items.map(convert.completionItem), found.isIncomplete);
  },
  async resolveCompletionItem(item, token) {
    if (client.capabilities.completionProvider?.resolveProvider) {
      const found = await client.ask("completionItem/resolve", item.original, token);
      item.documentation = convert.markdown(found?.documentation) ?? item.documentation;
      item.detail = found?.detail ?? item.detail;
    }
    return item;
  },
});

const actions = (client) => ({
  async provideCodeActions(document, range, context, token) {
    const only = context.only && [context.only.value];
    const found = await client.ask(
      "textDocument/codeAction",
      {
        textDocument: client.identify(document),
        range: convert.toRange(range),
        context: {
          diagnostics: context.diagnostics.flatMap((one) => one.original ?? []),
          only,
          triggerKind: context.triggerKind,
        },
      },
      token,
    );
    return found?.map((one) => convert.codeAction(one, context.diagnostics));
  },
  async resolveCodeAction(action, token) {
    if (client.capabilities.codeActionProvider?.resolveProvider && !action.edit) {
      const found = await client.ask("codeAction/resolve", action.original, token);
      action.edit = found?.edit && convert.workspaceEdit(found.edit);
      action.command = convert.command(found?.command) ?? action.command;
    }
    return action;
  },
});

/** Return places, whichever of its forms the protocol took. */
const places = (found) =>
  [found ?? []].flat().map((one) =>
    one.targetUri
      ? new vscode.Location(convert.uri(one.targetUri), convert.range(one.targetSelectionRange))
      : convert.location(one),
  );

const definitions = (client) => ({
  async provideDefinition(document, position, token) {
    return places(await client.ask("textDocument/definition", at(client, document, position), token));
  },
});

const references = (client) => ({
  async provideReferences(document, position, context, token) {
    const asked = { ...at(client, document, position), context };
    return places(await client.ask("textDocument/references", asked, token));
  },
});

const highlights = (client) => ({
  async provideDocumentHighlights(document, position, token) {
    const found = await client.ask("textDocument/documentHighlight", at(client, document, position), token);
    return found?.map((one) => new vscode.DocumentHighlight(convert.range(one.range), one.kind && one.kind - 1));
  },
});

const symbols = (client) => ({
  async provideDocumentSymbols(document, token) {
    const asked = { textDocument: client.identify(document) };
    return (await client.ask("textDocument/documentSymbol", asked, token))?.map(convert.documentSymbol);
  },
});

const workspaceSymbols = (client) => ({
  async provideWorkspaceSymbols(query, token) {
    return (await client.ask("workspace/symbol", { query }, token))?.map(convert.symbolInformation);
  },
});

const hints = (client) => ({
  onDidChangeInlayHints: client.refreshed.hints.event,
  async provideInlayHints(document, range, token) {
    const asked = { textDocument: client.identify(document), range: convert.toRange(range) };
    return (await client.ask("textDocument/inlayHint", asked, token))?.map(convert.inlayHint);
  },
});

const lenses = (client) => ({
  onDidChangeCodeLenses: client.refreshed.lenses.event,
  async provideCodeLenses(document, token) {
    const found = await client.ask("textDocument/codeLens", { textDocument: client.identify(document) }, token);
    return found?.map((one) => new vscode.CodeLens(convert.range(one.range), convert.command(one.command)));
  },
});

/** A command of the server, as its fixes name it; it says itself what came of it. */
function command(client, name) {
  return vscode.commands.registerCommand(name, async (argument) => {
    try {
      return await client.execute(name, argument ?? {});
    } catch (error) {
      client.complain(error);
      return undefined;
    }
  });
}

module.exports = { provideFeatures };

"use strict";

/** The commands that a user calls by name. */

const vscode = require("vscode");
const convert = require("./convert");

const HAN = /\p{Script=Han}/u;
/** The list follows the typing after so many milliseconds. */
const TYPING_PAUSE = 80;

/**
 * Make them known.
 * @param {vscode.ExtensionContext} context
 * @param {import("./client").Client} client
 */
function registerCommands(context, client) {
  const register = (name, run) =>
    context.subscriptions.push(
      vscode.commands.registerCommand(name, async (...given) => {
        try {
          return await run(client, ...given);
        } catch (error) {
          client.complain(error);
          return undefined;
        }
      }),
    );
  register("policyGlossary.lookUp", lookUp);
  register("policyGlossary.addTerm", addTerm);
  register("policyGlossary.propose", propose);
  register("policyGlossary.restart", () => client.restart());
}

/** Return the selected text on one line, and where it stands. */
function selected() {
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) {
    return { term: "" };
  }
  return {
    term: editor.document.getText(editor.selection).replace(/\s+/g, " ").trim(),
    uri: editor.document.uri.toString(),
    range: convert.toRange(editor.selection),
  };
}

const ask = (prompt, value = "") => vscode.window.showInputBox({ prompt, value, ignoreFocusOut: true });

/** Look up while the user types; what is chosen takes the place of the selection, in the other language. */
async function lookUp(client) {
  const editor = vscode.window.activeTextEditor;
  const list = vscode.window.createQuickPick();
  list.placeholder = "English, 中文, pinyin or initials";
  list.matchOnDescription = list.matchOnDetail = true;
  let asked = 0;
  let pause;
  const find = async (query) => {
    const mine = ++asked;
    const answer = query.trim() ? await client.execute("glossary.lookup", { query: query.trim() }) : undefined;
    const found = answer?.hits ?? [];
    if (mine === asked) {
      list.items = found.map(item);
      list.busy = false;
    }
  };
  list.onDidChangeValue((query) => {
    list.busy = true;
    clearTimeout(pause);
    pause = setTimeout(() => find(query).catch((error) => (list.title = error.message)), TYPING_PAUSE);
  });
  list.onDidAccept(async () => {
    const [chosen] = list.selectedItems;
    list.hide();
    if (chosen?.insert && editor) {
      await editor.edit((edit) => editor.selections.forEach((selection) => edit.replace(selection, chosen.insert)));
    }
  });
  list.onDidHide(() => list.dispose());
  list.show();
  list.value = selected().term;
  await find(list.value);
}

/** Return a hit as a line of the list; it is shown whatever VS Code thinks of how it matches. */
function item({ match, entry }) {
  const isEnglish = match.language === "en";
  const others = entry.terms.filter((term) => (term.language === "en") !== isEnglish);
  const accepted = others.filter((term) => ["preferred", "admitted"].includes(term.status));
  const shown = accepted.map((term) => (term.pinyin ? `${term.term} (${term.pinyin})` : term.term)).join(" · ");
  return {
    label: match.term,
    description: shown,
    detail: [entry.subject_field, entry.definition].filter(Boolean).join(" — ") || undefined,
    insert: accepted[0]?.term,
    alwaysShow: true,
  };
}

/** Add the selection, or what is typed, as a term. */
async function addTerm(client) {
  const found = selected();
  const term = found.term || (await ask("Term"))?.trim();
  if (!term) {
    return;
  }
  const equivalent = await ask(`${HAN.test(term) ? "English" : "Chinese"} of “${term}”`);
  if (equivalent !== undefined) {
    await client.execute("glossary.addTerm", { ...found, term, equivalent: equivalent.trim() || undefined });
  }
}

/** Propose the selection, or what is typed, as a candidate, with the line it stands in. */
async function propose(client) {
  const found = selected();
  const term = found.term || (await ask("Term to propose"))?.trim();
  if (term) {
    await client.execute("glossary.addCandidate", { ...found, term });
  }
}

module.exports = { registerCommands };

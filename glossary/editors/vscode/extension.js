"use strict";

/** Where VS Code comes in: the server is started, commands are put in their place. */

const vscode = require("vscode");
const { Client } = require("./client");
const { registerCommands } = require("./commands");

/** @type {Client | undefined} */
let client;

/** Start the server for this window. */
async function activate(context) {
  const log = vscode.window.createOutputChannel("Glossary", { log: true });
  client = new Client(log);
  context.subscriptions.push(log, client);
  registerCommands(context, client);
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("glossary.command") || event.affectsConfiguration("glossary.languages")) {
        client.restart();
      }
    }),
  );
  await client.start();
}

/** Stop it. */
async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };

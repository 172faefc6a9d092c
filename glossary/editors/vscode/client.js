"use strict";

/** The language server's life: started, told of documents, heard, started again when it fails, stopped. */

const { spawn } = require("child_process");
const os = require("os");
const vscode = require("vscode");
const convert = require("./convert");
const { Connection } = require("./connection");
const { OFFERS } = require("./offers");
const { provideFeatures } = require("./features");

/** So often within so many milliseconds the server may fail before nobody starts it again. */
const FAILURES = 4;
const FAILURES_WITHIN = 180_000;
const STOP_WITHIN = 2_000;
const TRANSLATIONS = "**/*.{tmx,xlf,xliff}";

class Client {
  /** @param {vscode.LogOutputChannel} log */
  constructor(log) {
    this._log = log;
    this._failures = [];
    this._connection = undefined;
    this._parts = [];
    this._turn = Promise.resolve();
    this.diagnostics = vscode.languages.createDiagnosticCollection("glossary");
    this.capabilities = {};
    this.refreshed = { hints: new vscode.EventEmitter(), lenses: new vscode.EventEmitter() };
  }

  /** Which documents are ours, as VS Code's providers want it. */
  get selector() {
    const languages = vscode.workspace.getConfiguration("glossary").get("languages");
    return [...languages.map((language) => ({ language, scheme: "file" })),
      ...languages.map((language) => ({ language, scheme: "untitled" })),
      { pattern: TRANSLATIONS, scheme: "file" }];
  }

  /** Start the server; one that can't be started is told to the user. */
  start() {
    return this._inTurn(() => this._start());
  }

  /** End it. */
  stop() {
    return this._inTurn(() => this._stop());
  }

  /** End it and start it again, with the settings of now. */
  restart() {
    this._failures = [];
    return this._inTurn(async () => {
      await this._stop();
      await this._start();
    });
  }

  dispose() {
    this.diagnostics.dispose();
    return this.stop();
  }

  /** Ask the server; what goes wrong is undefined and in the log. */
  async ask(method, params, token) {
    try {
      return (await this._connection?.request(method, params, token)) ?? undefined;
    } catch (error) {
      this._log.error(`${method}: ${error.message}`);
      return undefined;
    }
  }

  /** Run a command of the server; what goes wrong is thrown. */
  execute(command, argument) {
    if (!this._connection) {
      throw new Error("the glossary's server isn't running; see the output “Glossary”");
    }
    return this._connection.request("workspace/executeCommand", { command, arguments: [argument] });
  }

  /** Show what went wrong, unless the server has done so itself. */
  complain(error) {
    this._log.error(error);
    if (error.code === undefined) {
      vscode.window.showErrorMessage(`Glossary: ${error.message}`);
    }
  }

  /** Return what a document is called in the protocol. */
  identify(document) {
    return { uri: document.uri.toString() };
  }

  _inTurn(work) {
    this._turn = this._turn.then(work, work);
    return this._turn;
  }

  async _start() {
    const [program, ...options] = vscode.workspace.getConfiguration("glossary").get("command");
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? os.homedir();
    const child = spawn(program, [...options, "lsp"], { cwd: folder, stdio: "pipe", windowsHide: true });
    child.stderr.on("data", (data) => this._log.info(data.toString("utf8").trimEnd()));
    const connection = new Connection(child, {
      requests: this._requests(),
      notifications: this._notifications(),
      onError: (error) => this._log.error(error),
    });
    this._child = child;
    this._connection = connection;
    child.once("error", (error) => this._unavailable(program, error));
    child.once("exit", (code, signal) => this._ended(child, connection, code ?? signal));
    try {
      const answer = await connection.request("initialize", this._introduction());
      this.capabilities = answer.capabilities;
      connection.notify("initialized", {});
      this._parts = [...this._follow(connection), ...provideFeatures(this)];
      this._log.info(`${answer.serverInfo?.name} ${answer.serverInfo?.version} runs`);
    } catch (error) {
      this._log.error(`initialize: ${error.message}`);
    }
  }

  async _stop() {
    const [child, connection] = [this._child, this._connection];
    this._child = this._connection = undefined;
    this._forget();
    if (!child || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN);
    connection.request("shutdown", undefined).then(() => connection.notify("exit", undefined), () => child.kill());
    await ended;
    clearTimeout(late);
  }

  _forget() {
    this._parts.forEach((part) => part.dispose());
    this._parts = [];
    this.capabilities = {};
    this.diagnostics.clear();
  }

  async _unavailable(program, error) {
    this._log.error(error);
    this._connection?.close();
    this._child = this._connection = undefined;
    this._forget();
    const open = "Open Settings";
    const chosen = await vscode.window.showErrorMessage(
      `Glossary: ${program} can't be run (${error.message}). Say in the settings where it is.`, open);
    if (chosen === open) {
      vscode.commands.executeCommand("workbench.action.openSettings", "glossary.command");
    }
  }

  _ended(child, connection, reason) {
    connection.close();
    if (child !== this._child) {
      return;
    }
    this._log.warn(`the server has ended (${reason})`);
    this._child = this._connection = undefined;
    this._forget();
    const now = Date.now();
    this._failures = [...this._failures.filter((time) => now - time < FAILURES_WITHIN), now];
    if (this._failures.length < FAILURES) {
      setTimeout(() => this.start(), 500 * this._failures.length);
      return;
    }
    vscode.window.showErrorMessage("Glossary: the server ends again and again; see the output “Glossary”.");
  }

  _introduction() {
    const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => ({ uri: folder.uri.toString(), name: folder.name }));
    return {
      processId: process.pid,
      clientInfo: { name: "Visual Studio Code", version: vscode.version },
      locale: vscode.env.language,
      rootUri: folders[0]?.uri ?? null,
      workspaceFolders: folders.length ? folders : null,
      initializationOptions: this._settings(),
      capabilities: OFFERS,
    };
  }

  _settings() {
    return JSON.parse(JSON.stringify(vscode.workspace.getConfiguration("glossary")));
  }

  // What the server is told of.

  _follow(connection) {
    const isOurs = (document) => vscode.languages.match(this.selector, document) > 0;
    const opened = (document) => {
      if (isOurs(document)) {
        connection.notify("textDocument/didOpen", {
          textDocument: {
            uri: document.uri.toString(),
            languageId: document.languageId,
            version: document.version,
            text: document.getText(),
          },
        });
      }
    };
    const closed = (document) => {
      if (isOurs(document)) {
        connection.notify("textDocument/didClose", { textDocument: this.identify(document) });
        this.diagnostics.delete(document.uri);
      }
    };
    const changed = ({ document, contentChanges }) => {
      if (contentChanges.length && isOurs(document)) {
        connection.notify("textDocument/didChange", {
          textDocument: { uri: document.uri.toString(), version: document.version },
          contentChanges: contentChanges.map((change) => ({ range: convert.toRange(change.range), text: change.text })),
        });
      }
    };
    const saved = (document) => {
      if (isOurs(document)) {
        connection.notify("textDocument/didSave", { textDocument: this.identify(document) });
      }
    };
    vscode.workspace.textDocuments.forEach(opened);
    return [
      vscode.workspace.onDidOpenTextDocument(opened),
      vscode.workspace.onDidCloseTextDocument(closed),
      vscode.workspace.onDidChangeTextDocument(changed),
      vscode.workspace.onDidSaveTextDocument(saved),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("glossary")) {
          connection.notify("workspace/didChangeConfiguration", { settings: { glossary: this._settings() } });
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const named = (folder) => ({ uri: folder.uri.toString(), name: folder.name });
        connection.notify("workspace/didChangeWorkspaceFolders", {
          event: { added: added.map(named), removed: removed.map(named) },
        });
      }),
    ];
  }

  _watch(connection, pattern) {
    const tell = (type) => (uri) =>
      connection.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uri.toString(), type }] });
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    return vscode.Disposable.from(watcher, watcher.onDidCreate(tell(1)), watcher.onDidChange(tell(2)), watcher.onDidDelete(tell(3)));
  }

  // What the server says and asks.

  _notifications() {
    return {
      "textDocument/publishDiagnostics": ({ uri, diagnostics }) =>
        this.diagnostics.set(convert.uri(uri), diagnostics.map(convert.diagnostic)),
      "window/showMessage": (params) => void this._show(params),
      "window/logMessage": ({ message }) => this._log.info(message),
      "$/progress": ({ token, value }) => this._progress(token, value),
    };
  }

  _requests() {
    return {
      "workspace/configuration": ({ items }) =>
        items.map(({ section }) => {
          const [head, ...rest] = (section ?? "").split(".");
          const settings = { glossary: this._settings() };
          return rest.reduce((value, name) => value?.[name], settings[head]) ?? null;
        }),
      "workspace/workspaceFolders": () => this._introduction().workspaceFolders,
      "workspace/applyEdit": async ({ edit }) => ({ applied: await vscode.workspace.applyEdit(convert.workspaceEdit(edit)) }),
      "workspace/diagnostic/refresh": () => null,
      "workspace/inlayHint/refresh": () => this.refreshed.hints.fire(),
      "workspace/codeLens/refresh": () => this.refreshed.lenses.fire(),
      "window/showMessageRequest": async (params) => {
        const title = await this._show(params, (params.actions ?? []).map((action) => action.title));
        return params.actions?.find((action) => action.title === title) ?? null;
      },
      "window/showDocument": async ({ uri, external, selection }) => {
        if (external) {
          return { success: await vscode.env.openExternal(convert.uri(uri)) };
        }
        await vscode.window.showTextDocument(convert.uri(uri), { selection: selection && convert.range(selection) });
        return { success: true };
      },
      "window/workDoneProgress/create": () => null,
      "client/registerCapability": ({ registrations }) => {
        for (const { method, registerOptions } of registrations) {
          for (const { globPattern } of method === "workspace/didChangeWatchedFiles" ? registerOptions.watchers : []) {
            this._parts.push(this._watch(this._connection, globPattern));
          }
        }
      },
      "client/unregisterCapability": () => null,
    };
  }

  _show({ type, message }, choices = []) {
    const show = [undefined, "showErrorMessage", "showWarningMessage"][type] ?? "showInformationMessage";
    return vscode.window[show](message, ...choices);
  }

  _progress(token, value) {
    this._bars ??= new Map();
    if (value.kind === "begin") {
      const options = { location: vscode.ProgressLocation.Window, title: value.title };
      vscode.window.withProgress(options, () => new Promise((resolve) => this._bars.set(token, resolve)));
    } else if (value.kind === "end") {
      this._bars.get(token)?.();
      this._bars.delete(token);
    }
  }
}

module.exports = { Client };

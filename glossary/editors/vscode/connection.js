"use strict";

/** JSON-RPC with a child process over its stdin and stdout, framed by Content-Length. */

const HEADER_END = Buffer.from("\r\n\r\n");
const METHOD_NOT_FOUND = -32601;
const INTERNAL_ERROR = -32603;

/** An answer that says what went wrong. */
class ResponseError extends Error {
  constructor(error) {
    super(error.message || "the server failed");
    this.code = error.code;
  }
}

/** The two ends of a talk: we ask and are asked. */
class Connection {
  /**
   * @param {import("child_process").ChildProcessWithoutNullStreams} child
   * @param {{requests: Object<string, Function>, notifications: Object<string, Function>, onError: Function}} handlers
   */
  constructor(child, handlers) {
    this._child = child;
    this._handlers = handlers;
    this._waiting = new Map();
    this._lastId = 0;
    this._buffer = Buffer.alloc(0);
    this._closed = false;
    child.stdout.on("data", (data) => this._take(data));
    // A server that has ended can't be written to; its end is dealt with where the process is watched.
    child.stdin.on("error", () => this.close());
  }

  /**
   * Ask, and wait for the answer.
   * @param {string} method
   * @param {unknown} params
   * @param {import("vscode").CancellationToken} [token] tells the server that nobody waits any more
   * @returns {Promise<any>} undefined where the question was withdrawn
   */
  request(method, params, token) {
    if (this._closed) {
      return Promise.reject(new ResponseError({ message: "the server isn't running" }));
    }
    if (token?.isCancellationRequested) {
      return Promise.resolve(undefined);
    }
    const id = ++this._lastId;
    return new Promise((resolve, reject) => {
      const withdrawal = token?.onCancellationRequested(() => {
        this._waiting.delete(id);
        this.notify("$/cancelRequest", { id });
        withdrawal.dispose();
        resolve(undefined);
      });
      this._waiting.set(id, { resolve, reject, withdrawal });
      this._send({ jsonrpc: "2.0", id, method, params });
    });
  }

  /** Tell something. */
  notify(method, params) {
    if (!this._closed) {
      this._send({ jsonrpc: "2.0", method, params });
    }
  }

  /** Hear and say no more; who still waits is told. */
  close() {
    this._closed = true;
    for (const { reject, withdrawal } of this._waiting.values()) {
      withdrawal?.dispose();
      reject(new ResponseError({ message: "the server has stopped" }));
    }
    this._waiting.clear();
  }

  _send(message) {
    const body = Buffer.from(JSON.stringify(message), "utf8");
    this._child.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, "ascii"), body]));
  }

  _take(data) {
    this._buffer = this._buffer.length ? Buffer.concat([this._buffer, data]) : data;
    for (;;) {
      const end = this._buffer.indexOf(HEADER_END);
      if (end < 0) {
        return;
      }
      const length = /content-length: *(\d+)/i.exec(this._buffer.toString("ascii", 0, end));
      if (!length) {
        this._handlers.onError(new Error("the server's answer has no length"));
        this._child.kill();
        return;
      }
      const start = end + HEADER_END.length;
      const stop = start + Number(length[1]);
      if (this._buffer.length < stop) {
        return;
      }
      const body = this._buffer.toString("utf8", start, stop);
      this._buffer = this._buffer.subarray(stop);
      this._dispatch(JSON.parse(body)).catch((error) => this._handlers.onError(error));
    }
  }

  async _dispatch(message) {
    if (message.method === undefined) {
      this._settle(message);
    } else if (message.id === undefined) {
      await this._handlers.notifications[message.method]?.(message.params);
    } else {
      this._send({ jsonrpc: "2.0", id: message.id, ...(await this._answer(message)) });
    }
  }

  _settle({ id, result, error }) {
    const waiting = this._waiting.get(id);
    this._waiting.delete(id);
    waiting?.withdrawal?.dispose();
    if (error) {
      waiting?.reject(new ResponseError(error));
    } else {
      waiting?.resolve(result);
    }
  }

  async _answer({ method, params }) {
    const handler = this._handlers.requests[method];
    if (!handler) {
      return { error: { code: METHOD_NOT_FOUND, message: `${method} isn't known here` } };
    }
    try {
      return { result: (await handler(params)) ?? null };
    } catch (error) {
      return { error: { code: INTERNAL_ERROR, message: String(error.message || error) } };
    }
  }
}

module.exports = { Connection };

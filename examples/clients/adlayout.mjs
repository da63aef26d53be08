// adlayout from JavaScript: one process for all pages. Copy this file; it needs Node 18 or newer and nothing else.
//
//   import { Adlayout } from "./adlayout.mjs";
//   const adlayout = new Adlayout({ rules: "adlayout.toml" });
//   const { html, status } = await adlayout.finish("<!DOCTYPE html>…", "/artikel/");
//   await adlayout.close();

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export class Adlayout {
  #process;
  #waiting = []; // the calls that have no answer yet; answers come in their order
  #over;

  /** rules: a rule file or preset. command: how adlayout is called, as a list of words. */
  constructor({ rules, command = ["adlayout"] } = {}) {
    const words = [...command.slice(1), "finish", "--lines", ...(rules ? ["--rules", rules] : [])];
    this.#process = spawn(command[0], words, { stdio: ["pipe", "pipe", "inherit"] });
    this.#process.stdin.on("error", () => {}); // the process has ended: told below
    createInterface({ input: this.#process.stdout, crlfDelay: Infinity }).on("line", (line) => this.#answer(line));
    this.#over = new Promise((resolve) => {
      this.#process.once("error", (error) => resolve(`adlayout cannot be started: ${error.message}`));
      this.#process.once("close", (code, signal) => resolve(`adlayout has ended (${signal ?? `status ${code}`})`));
    }).then((why) => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(why));
      return why;
    });
  }

  /** The answer: {html, status, reason, insertions, left_out}. Rejected where the process ended before it. */
  finish(html, url) {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null || !this.#process.stdin.writable) {
      return this.#over.then((why) => Promise.reject(new Error(why)));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#process.stdin.write(JSON.stringify({ html, url }) + "\n");
    });
  }

  /** The number of the process. */
  get pid() {
    return this.#process.pid;
  }

  /** Waits for the answers that are still to come, and ends the process. */
  close() {
    this.#process.stdin.end();
    return this.#over;
  }

  #answer(line) {
    try {
      const answer = JSON.parse(line);
      this.#waiting.shift().resolve(answer);
    } catch {
      this.#process.kill(); // half a line of a process that was killed: its page is not done
    }
  }
}

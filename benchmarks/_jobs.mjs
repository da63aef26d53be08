// The same work as in _jobs.py, with libraries of Node: node _jobs.mjs JOB FOLDER [OUT], in a folder with node_modules.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const AFTER = [3, 6];
const SLOT = '<aside data-adlayout="slot">Anzeige</aside>';
const require = createRequire(path.resolve("package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const iconv = require("iconv-lite");

// Behind which paragraphs slots go. A parent is given as its paragraphs: [where in the parent's children, characters].
function chosen(parents) {
  let best = null;
  let most = -1;
  for (const parent of parents) {
    const chars = parent.paragraphs.reduce((sum, p) => sum + p.chars, 0);
    if (chars > most) [best, most] = [parent, chars];
  }
  return best ? AFTER.filter((n) => n <= best.paragraphs.length).map((n) => [best, best.paragraphs[n - 1].at]) : [];
}

// All elements with paragraphs, of a tree whose nodes are told by four functions.
function* withParagraphs(node, { children, isP, chars }) {
  const own = children(node);
  const paragraphs = own.map((child, at) => ({ at, child })).filter(({ child }) => isP(child));
  if (paragraphs.length) yield { own, paragraphs: paragraphs.map(({ at, child }) => ({ at, chars: chars(child) })) };
  for (const child of own) yield* withParagraphs(child, { children, isP, chars });
}

// The last place first, so that the others stay.
function insert(parents, slot) {
  for (const [parent, at] of chosen(parents).reverse()) parent.own.splice(at + 1, 0, slot());
}

async function rehypeJob() {
  const { rehype } = await load("rehype");
  const children = (node) => node.children ?? [];
  const chars = (node) => (node.type === "text" ? node.value.length : children(node).reduce((n, c) => n + chars(c), 0));
  const isP = (node) => node.tagName === "p";
  const slot = () => ({
    type: "element",
    tagName: "aside",
    properties: { dataAdlayout: "slot" },
    children: [{ type: "text", value: "Anzeige" }],
  });
  const slots = () => (tree) => insert(withParagraphs(tree, { children, isP, chars }), slot);
  const processor = rehype().use(slots).freeze();
  return (page, codec) => iconv.encode(String(processor.processSync(iconv.decode(page, codec))), codec);
}

async function posthtmlJob() {
  const posthtml = require("posthtml");
  const children = (node) => (Array.isArray(node) ? node : Array.isArray(node?.content) ? node.content : []);
  const chars = (node) => (typeof node === "string" ? node.length : children(node).reduce((n, c) => n + chars(c), 0));
  const isP = (node) => node?.tag === "p";
  const slot = () => ({ tag: "aside", attrs: { "data-adlayout": "slot" }, content: ["Anzeige"] });
  const slots = (tree) => insert(withParagraphs(tree, { children, isP, chars }), slot);
  return (page, codec) => iconv.encode(posthtml([slots]).process(iconv.decode(page, codec), { sync: true }).html, codec);
}

async function rewriterJob() {
  const { HTMLRewriter } = require("html-rewriter-wasm");
  return async (page, codec, told) => {
    const out = [];
    let number = 0;
    const rewriter = new HTMLRewriter((chunk) => out.push(Buffer.from(chunk)));
    const element = (p) => told.includes(number++) && p.after(SLOT, { html: true }) && undefined;
    rewriter.on("p", { element });
    try {
      await rewriter.write(page);
      await rewriter.end();
    } finally {
      rewriter.free();
    }
    return Buffer.concat(out);
  };
}

const JOBS = { rehype: rehypeJob, posthtml: posthtmlJob, "part, html-rewriter-wasm": rewriterJob };
const [name, folder, out] = process.argv.slice(2);
const job = await JOBS[name]();
const memory = (name) => Number(fs.readFileSync("/proc/self/status", "ascii").match(`${name}:\\s+(\\d+)`)[1]) / 1024;
const spent = (since) => Object.values(process.cpuUsage(since)).reduce((a, b) => a + b, 0) / 1e6;

const given = JSON.parse(fs.readFileSync(path.join(folder, "pages.json"), "utf8"));
// One page ahead, whose time is start-up.
try {
  await job(fs.readFileSync(path.join(folder, given[0].file)), given[0].codec, given[0].told);
} catch {}
const start = memory("VmRSS");
const clock = performance.now();
const seconds = [];
const failed = {};
for (const one of given) {
  const page = fs.readFileSync(path.join(folder, one.file));
  const began = process.cpuUsage();
  let made = page;
  try {
    made = await job(page, one.codec, one.told);
  } catch (error) {
    failed[one.file] = String(error).slice(0, 200);
  }
  seconds.push(spent(began));
  if (out) fs.writeFileSync(path.join(out, one.file), made);
}
console.log(JSON.stringify({ seconds, clock: (performance.now() - clock) / 1000, start, peak: memory("VmHWM"), failed }));

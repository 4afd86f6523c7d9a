// Bundles the style sheet and scripts, names each file by its content, and lists them in manifest.json.
// Usage: node build.mjs [output folder] [hash of the sources, kept in the manifest]

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OUTPUT = process.argv[2] ?? join(HERE, "..", "src", "kalends", "adapters", "web", "static");
const SOURCES_HASH = process.argv[3] ?? "";

const ENTRIES = ["css/kalends.css", "js/kalends.js", "js/answer.js"];
const IMAGES = ["img/kalends.svg"];

// Long enough that two versions never meet, short enough to weigh nothing on the page.
const HASH_LENGTH = 10;

const bundled = await build({
  absWorkingDir: HERE,
  entryPoints: ENTRIES,
  entryNames: "[name]",
  outdir: "unused",
  write: false,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});

const contents = new Map();
for (const file of bundled.outputFiles) contents.set(basename(file.path), Buffer.from(file.contents));
for (const image of IMAGES) contents.set(basename(image), await readFile(join(HERE, image)));

await mkdir(OUTPUT, { recursive: true });
const manifest = { sources: SOURCES_HASH, files: {} };
const kept = new Set(["manifest.json"]);
for (const [name, content] of [...contents].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const hashed = withHash(name, content);
  manifest.files[name] = hashed;
  const gzipped = gzipSync(content, { level: 9 });
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
  for (const [suffix, bytes] of [["", content], [".gz", gzipped], [".br", brotli]]) {
    await put(hashed + suffix, bytes);
    kept.add(hashed + suffix);
  }
  console.log(`${hashed}  ${content.length} bytes, ${gzipped.length} gzipped, ${brotli.length} brotli`);
}

// Last, so that a server reading the manifest meanwhile finds every file that it names.
await put("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
for (const name of await readdir(OUTPUT)) {
  if (!kept.has(name) && !name.startsWith(".")) await rm(join(OUTPUT, name), { recursive: true });
}

function withHash(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, HASH_LENGTH);
  return `${basename(name, extname(name))}.${hash}${extname(name)}`;
}

async function put(name, bytes) {
  const draft = join(OUTPUT, `.${name}.${process.pid}`);
  await writeFile(draft, bytes);
  await rename(draft, join(OUTPUT, name));
}

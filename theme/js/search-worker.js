// Searches one shard at a time, off the page's own thread. WebAssembly runs here, so that the page's policy can forbid
// it there.
//
// A shard's small files lie together in its head.bin, and the programs beside all shards: Pagefind asks for each file
// by itself, and `fetch` answers it from there.

const shards = new Map(); // "ru/2022-01" -> the opened shard
const heads = new Map(); // path of a shard's folder -> its small files by name
const programs = new Map(); // "wasm.ru.pagefind" -> its bytes
const network = self.fetch.bind(self);
let program; // address of the folder with Pagefind's own files

self.fetch = async (address) => {
  const { pathname } = new URL(address, self.location);
  const [, folder, name] = pathname.match(/^(.*?\/)((?:filter\/)?[^/]*)$/);
  const held = heads.get(folder)?.get(name);
  if (held) return new Response(held);
  return name.startsWith("wasm.") ? new Response(await programBytes(name)) : network(address);
};

onmessage = async ({ data: { call, base, language, name, key, query, filters } }) => {
  try {
    program = new URL("program/", base);
    const { engine, times } = await open(new URL(base), language, name, key);
    const results = await matches(engine, words(language, query), filters);
    const hits = results.map(({ id }) => ({ index: Number(id), time: times[Number(id)] }));
    postMessage({ call, hits });
  } catch (error) {
    postMessage({ call, error: String(error) });
  }
};

/** A module import of its own for each language: languages that share one Pagefind module break each other. */
function open(base, language, name, key) {
  const path = `${language}/${name}`;
  if (!shards.has(path)) {
    const folder = new URL(`${path}/`, base);
    const module = import(new URL(`pagefind.js?${language}`, program));
    shards.set(path, openShard(folder, key, module));
  }
  return shards.get(path);
}

async function openShard(folder, key, module) {
  const response = await network(new URL(`head.bin?${key}`, folder));
  if (!response.ok) throw new Error(`${folder.pathname}: ${response.status}`);
  const unpacked = response.body.pipeThrough(new DecompressionStream("gzip"));
  const data = new Uint8Array(await new Response(unpacked).arrayBuffer());
  let start = data.indexOf(10) + 1;
  const { times, files } = JSON.parse(new TextDecoder().decode(data.subarray(0, start)));
  const held = new Map();
  for (const [name, size] of files) held.set(name, data.subarray(start, (start += size)));
  heads.set(folder.pathname, held);
  const { createInstance } = await module;
  return { times, engine: await createInstance({ basePath: folder.pathname, baseUrl: "/", noWorker: true }) };
}

function programBytes(name) {
  if (!programs.has(name)) programs.set(name, network(new URL(name, program)).then((found) => found.arrayBuffer()));
  return programs.get(name);
}

/** Pagefind cuts Chinese and Japanese queries into words only on a page in that language; we do it on any. */
function words(language, query) {
  if (!["zh", "ja"].includes(language) || !globalThis.Intl?.Segmenter) return query;
  const parts = new Intl.Segmenter(language, { granularity: "word" }).segment(query);
  return [...parts].map(({ segment }) => segment).join(" ");
}

/**
 * Pages that hold every word of the query, or a longer one that begins with it.
 *
 * Where no word does, Pagefind takes the longest one that the query itself begins with. That finds "Алматы" for
 * "Алматыда", but also "a" for "Almaty": a month without the word must give nothing instead.
 */
async function matches(engine, query, filters) {
  const { results } = await engine.search(query || null, { filters });
  if (!query || !results.length || query.includes('"')) return results;
  const there = await Promise.all(query.split(/\s+/).map((word) => isThere(engine, word)));
  return there.every(Boolean) ? results : [];
}

/** Whether the index holds a word, or at least more than the first 60 hundredths of it. */
async function isThere(engine, word) {
  if ((await pagesOf(engine, `"${word}"`)).size) return true;
  const start = word.slice(0, Math.ceil(word.length * 0.6));
  const [found, poor] = await Promise.all([pagesOf(engine, word), pagesOf(engine, `${start}zzzz`)]);
  return found.size !== poor.size || [...found].some((id) => !poor.has(id));
}

async function pagesOf(engine, query) {
  const { results } = await engine.search(query);
  return new Set(results.map(({ id }) => id));
}

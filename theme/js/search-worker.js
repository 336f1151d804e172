// Searches one shard at a time, off the page's own thread. WebAssembly runs here, so that the page's policy can forbid
// it there.

const shards = new Map(); // "ru/2022-01" -> the opened shard

onmessage = async ({ data: { call, base, language, month, query, filters } }) => {
  try {
    const { engine, order } = await open(new URL(base), language, month);
    const results = await matches(engine, words(language, query), filters);
    const place = new Map(order.ids.map((id, index) => [id, index]));
    const hits = results.map(({ id }) => ({ index: place.get(id), time: order.times[place.get(id)] }));
    postMessage({ call, hits });
  } catch (error) {
    postMessage({ call, error: String(error) });
  }
};

/** A module import of its own for each language: languages that share one Pagefind module break each other. */
function open(base, language, month) {
  const name = `${language}/${month}`;
  if (!shards.has(name)) {
    const folder = new URL(`${name}/`, base);
    const engine = import(new URL(`${language}/pagefind.js`, base)).then((module) =>
      module.createInstance({ basePath: folder.pathname, baseUrl: "/", noWorker: true }),
    );
    const order = fetch(new URL("order.json", folder)).then((response) => response.json());
    shards.set(name, Promise.all([engine, order]).then(([engine, order]) => ({ engine, order })));
  }
  return shards.get(name);
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

// Searches one shard at a time, off the page's own thread. WebAssembly runs here, so that the page's policy can forbid
// it there.

const shards = new Map(); // "ru/2022-01" -> the opened shard

onmessage = async ({ data: { call, base, language, month, query, filters } }) => {
  try {
    const { engine, order } = await open(new URL(base), language, month);
    const { results } = await engine.search(words(language, query) || null, { filters });
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

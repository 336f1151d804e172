// The search page. The form works on its own address (?q=…); this module finds, lists and pages the results.
//
// Posts are indexed in shards, each of one language and of a month or some days. We go from the newest to older ones
// and stop as soon as a page of results is full; for a rare word we show what the newest have, or that they have nothing,
// and go on when the reader wants more: who pays by the megabyte decides. The language of the reader's own interface (or of the query's script) comes first; the others are asked
// when it has none, or when the reader wants them.

const PAGE = 10;
const AT_ONCE = 4; // shards asked at the same time for a rare word
const AT_FIRST = 3; // shards asked before a short list, or none, is shown: each costs 2 to 4 requests and some 25 kB
const SMALL = 1000; // posts of a digest that is looked through without asking: its shards are small
const PER_PRESS = 8; // and each time that the reader wants more; then we look on until something is found
const SCRIPTS = {
  Cyrillic: ["ru", "kk", "ky", "tg", "uz", "mn", "uk"],
  Arabic: ["fa", "ug", "ar", "ps", "ur"],
  Han: ["zh", "ja"],
};
const OWN_LETTERS = [
  ["kk", /[әұһі]|[қғ].*ы|ы.*[қғ]/iu],
  ["tg", /[ӣӯҳҷ]/iu],
  ["uz", /[ў]|[og]['ʻʼ‘’]/iu],
  ["tk", /[žýňş]/iu],
  ["ky", /[ңөү]/iu],
];

const calls = new Map(); // questions that the worker has not answered
let worker = null;
let lastCall = 0;
const chunks = new Map(); // address -> cards

function start(form) {
  const base = new URL(form.dataset.root || "./", location.href);
  const manifest = JSON.parse(document.querySelector("[data-search-manifest]").textContent);
  const page = {
    form,
    manifest,
    base: new URL("search/", base),
    root: base,
    list: document.querySelector("[data-search-results]"),
    status: document.querySelector("[data-search-status]"),
    more: document.querySelector("[data-search-more]"),
    others: document.querySelector("[data-search-others]"),
    item: document.querySelector("[data-search-item]"),
  };
  let current = null;
  const run = () => {
    current?.stop();
    current = search(page, question(location.search));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(form, run);
  });
  form.addEventListener("change", (event) => {
    if (event.target.tagName === "SELECT") go(form, run);
  });
  window.addEventListener("popstate", () => {
    fill(form, question(location.search));
    run();
  });
  page.more.addEventListener("click", () => current?.next());
  page.others.addEventListener("click", () => current?.widen());
  fill(form, question(location.search));
  run();
}

/** Put the form's values into the address bar, without those that are empty. */
function go(form, run) {
  const values = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (String(value).trim()) values.set(name, String(value).trim());
  const address = values.size ? `?${values}` : location.pathname;
  if (address !== location.search) history.pushState(null, "", address);
  run();
}

function question(address) {
  const values = new URLSearchParams(address);
  const get = (name) => (values.get(name) || "").trim();
  return { q: get("q"), region: get("region"), source: get("source"), from: get("from"), period: get("period") };
}

function fill(form, asked) {
  for (const [name, value] of Object.entries(asked)) if (form.elements[name]) form.elements[name].value = value;
}

/** One search: hits are found month by month; `next` shows ten more, `widen` asks all languages. */
function search(page, asked) {
  const filters = {};
  for (const name of ["region", "source", "from"]) if (asked[name]) filters[name] = asked[name];
  const say = (key, value) => {
    const phrase = page.status.dataset[key] || "";
    page.status.dataset.state = key;
    page.status.textContent = phrase.replace(/%\(\w+\)s/, value);
  };
  page.list.replaceChildren();
  page.more.hidden = page.others.hidden = true;
  if (!asked.q && !Object.keys(filters).length && !asked.period) {
    say("ask");
    return { stop() {}, next() {}, widen() {} };
  }
  const order = languageOrder(page, asked.q);
  let stopped = false;
  let wide = order.length < 2;
  let shown = 0;
  let ended = false;
  // How many shards may be opened before a list is shown, whether the reader asked for older ones, how far we are.
  const purse = { shards: AT_FIRST, pressed: postsOf(page.manifest) <= SMALL, since: "", left: Infinity };
  let hits = hitsIn(page, asked, filters, wide ? order : order.slice(0, 1), purse);
  let ready = [];

  const show = async () => {
    page.list.setAttribute("aria-busy", "true");
    say("busy");
    try {
      const mayOpen = () => purse.shards > 0 || !purse.left || (purse.pressed && ready.length <= shown);
      while (ready.length < shown + PAGE + 1 && mayOpen()) {
        const { value, done } = await hits.next();
        if (stopped) return;
        if (value) ready.push(...value);
        ended = done;
        if (done) {
          if (wide || ready.length) break; // some found: other languages, with their programs, when the reader asks
          widenNow();
        }
      }
      const fresh = ready.slice(shown, shown + PAGE);
      const cards = await Promise.all(fresh.map((hit) => hit.card()));
      if (stopped) return;
      page.list.append(...cards.map((card) => entry(page, card)));
      shown += cards.length;
      if (shown || ended) say(shown ? "found" : "none", shown);
      else say("noneSince", day(purse.since));
      page.more.hidden = ended && ready.length <= shown;
      page.more.textContent = shown ? page.more.dataset.results : page.more.dataset.older;
      page.others.hidden = wide;
    } catch (error) {
      if (stopped) return;
      console.error(error);
      say("failed");
    } finally {
      if (!stopped) page.list.removeAttribute("aria-busy");
    }
  };
  const widenNow = () => {
    wide = true;
    ended = false;
    purse.left = Infinity;
    hits = hitsIn(page, asked, filters, order, purse);
    ready = [];
    shown = 0;
    page.list.replaceChildren();
  };
  show();
  return {
    stop: () => (stopped = true),
    next: () => {
      Object.assign(purse, { shards: PER_PRESS, pressed: true });
      show();
    },
    widen: () => {
      Object.assign(purse, { shards: PER_PRESS, pressed: true });
      widenNow();
      show();
    },
  };
}

/**
 * Hits of several languages, newest first. Shards are opened from the newest; a hit is handed on when no shard that is
 * not yet open can hold a newer one.
 */
async function* hitsIn(page, asked, filters, languages, purse) {
  const waiting = languages
    .flatMap((language) => page.manifest.shards[language].map((row) => shardOf(language, row)))
    .filter(({ name }) => name.startsWith(asked.period))
    .sort((a, b) => b.newest - a.newest);
  let held = [];
  let posts = 0;
  let hits = 0;
  for (let width = 1; waiting.length; width = enough(waiting, hits / posts, PAGE + 1 - hits)) {
    const opened = waiting.splice(0, purse.shards > 0 ? Math.min(width, purse.shards) : width);
    purse.shards -= opened.length;
    Object.assign(purse, { since: opened.at(-1).name, left: waiting.length });
    const found = (await Promise.all(opened.map((shard) => hitsOf(page, shard, asked.q, filters)))).flat();
    posts += opened.reduce((sum, { count }) => sum + count, 0);
    hits += found.length;
    held = [...held, ...found].sort((a, b) => b.time - a.time);
    const sure = waiting.length ? held.filter(({ time }) => time >= waiting[0].newest).length : held.length;
    yield held.splice(0, sure);
  }
}

function postsOf(manifest) {
  return Object.values(manifest.shards).flat().reduce((sum, [, count]) => sum + count, 0);
}

function shardOf(language, [name, count, newest, key]) {
  return { language, name, count, newest, key };
}

/**
 * How many shards to open at once: those that should hold what is missing, going by the share of posts that matched so
 * far. A common word loads no shard too many, a rare one takes few round trips.
 */
function enough(waiting, share, missing) {
  let count = 0;
  for (let hoped = 0; hoped < missing && count < AT_ONCE; count++) hoped += (waiting[count]?.count || 0) * share;
  return Math.max(count, 1);
}

async function hitsOf(page, { language, name, key }, query, filters) {
  const hits = await ask(page, { language, name, key, query, filters });
  return hits.map(({ index, time }) => ({ time, card: () => readCard(page, `${language}/${name}`, key, index) }));
}

/** Put a question to the worker, which is started with the first one. */
function ask(page, question) {
  if (!worker) {
    worker = new Worker(new URL("worker.js", page.base), { type: "module" });
    worker.onmessage = ({ data: { call, hits, error } }) => {
      const { resolve, reject } = calls.get(call);
      calls.delete(call);
      if (error) reject(new Error(error));
      else resolve(hits);
    };
    worker.onerror = () => {
      for (const { reject } of calls.values()) reject(new Error("the search worker did not start"));
      calls.clear();
    };
  }
  return new Promise((resolve, reject) => {
    const call = ++lastCall;
    calls.set(call, { resolve, reject });
    worker.postMessage({ call, base: page.base.href, ...question });
  });
}

async function readCard(page, folder, key, index) {
  const number = Math.floor(index / page.manifest.chunk);
  const address = new URL(`${folder}/cards-${number}.bin?${key}`, page.base);
  if (!chunks.has(address.href)) chunks.set(address.href, readPacked(address));
  return (await chunks.get(address.href))[index % page.manifest.chunk];
}

async function readPacked(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
}

/** Which languages can hold the query, likeliest first. */
function languageOrder(page, query) {
  const all = Object.keys(page.manifest.shards);
  const script = Object.keys(SCRIPTS).find((name) => new RegExp(`\\p{Script=${name}}`, "u").test(query));
  const fits = query && script ? all.filter((code) => SCRIPTS[script].includes(code)) : all;
  const latin = query && !script && /\p{Script=Latin}/u.test(query);
  const able = latin ? all.filter((code) => !["ru", "kk", "ky", "tg", "mn", "uk", "fa", "ug", "ar", "zh"].includes(code)) : fits;
  const own = OWN_LETTERS.filter(([, letters]) => letters.test(query)).map(([code]) => code);
  const first = [...own, document.documentElement.lang, script === "Cyrillic" ? "ru" : "en"];
  const rank = (code) => (first.includes(code) ? first.indexOf(code) : first.length);
  return (able.length ? able : all).sort((a, b) => rank(a) - rank(b));
}

function entry(page, [path, title, lede, when, language, regions, source, from]) {
  const node = page.item.content.cloneNode(true);
  const set = (name, text) => {
    const element = node.querySelector(`[data-${name}]`);
    if (text) element.textContent = text;
    else element.remove();
    return element;
  };
  const link = set("title", title);
  link.href = new URL(path, page.root).href;
  for (const element of [link, set("lede", lede)]) {
    element.lang = language;
    element.dir = "auto";
  }
  const time = set("time", moment(page, when));
  time.dateTime = when;
  set("source", source);
  set("regions", regions.map((code) => label(page, "region", code)).join(", "));
  set("from", from === language.split("-")[0] ? "" : label(page, "from", from));
  return node;
}

/** The name that the form's own choices give to a value. */
function label(page, name, value) {
  const option = [...(page.form.elements[name]?.options || [])].find((choice) => choice.value === value);
  return option?.dataset.name || value;
}

function moment(page, when) {
  return written({ dateStyle: "medium", timeStyle: "short", timeZone: page.form.dataset.zone }, when);
}

/** The first day of a shard, "2022-01" or "2022-01-11". */
function day(name) {
  return written({ dateStyle: "long", timeZone: "UTC" }, name.length > 7 ? name : `${name}-01`);
}

/** Day before month and a clock of 24 hours, as on every other page. */
function written(options, when) {
  const language = document.documentElement.lang;
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options).format(new Date(when));
}

const form = document.querySelector("[data-search]");
if (form) start(form);

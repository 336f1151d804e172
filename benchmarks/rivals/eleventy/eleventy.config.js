// The digest's posts as Eleventy makes them: one page a post, one a list of terms.
const REGIONS = {"KZ": "Kazakhstan", "KG": "Kyrgyzstan", "TJ": "Tajikistan", "TM": "Turkmenistan", "UZ": "Uzbekistan", "AF": "Afghanistan", "CN-XJ": "Xinjiang"};
const LANGUAGES = {"en": "English", "ru": "Russian", "de": "German", "kk": "Kazakh", "uz": "Uzbek"};
const LATEST = 30;
const A_PAGE = 60;
const SHORT = new Set(["regions", "sources", "months", "years"]);
const zoned = {timeZone: "Asia/Almaty", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", day: "numeric"};
const long = new Intl.DateTimeFormat("en-GB", {...zoned, month: "long"});
const medium = new Intl.DateTimeFormat("en-GB", {...zoned, month: "short"});

function group(posts, plural) {
  const terms = new Map();
  for (const post of posts) {
    for (const term of post.data[plural] ?? []) {
      if (!terms.has(term)) terms.set(term, []);
      terms.get(term).push(post);
    }
  }
  return terms;
}

function partsOf(posts, plural, term) {
  const parts = new Map();
  for (const post of posts) {
    for (const name of post.data[plural]) {
      if (name !== term && name.startsWith(term)) parts.set(name, (parts.get(name) ?? 0) + 1);
    }
  }
  return [...parts].map(([name, count]) => ({path: `${plural}/${name.toLowerCase()}.html`, name, count}));
}

export default function (config) {
  config.addFilter("region", (code) => REGIONS[code]);
  config.addFilter("language", (code) => LANGUAGES[code]);
  config.addFilter("long", (date) => long.format(new Date(date)));
  config.addFilter("medium", (date) => medium.format(new Date(date)));
  config.addFilter("iso", (date) => new Date(date).toISOString());
  config.addFilter("rfc822", (date) => new Date(date).toUTCString());
  config.addFilter("json_script", (data) => JSON.stringify(data).replaceAll("<", "\\u003c"));
  config.addFilter("cut", (text) => (text.length > 200 ? `${text.slice(0, 199)}…` : text));
  config.addFilter("limit", (posts, most) => posts.slice(0, most));
  config.addCollection("newest", (api) => api.getFilteredByGlob("content/**/*.md").reverse());
  config.addCollection("byFile", (api) =>
    Object.fromEntries(api.getFilteredByGlob("content/**/*.md").map((post) => [post.inputPath.replace("./content/", ""), post])),
  );
  config.addCollection("lists", (api) => {
    const posts = api.getFilteredByGlob("content/**/*.md").reverse();
    const lists = [];
    for (const plural of ["regions", "region_months", "sources", "source_months", "days", "months", "years"]) {
      for (const [term, found] of group(posts, plural)) {
        const full = plural.endsWith("_months") && found.length > A_PAGE;
        lists.push({
          path: `${plural}/${term.toLowerCase()}.html`,
          title: term,
          parts: full ? partsOf(found, plural, term) : [],
          posts: full ? [] : SHORT.has(plural) ? found.slice(0, LATEST) : found,
        });
      }
    }
    return lists;
  });
  return {
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
    dir: {input: "content", includes: "../_includes", output: "public"},
  };
}

"""What a page may do to its reader, watched in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

# The tree as text, without the article: element and attribute names, and addresses of what is loaded.
_SKELETON = """() => {
  const write = node => {
    if (node.nodeType !== 1 || node.matches("article.post")) return "";
    if (node.matches("aside.related")) {  // other posts' headlines: how many there are differs, their elements do not
      const strange = [...node.querySelectorAll(":not(div, h2, ul, li, a, b, p)")];
      return strange.map(part => `related: ${part.localName}`).join("");
    }
    const names = [...node.attributes].map(a => a.name).sort().join(" ");
    return `<${node.localName} ${names}>` + [...node.children].map(write).join("") + "</>";
  };
  return write(document.body);
}"""

# In the whole document: elements and attributes that no page of ours has there.
_FOREIGN_PARTS = """() => {
  const faults = [];
  const ours = new Set(["title", "meta", "link", "script"]);
  if (location.pathname.includes("/lite/")) ours.add("style");  // text-only pages carry their few rules
  for (const node of document.head.children) if (!ours.has(node.localName)) faults.push(`head: ${node.localName}`);
  for (const node of document.querySelectorAll("meta[http-equiv]"))
    if (node !== document.querySelector("meta[http-equiv]")) faults.push(`second ${node.httpEquiv}`);
  if (document.querySelector("base, meta[http-equiv=refresh i]")) faults.push("base or refresh");
  const never = "script, style, iframe, object, embed, svg, math, form, input, button, template, video, audio, portal";
  for (const node of document.querySelectorAll("article.post *")) {
    if (node.matches(never)) faults.push(`in the article: ${node.localName}`);
    for (const attribute of node.attributes) {
      if (attribute.name.startsWith("on") || attribute.name === "style") faults.push(`attribute ${attribute.name}`);
    }
  }
  for (const node of document.querySelectorAll("a[href], area[href], link[href]")) {
    if (!["http:", "https:", "mailto:"].includes(new URL(node.href, document.baseURI).protocol))
      faults.push(`address ${node.getAttribute("href").slice(0, 60)}`);
    if (/^(https?:)?[/]{2}[^/]*@/.test(node.getAttribute("href"))) faults.push("credentials in an address");
    if (/^[/]{2}/.test(node.getAttribute("href"))) faults.push("protocol-relative address");
  }
  for (const node of document.querySelectorAll('script[type="application/ld+json"]')) JSON.parse(node.textContent);
  if (/[\\u202a-\\u202e\\u2066-\\u2069\\u0000-\\u0008\\u000b\\u000e-\\u001f]/.test(document.documentElement.outerHTML))
    faults.push("unseen characters");
  return faults;
}"""


@dataclass
class Watch:
    """A page under watch: what happened that should not."""

    page: Page
    address: str  # of the site; what is asked for elsewhere is foreign
    dialogs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)  # requests
    console: list[str] = field(default_factory=list)  # errors, among them violations of the policy

    def visit(self, path: str) -> list[str]:
        """Open a page of the site, move over its links and pictures, and say what is wrong."""
        for kept in (self.dialogs, self.foreign, self.console):
            kept.clear()
        self.page.goto(self.address + path, wait_until="load")
        self.page.evaluate("""() => { for (const node of document.querySelectorAll("article.post *")) {
            for (const kind of ["mouseover", "pointerover", "focus"]) node.dispatchEvent(new Event(kind)); } }""")
        found = [f"dialog: {text}" for text in self.dialogs]
        found += [f"request: {url}" for url in self.foreign]
        found += [f"console: {text}" for text in self.console]
        return found + list(self.page.evaluate(_FOREIGN_PARTS))

    def skeleton(self) -> str:
        """The open page's tree but for its article."""
        return str(self.page.evaluate(_SKELETON))


@contextmanager
def watching(browser: Browser, address: str) -> Iterator[Watch]:
    """Open a page whose dialogs, requests and console are kept."""
    context = browser.new_context()
    context.set_default_timeout(10_000)
    page = context.new_page()
    watch = Watch(page, address)

    def dismiss(dialog: object) -> None:
        watch.dialogs.append(dialog.message)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", dismiss)
    page.on("request", lambda r: None if r.url.startswith(address) else watch.foreign.append(r.url))
    page.on("console", lambda m: watch.console.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: watch.console.append(str(error)))
    # Nothing leaves the machine, whatever a page asks for; the request is counted all the same.
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
    yield watch
    context.close()

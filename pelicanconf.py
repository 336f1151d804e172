"""Settings of the digest. Editors change values here; `make html` says when one is wrong."""

SITENAME = "Steppe & Pamir Digest"
SITESUBTITLE = {  # one text, or one for each language of the interface
    "en": "Central Asia, from many newsrooms, with sources shown",
    "ru": "Центральная Азия глазами многих редакций, с указанием источников",
    "kk": "Орталық Азия: көп редакцияның хабары, дереккөзімен",
    "ky": "Борбордук Азия: көп редакциянын кабары, булагы менен",
    "uz": "Markaziy Osiyo: ko‘p tahririyat xabarlari, manbasi bilan",
    "tg": "Осиёи Марказӣ: хабарҳои идораҳои гуногун бо нишон додани манбаъ",
    "tk": "Merkezi Aziýa: köp redaksiýanyň habarlary, çeşmesi bilen",
    "de": "Zentralasien aus vielen Redaktionen, mit offenen Quellen",
}
SITEURL = ""
TIMEZONE = "Asia/Almaty"
DEFAULT_LANG = "en"

DIGEST_LANGUAGES = ["en", "ru", "kk", "ky", "uz", "tg", "tk", "de"]  # of the interface, the site's own first
DIGEST_TIMEZONE = TIMEZONE  # edition dates and cut-off
DIGEST_RIGHTS = "full"  # where neither a post nor its source says
DIGEST_REPOSITORY = ""  # address of the repository, for "edit this post"
DIGEST_ADMIN = False  # True: a published site has the browser editor at /admin/ too, as previews have
DIGEST_ADMIN_BACKEND = "local"  # where it saves: "local" files of a preview, or "github"

PLUGINS = [
    "newsdigest.ingest.plugin",
    "newsdigest.site.build",
    "newsdigest.site.posts",
    "newsdigest.site.front",
    "newsdigest.site.archive",
    "newsdigest.site.regions",
    "newsdigest.site.sources",
    "newsdigest.site.stories",
    "newsdigest.site.topics",
    "newsdigest.site.trends",
    "newsdigest.site.pages",
    "newsdigest.site.assets",
    "newsdigest.site.search",
    "newsdigest.site.images",
    "newsdigest.site.previews",
    "newsdigest.site.feeds",
    "newsdigest.site.sitemap",
    "newsdigest.site.lite",
    "newsdigest.site.editions",
    "newsdigest.site.admin",
    "newsdigest.site.attention",
]

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"

# Posts, pages and pictures are the digest's own business; Pelican's generators find nothing to do.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
USE_FOLDER_AS_CATEGORY = False
DELETE_OUTPUT_DIRECTORY = False

"""Stock Pelican, asked for the same lists."""

SITENAME = "Digest"
SITEURL = "https://digest.example/news"
TIMEZONE = "Asia/Almaty"
DEFAULT_LANG = "en"
PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
PLUGINS: list[str] = []
USE_FOLDER_AS_CATEGORY = False
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = None
FEED_ALL_RSS = "feeds/all.rss"
FEED_MAX_ITEMS = 30
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES = ["index", "tags", "categories", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
TAG_URL = TAG_SAVE_AS = "region_months/{slug}.html"  # the regions themselves too
CATEGORY_URL = CATEGORY_SAVE_AS = "sources/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "source_months/{slug}.html"
DAY_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/{date:%d}/index.html"
MONTH_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/index.html"
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "extensions": ["jinja2.ext.do"]}

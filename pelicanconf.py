"""Settings for looking at the site on one's own machine; publishconf.py holds what differs when publishing.

Nothing of the project is imported here: under the plain `pelican` command its packages cannot be found yet.
"""

from jinja2 import StrictUndefined

SITENAME = "Bản tin đổi mới địa phương"
SITEURL = "http://localhost:8000"
SITE_DESCRIPTION = (
    "Tin chọn lọc, có nguồn, về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số ở 34 tỉnh, thành phố, "
    "và việc thực hiện các nghị quyết như Nghị quyết 57-NQ/TW."
)

# What one edition of the digest covers: "month", or "week" (ISO weeks). A file in content/editions makes an edition of its period in any case.
EDITIONS = "month"

WEBSUB_HUB = ""  # address of a WebSub hub, which tells subscribers of the feeds at once; "" for none

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"

PLUGINS = ["plugins.digest"]
JINJA_ENVIRONMENT = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}

# plugins.digest makes every page, so Pelican's own generators are given nothing; docutils has no Vietnamese.
ARTICLE_PATHS = []
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
READERS = {"rst": None}
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False

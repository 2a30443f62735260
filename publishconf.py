"""Settings for publishing: the same site under its public address, which the environment names."""

import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *  # noqa: E402, F403

SITEURL = os.environ.get("SITE_URL", "").rstrip("/")
if not SITEURL.startswith(("https://", "http://")):
    sys.exit("Thiếu địa chỉ trang: đặt biến môi trường SITE_URL, ví dụ SITE_URL=https://ten.github.io/ban-tin")

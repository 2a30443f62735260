"""One page from the web, carefully.

In: an http or https address. Out: `Fetched`: the bytes and the address they came from after redirects. Refused, each with a
message: other schemes, addresses with a user name, private, loopback, link-local and other non-public hosts (unless `allow_private`), also when a
redirect leads there, more than `MOST_REDIRECTS` redirects, anything that is no text, more than `MOST_BYTES`, anything slower than `seconds`.

The odd case is a name that resolves to a public address when checked and to a private one when fetched: the connection is made to the very
address that was checked.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ..frozen import frozen
from ..numbers import write
from .decode import MOST_BYTES

MOST_REDIRECTS = 5
AGENT = "Ban-tin-doi-moi-dia-phuong/1.0 (invoke import)"


class FetchRefused(ValueError):
    """The address will not be fetched, or could not be; the text says why, in Vietnamese."""


@frozen
class Fetched:
    """What came back."""

    content: bytes
    url: str


def fetch(url: str, *, allow_private: bool = False, seconds: float = 20.0, most_bytes: int = MOST_BYTES, progress: Callable[[str], None] | None = None) -> Fetched:
    """Return the page at `url`.

    Raises:
        FetchRefused: when the address or what it answers is not acceptable.
    """
    deadline = time.monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        parts, address = _checked(url, allow_private)
        if progress:
            progress(f"Đang tải {url} …")
        try:
            answer = _get(parts, address, deadline, most_bytes)
        except (OSError, http.client.HTTPException, ssl.SSLError) as error:
            raise FetchRefused(f"không tải được {url}: {error}") from error
        if isinstance(answer, str):
            url = urljoin(url, answer)
            continue
        return Fetched(answer, url)
    raise FetchRefused(f"trang chuyển hướng quá {MOST_REDIRECTS} lần")


def _checked(url: str, allow_private: bool) -> tuple[SplitResult, str]:
    """The parts of `url` and the one address its host may be reached at."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchRefused(f"“{url}” không phải địa chỉ web") from None
    if parts.scheme not in ("http", "https"):
        raise FetchRefused(f"chỉ tải địa chỉ http hoặc https, không tải “{url[:80]}”")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise FetchRefused(f"“{url[:80]}” không có tên máy, hoặc có tên đăng nhập")
    try:
        found = socket.getaddrinfo(parts.hostname, port or (443 if parts.scheme == "https" else 80), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchRefused(f"không tìm thấy máy “{parts.hostname}”") from None
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not allow_private and not all(is_public(address) for address in addresses):
        raise FetchRefused(f"“{parts.hostname}” là máy nội bộ ({addresses[0]}); thêm --allow-private nếu thật sự muốn tải")
    return parts, addresses[0]


def is_public(address: str) -> bool:
    """Return whether `address` is one of the public Internet; an IPv4 address inside an IPv6 one is judged as itself."""
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = getattr(one, "ipv4_mapped", None) or getattr(one, "sixtofour", None)
    if inner is not None:
        return is_public(str(inner))
    return one.is_global and not one.is_multicast and not one.is_reserved


def _get(parts: SplitResult, address: str, deadline: float, most_bytes: int) -> bytes | str:
    """The body, or the address of a redirect."""
    connection = _connection(parts, address, deadline)
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{quote(parts.query, safe='%:@!$&()*+,;=~-._/?')}" if parts.query else "")
        connection.request("GET", path, headers={"Host": parts.netloc, "User-Agent": AGENT, "Accept": "text/html,text/plain;q=0.9,*/*;q=0.1", "Accept-Encoding": "identity", "Connection": "close"})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308) and answer.getheader("Location"):
            return str(answer.getheader("Location"))
        if answer.status != 200:
            raise FetchRefused(f"máy chủ trả lời {answer.status} {answer.reason}")
        kind = answer.headers.get_content_type()
        if not (kind.startswith("text/") or kind in ("application/xhtml+xml", "application/xml")):
            raise FetchRefused(f"địa chỉ này không phải trang chữ ({kind})")
        return _read(connection, answer, deadline, most_bytes)
    finally:
        connection.close()


def _connection(parts: SplitResult, address: str, deadline: float) -> http.client.HTTPConnection:
    """A connection to the checked address, whatever the name resolves to now; TLS is still verified against the name."""
    seconds = max(0.1, deadline - time.monotonic())
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(str(parts.hostname), port, timeout=seconds)
    plain = socket.create_connection((address, port), timeout=seconds)
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname) if parts.scheme == "https" else plain
    except (OSError, ssl.SSLError):
        plain.close()
        raise
    return connection


def _read(connection: http.client.HTTPConnection, answer: http.client.HTTPResponse, deadline: float, most_bytes: int) -> bytes:
    chunks, size = [], 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise FetchRefused("trang trả lời quá chậm, đã dừng")
        if connection.sock is not None:
            connection.sock.settimeout(left)
        chunk = answer.read1(65_536)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
        size += len(chunk)
        if size > most_bytes:
            raise FetchRefused(f"trang dài quá {write(most_bytes)} byte, đã dừng")

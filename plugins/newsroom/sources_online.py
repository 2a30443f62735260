"""Are the sources still there? Asked of the web only when somebody asks for it (``invoke check --online``).

In: the entries' sources. Out: a `Verdict` for each address, and, for pages that are gone, one line in the entry's front matter (``gone: 2026-11-22``), every other
byte as it was. Example: a newspaper answers 404 to HEAD, to GET, and to GET again after a pause: the page is gone, the entry stays and says so.

Polite: one request at a time and a pause at every host, an honest name, robots.txt obeyed, no body read beyond its first bytes, http and https only, no host
that is not public. Careful: only 404 and 410 say that a page is gone. A host that cannot be reached, that forbids programs (403), that errs (5xx) or that sends
everybody to its front page is reported and never marked. The odd case is a page marked before that answers again: that is reported, and an editor decides.
"""

import datetime as dt
import http.client
import re
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from .articles import Article
from .files import replace_file
from .frozen import frozen
from .intake.fetch import FetchRefused, _checked, _connection
from .strict_yaml import read_nodes
from .text import nfc
from .yaml_nodes import Mapping, Node, Scalar, Sequence

AGENT = "Ban-tin-doi-moi-dia-phuong/1.0 (invoke check --online)"
THERE, GONE, UNSURE, SKIPPED, BACK = "còn", "không còn", "chưa chắc", "không hỏi", "đã có lại"
"""What can be said of an address."""

GONE_ANSWERS = (404, 410)
REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
HOSTS_AT_ONCE = 6
MOST_ROBOTS, FIRST_BYTES = 500_000, 2_048
"""Bytes read of a robots.txt and of a page."""


@frozen
class Address:
    """One source to ask about: the file it is named in (as messages print it), the address, and whether it is marked as gone already."""

    path: str
    url: str
    marked: bool


@frozen
class Verdict:
    """What was found out about one address."""

    address: Address
    state: str
    why: str = ""


@frozen
class Manners:
    """How to ask: seconds between two requests to one host, seconds to wait for an answer, and whether hosts that are not public may be asked (tests only)."""

    pause: float = 2.0
    seconds: float = 20.0
    allow_private: bool = False


def addresses_of(articles: Iterable[Article]) -> list[Address]:
    """Return every source address of `articles`, in the order of their files."""
    return [Address(article.path, source.url, source.gone is not None) for article in sorted(articles, key=lambda one: one.path) for source in article.sources if source.url]


def try_addresses(addresses: Iterable[Address], manners: Manners = Manners(), *, progress: Callable[[int, int], None] = lambda done, of: None) -> list[Verdict]:
    """Return what can be said of each of `addresses`; hosts are asked side by side, each by one visitor at a time."""
    hosts: dict[str, list[Address]] = defaultdict(list)
    for address in addresses:
        hosts[_host(address.url)].append(address)
    of = sum(map(len, hosts.values()))
    found: list[Verdict] = []
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        for verdicts in pool.map(lambda pair: list(Visitor(manners).visit(pair[1])), hosts.items()):
            found += verdicts
            progress(len(found), of)
    return sorted(found, key=lambda one: (one.address.path, one.address.url))


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


class Visitor:
    """Asks one host about its pages, never quicker than manners allow."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._last = 0.0
        self._robots: dict[str, RobotFileParser | None] = {}

    def visit(self, addresses: Iterable[Address]) -> Iterator[Verdict]:
        """Yield the verdict on each of `addresses`."""
        for address in addresses:
            try:
                state, why = self._judge(address.url)
            except FetchRefused as reason:
                unknown = isinstance(reason.__context__, OSError)  # the name of the host is not known: it may have moved, or the network is down
                state, why = UNSURE if unknown else SKIPPED, str(reason).partition(";")[0]
            except (OSError, http.client.HTTPException, ssl.SSLError, UnicodeError, ValueError) as error:
                state, why = UNSURE, f"không nối được: {error}"
            yield Verdict(address, BACK if state == THERE and address.marked else state, why)

    def _judge(self, url: str) -> tuple[str, str]:
        if not self._may_visit(url):
            return SKIPPED, "robots.txt không cho chương trình đọc"
        status, end = self._ask("HEAD", url)
        if status >= 400:
            status, end = self._ask("GET", url)
        if status in GONE_ANSWERS:
            status, end = self._ask("GET", url)
            if status in GONE_ANSWERS:
                return GONE, f"trả lời {status} hai lần"
        if status >= 400:
            return UNSURE, f"trả lời {status}"
        if status in REDIRECTS:
            return UNSURE, f"chuyển hướng quá {MOST_REDIRECTS} lần"
        if urlsplit(end).path in ("", "/") and urlsplit(url).path not in ("", "/"):
            return UNSURE, f"chuyển về trang đầu {end}"
        return THERE, ""

    def _ask(self, method: str, url: str) -> tuple[int, str]:
        """Return the status of the last answer and the address it came from, redirects followed."""
        status = 0
        for _ in range(MOST_REDIRECTS + 1):
            status, location, _ = self._request(method, url)
            if status not in REDIRECTS or not location:
                return status, url
            url = urljoin(url, location)
        return status, url

    def _request(self, method: str, url: str, most: int = FIRST_BYTES) -> tuple[int, str, bytes]:
        time.sleep(max(0.0, self._last + self.manners.pause - time.monotonic()))
        try:
            parts, address = _checked(url, self.manners.allow_private)
            connection = _connection(parts, address, time.monotonic() + self.manners.seconds)
            try:
                connection.request(method, _target(parts), headers={"Host": parts.netloc, "User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "identity", "Connection": "close"})
                answer = connection.getresponse()
                return answer.status, answer.getheader("Location") or "", answer.read(most) if method == "GET" else b""
            finally:
                connection.close()
        finally:
            self._last = time.monotonic()

    def _may_visit(self, url: str) -> bool:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(f"{site}/robots.txt")
        robots = self._robots[site]
        return robots is None or robots.can_fetch(AGENT, url)

    def _read_robots(self, url: str) -> RobotFileParser | None:
        """Return the rules at `url`, or None where there are none; a robots.txt that cannot be read forbids nothing (RFC 9309, 2.3.1.3)."""
        try:
            for _ in range(MOST_REDIRECTS + 1):
                status, location, body = self._request("GET", url, MOST_ROBOTS)
                if status in REDIRECTS and location:
                    url = urljoin(url, location)
                    continue
                if status != 200:
                    return None
                robots = RobotFileParser()
                robots.parse(body.decode("utf-8", "replace").splitlines())
                return robots
        except (OSError, http.client.HTTPException, ssl.SSLError):
            pass
        return None


def _target(parts: SplitResult) -> str:
    return quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{quote(parts.query, safe='%:@!$&()*+,;=~-._/?')}" if parts.query else "")


def mark_gone(text: str, url: str, day: dt.date) -> str | None:
    """Return the text of an entry with ``gone: <day>`` beside the source `url` and every other character as it was; None when the place cannot be found safely.

    Works on a source written over several lines, in braces, or in a list; keeps line ends, quotes and comments.
    """
    place = _url_place(text, url)
    if place is None:
        return None
    node, key = place
    lines = text.split("\n")
    line = lines[node.line - 1]
    start = node.column - 1
    end = start + len(node.value)
    quoted = line[start:start + 1] in ("'", '"')
    if quoted:
        end += 2
    if line[start + quoted:start + quoted + len(node.value)] != node.value:
        return None
    rest = line[end:]
    word = f"gone: {day.isoformat()}"
    if re.match(r"\s*[,}]", rest):
        lines[node.line - 1] = f"{line[:end]}, {word}{rest}"
    elif re.fullmatch(r"\s*(?:#.*)?", rest):
        if key.line != node.line:
            return None
        lines.insert(node.line, " " * (key.column - 1) + word + ("\r" if line.endswith("\r") else ""))
    else:
        return None
    marked = "\n".join(lines)
    return marked if _only_marked(text, marked, url, day) else None


def _head(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    end = text.find("\n---\n", 3) if text.startswith("---\n") else -1
    return text[: end + 1] if end > 0 else ""


def _sources(head: str) -> list[Mapping]:
    root = read_nodes(head) if head else None
    for key, value in root.pairs if isinstance(root, Mapping) else ():
        if isinstance(key, Scalar) and key.value == "source":
            return [one for one in (value.items if isinstance(value, Sequence) else [value]) if isinstance(one, Mapping)]
    return []


def _url_place(text: str, url: str) -> tuple[Scalar, Scalar] | None:
    """Return the value and the key of the only unmarked source with that address."""
    found = []
    for source in _sources(_head(text)):
        pairs = {key.value: (value, key) for key, value in source.pairs if isinstance(key, Scalar) and isinstance(value, Scalar)}
        if "gone" not in pairs and "url" in pairs and nfc(pairs["url"][0].value).strip() == url:
            found.append(pairs["url"])
    return found[0] if len(found) == 1 else None


def _only_marked(before: str, after: str, url: str, day: dt.date) -> bool:
    """Return whether the two front matters say the same but for the new mark beside `url`."""
    mark = "gone", day.isoformat()
    marked = [source for source in _sources(_head(after)) if mark in _pairs(source) and any(key == "url" and nfc(value).strip() == url for key, value in _pairs(source))]
    return len(marked) == 1 and sorted(_words(read_nodes(_head(after)))) == sorted([*_words(read_nodes(_head(before))), *mark])


def _pairs(node: Mapping) -> list[tuple[str, str]]:
    return [(key.value, value.value) for key, value in node.pairs if isinstance(key, Scalar) and isinstance(value, Scalar)]


def _words(node: Node | None) -> list[str]:
    if isinstance(node, Mapping):
        return [word for key, value in node.pairs for part in (key, value) for word in _words(part)]
    if isinstance(node, Sequence):
        return [word for item in node.items for word in _words(item)]
    return [node.value] if isinstance(node, Scalar) else []


def write_marks(content: Path, verdicts: Iterable[Verdict], day: dt.date) -> dict[Address, bool]:
    """Mark the sources that `verdicts` call gone in their files below the folder `content`; return for each whether it could be written."""
    done: dict[Address, bool] = {}
    for verdict in verdicts:
        address = verdict.address
        if verdict.state != GONE or address.marked:
            continue
        path = content.parent / address.path
        try:
            raw = path.read_bytes().decode("utf-8")
            marked = mark_gone(raw, address.url, day)
            if marked is not None:
                replace_file(path, marked.encode("utf-8"))
        except (OSError, UnicodeDecodeError):
            marked = None
        done[address] = marked is not None
    return done


def report(verdicts: list[Verdict], written: dict[Address, bool]) -> str:
    """Return what was found, in Vietnamese, ready for the terminal and for the text of a pull request."""
    counts = {state: sum(one.state == state for one in verdicts) for state in (THERE, GONE, BACK, UNSURE, SKIPPED)}
    lines = [f"Đã thử {len(verdicts)} địa chỉ nguồn: {counts[THERE]} còn, {counts[GONE]} không còn, {counts[BACK]} đã có lại, {counts[UNSURE]} chưa chắc, {counts[SKIPPED]} không hỏi."]
    for state in (GONE, BACK, UNSURE, SKIPPED):
        found = [one for one in verdicts if one.state == state]
        if found:
            lines += ["", f"{state[0].upper()}{state[1:]}:"]
            lines += [f"- {one.address.path}: {one.address.url}" + (f" ({one.why})" if one.why else "") + _aftermath(one, written) for one in found]
    return "\n".join(lines)


def _aftermath(verdict: Verdict, written: dict[Address, bool]) -> str:
    if verdict.state == BACK:
        return "; mở thử, đúng thì bỏ dòng gone"
    if verdict.state != GONE:
        return ""
    if verdict.address.marked:
        return "; đã ghi từ trước"
    return "; đã ghi gone vào tin" if written.get(verdict.address) else "; không ghi được, thêm dòng gone bằng tay"

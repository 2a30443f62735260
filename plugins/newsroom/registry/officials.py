"""People who hold public office, each post with the days it was seen.

In: ``content/registry/officials/<id>.yaml``. Out: `Official` with `Post`s. Example: Nguyễn Huy Dũng is chairman of Thái Nguyên, seen
2025-02-21; a later post is another line, and nothing is ever overwritten.

The odd case: one name, two people. They have two ids, and an entry finds the right one by its province and role.
"""


from ..dates import PartialDate
from ..frozen import frozen
from ..strict_yaml import Fields
from ..text import fold


@frozen
class Sighting:
    """One day on which a source showed a person in a post, and the entry (id) that says so."""

    on: PartialDate
    article: str


@frozen
class Post:
    """An office held: from and to only where a source gives them, otherwise the days it was seen."""

    office: str
    organisation: str
    province: str | None
    start: PartialDate | None
    end: PartialDate | None
    seen: tuple[Sighting, ...]

    @property
    def title(self) -> str:
        """Office and organisation without saying the body twice: "Chủ tịch UBND tỉnh Phú Thọ", "Giám đốc Sở Y tế Huế"."""
        body = " ".join(self.organisation.split()[:2])
        if body and fold(body) in fold(self.office):
            head = fold(self.office).index(fold(body))
            return f"{self.office[:head].strip()} {self.organisation}".strip()
        return f"{self.office} {self.organisation}".strip()

    @property
    def first(self) -> PartialDate | None:
        """The first day the post is known for."""
        return self.start or (min((one.on for one in self.seen), key=lambda on: on.first) if self.seen else None)

    @property
    def last(self) -> PartialDate | None:
        """The last day the post is known for."""
        return self.end or (max((one.on for one in self.seen), key=lambda on: on.last) if self.seen else None)

    @property
    def span(self) -> str:
        """When the post is known: "từ 01/03/2025", "thấy ngày 21/02/2025", "thấy 14/11/2025 đến 25/12/2025"."""
        if self.start and self.end:
            return f"{self.start.text} đến {self.end.text}"
        if self.start:
            return f"từ {self.start.text}"
        if self.end:
            return f"đến {self.end.text}"
        if not self.first:
            return ""
        return f"thấy {self.first.phrase}" if self.first == self.last else f"thấy từ {self.first.text} đến {self.last.text}"


@frozen(eq=False)
class Official:
    """A person in public office; `id` is the file name and the address, and never changes."""

    id: str
    name: str
    other_names: tuple[str, ...]
    posts: tuple[Post, ...]
    note: str

    @property
    def url(self) -> str:
        """The person's page, from the root of the site."""
        return f"/can-bo/{self.id}/"

    @property
    def latest(self) -> Post:
        """The post seen last; the first listed wins a tie, because sources list the main office first."""
        return max(self.posts, key=lambda post: post.last.last if post.last else PartialDate(1900).first)

    def post_on(self, day: PartialDate) -> Post:
        """Return the post known for `day`: one whose days include it, else the last one known before it, else the first one after."""
        known = [post for post in self.posts if post.first and post.last]
        during = [post for post in known if post.first.first <= day.last and day.first <= post.last.last]
        before = [post for post in known if post.last.last < day.first]
        if during:
            return during[0]
        if before:
            return max(before, key=lambda post: post.last.last)
        return min(known, key=lambda post: post.first.first, default=self.posts[0])

    @property
    def provinces(self) -> frozenset[str]:
        """Ids of the provinces of all posts."""
        return frozenset(post.province for post in self.posts if post.province)


def read_official(fields: Fields, identity: str) -> Official | None:
    """Return the person in one file of officials/, or None after reporting what it lacks. `identity` is the file's stem."""
    official = Official(
        id=identity,
        name=fields.text("name"),
        other_names=tuple(text for text, _, _ in fields.texts("other_names")),
        posts=tuple(_read_post(entry) for entry in fields.entries("posts")),
        note=fields.text("note"),
    )
    fields.close()
    if not official.name:
        fields.missing("name", "ghi họ tên đầy đủ")
        return None
    if not official.posts:
        fields.missing("posts", "ghi ít nhất một chức vụ")
        return None
    return official


def _read_post(fields: Fields) -> Post:
    office, organisation = fields.text("office"), fields.text("organisation")
    post = Post(office, organisation, fields.text("province") or None, fields.date("from"), fields.date("to"),
                tuple(sighting for entry in fields.entries("seen") if (sighting := _read_sighting(entry))))
    if not office:
        fields.problem("office", "registry-official", "chức vụ thiếu mục “office”", "ghi tên chức vụ, ví dụ office: Giám đốc Sở Khoa học và Công nghệ")
    if post.start and post.end and post.end.last < post.start.first:
        fields.problem("to", "registry-official", f"chức vụ “{office}” kết thúc trước khi bắt đầu", "đổi lại from và to")
    if not (post.start or post.end or post.seen):
        fields.problem("office", "registry-official", f"chức vụ “{office}” không có ngày nào", "ghi from, to hoặc seen: [{date, article}] theo nguồn")
    fields.close()
    return post


def _read_sighting(fields: Fields) -> Sighting | None:
    on = fields.date("date")
    article = fields.text("article")
    fields.close()
    if on is None:
        fields.problem("date", "registry-official", "lần thấy thiếu ngày", "ghi date: năm-tháng-ngày")
        return None
    return Sighting(on, article)

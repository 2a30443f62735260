"""Changes of provincial agencies: which merged into which, which were founded or replaced another, which took over a task.

In: ``content/registry/agencies.yaml``. Out: `AgencyChange`s, each with the entry that proves it. Example: in Tiền Giang, in March 2025, Sở Thông tin và
Truyền thông merged into Sở Khoa học và Công nghệ.

The odd case is a change whose day no source gives: then `seen` is the day of the source that speaks of it as done.
"""


from ..dates import PartialDate
from ..frozen import frozen
from ..strict_yaml import Fields

EVENTS = ("merged", "founded", "took-over", "replaced")


@frozen(eq=False)
class AgencyChange:
    """One change; `agency` is the body that came out of it, `others` those that went into it or gave it the task."""

    id: str
    province: str
    event: str
    agency: str
    others: tuple[str, ...]
    task: str
    date: PartialDate | None
    seen: PartialDate | None
    article: str
    note: str

    @property
    def text(self) -> str:
        """What happened, as a sentence without its end."""
        others = " và ".join(self.others)
        if self.event == "merged":
            return f"{others} hợp nhất vào {self.agency}"
        if self.event == "took-over":
            return f"{self.agency} nhận {self.task} từ {others}"
        return f"{self.agency} thay {others}" if self.event == "replaced" else f"Lập {self.agency}"

    @property
    def when(self) -> str:
        """When, as precisely as it is known: "tháng 3/2025", "đã thấy ngày 14/03/2025"."""
        return self.date.text if self.date else f"đã thấy {self.seen.phrase}"


def read_agency_change(fields: Fields) -> AgencyChange | None:
    """Return the change in one entry of agencies.yaml, or None after reporting what it lacks."""
    change = AgencyChange(fields.text("id"), fields.text("province"), fields.choice("event", EVENTS, "merged"), fields.text("agency"), tuple(text for text, _, _ in fields.texts("others")),
                          fields.text("task"), fields.date("date"), fields.date("seen"), fields.text("article"), fields.text("note"))
    fields.close()
    for key, remedy in (("id", "ghi mã riêng, ví dụ id: so-khcn-tien-giang-2025"), ("province", "ghi mã của tỉnh, thành phố"), ("agency", "ghi tên cơ quan sau khi sắp xếp"),
                        ("article", "ghi tên tệp của tin làm bằng chứng")):
        if not getattr(change, key):
            fields.problem(key, "registry-agency", f"thay đổi của cơ quan thiếu mục “{key}”", remedy)
            return None
    if not (change.date or change.seen):
        fields.problem("date", "registry-agency", "thay đổi của cơ quan không có ngày nào", "ghi date: ngày sắp xếp, hoặc seen: ngày nguồn cho biết việc đã xong")
        return None
    return change

"""What on a news page is not the story: menus, clocks, counters, ratings, share buttons, related links.

In: one line of a page, already stripped. Out: yes or no. Example: ``is_furniture("Lượt xem: 2634")`` is True, and so is
``is_furniture("Đang truy cập214")``, glued as NukeViet portals glue it; ``is_furniture("Lượt xem triển lãm tăng gấp đôi.")`` is False.

The odd case is a marker such as "Tin liên quan": below the story it ends it, but some papers put the box in the middle, so
`extract` decides what a marker ends.
"""

import re

from .vietnamese import compiled

_WHOLE = compiled(
    r"""(?:
    skip\ to\ (?:main\ )?content | (?:đi|chuyển|nhảy)\ (?:đến|tới)\ nội\ dung(?:\ chính)? | bỏ\ qua\ nội\ dung.{0,20}
  | (?:a\s?[-+]?\s?){2,6}(?:\|?\s?tăng\ tương\ phản)? | (?:tăng|giảm)\ (?:cỡ\ chữ|tương\ phản).{0,60} | cỡ\ chữ.{0,80} | (?:tương\ phản|cỡ\ chữ|đọc\ bài|nghe\ đọc\ bài|nghe\ bài\ viết|đọc\ bài\ viết|bấm\ để\ nghe).{0,30}
  | (?:số\ )?(?:lượt|lần)\ (?:xem|đọc|truy\ cập).{0,20} | (?:đã\ )?xem:?\s?[\d.,]+ | [\d.,]+\s?(?:lượt\ (?:xem|đọc|thích)|views?|view|bình\ luận|comments?|likes?) | [\d.,\s]{1,15}
  | tổng\ số\ điểm\ của\ bài\ viết.{0,60} | click\ để\ đánh\ giá.{0,30} | (?:xếp\ hạng|đánh\ giá)(?:\ bài\ viết)?:?\s?[\d.,/\s★☆-]{0,30}(?:phiếu\ bầu|đánh\ giá)? | [★☆\s]{1,20} | bình\ chọn.{0,20}
  | (?:trang\ chủ|home|trang\ nhất)(?:\s?[>»/|›-].{0,160})? | (?:giới\ thiệu|tin\ tức|liên\ hệ|văn\ bản|sơ\ đồ\ (?:site|cổng|trang)|site\ ?map|đăng\ nhập|đăng\ ký|đăng\ xuất|tìm\ kiếm|menu|rss|video|media|podcast|thư\ viện\ ảnh|english|tiếng\ việt|hỏi\ đáp|thông\ báo|thời\ sự|chính\ trị|kinh\ tế|xã\ hội|văn\ hóa|thể\ thao|pháp\ luật|giáo\ dục|quốc\ tế|e-?magazine|infographics?|multimedia|đa\ phương\ tiện|chuyển\ đổi\ số|khoa\ học\ -?\s?công\ nghệ|tin\ tức\ -\ sự\ kiện|tin\ hoạt\ động|tin\ trong\ tỉnh)
  | (?:in|in\ bài|in\ trang|print|gửi\ (?:email|bài|mail)|email|chia\ sẻ|share|tweet|facebook|zalo|twitter|youtube|messenger|copy\ link|sao\ chép\ liên\ kết|lưu\ bài(?:\ viết)?|like|thích|quay\ lại|về\ trang\ trước|lên\ (?:đầu\ trang|top)|về\ đầu\ trang|đóng|close|next|prev|trước|sau|tiếp|nguồn\ tin)
  | (?:a-\ a\ a\+\ ?\|?\ ?)?(?:chia\ sẻ|share|theo\ dõi).{0,60}(?:facebook|zalo|google\ news|twitter|fanpage|qua|bài\ viết).{0,40} | theo\ dõi\ .{2,40}\ trên\ .{2,30} | (?:zalo|facebook)(?:\s?[|,/]\s?\w{2,12}){1,5}
  | (?:đang\ truy\ cập|máy\ chủ\ tìm\ kiếm|khách\ viếng\ thăm|thành\ viên\ online|hôm\ (?:nay|qua)|tuần\ (?:này|trước)|tháng\ (?:hiện\ tại|này|trước)|tất\ cả|tổng\ (?:lượt\ )?truy\ cập|trực\ tuyến|online)\s?:?\s?[\d.,]+
  | (?:•|-)?\s?(?:thống\ kê(?:\ truy\ cập)?|lượt\ truy\ cập|liên\ kết\ web(?:site)?|lựa\ chọn\ truy\ cập\ nhanh.{0,90}|góp\ ý|thăm\ dò\ ý\ kiến|quảng\ cáo|advertisement|ads?)
  | bạn\ đã\ không\ sử\ dụng\ site.{0,140} | bạn\ cần\ đăng\ nhập.{0,60} | vui\ lòng\ (?:đăng\ nhập|điền|nhập|chọn).{0,60} | (?:mời\ (?:bạn|quý\ vị)|kính\ mời).{0,60}(?:bình\ luận|theo\ dõi|đón\ (?:xem|đọc)).{0,40}
  | (?:banner|image|img|anh|logo|dsc|img_|photo)[\s_-]?[\w\s.()-]{0,40}\d[\w\s.()-]{0,20} | [\w\s().-]{1,60}\.(?:jpe?g|png|gif|webp|bmp) | !\[.{0,120} | \[?(?:img|image|video|caption)\b.{0,80}\]?
  | nhiệt\ độ.{0,40} | -?\d{1,2}\s?[-–~]?\s?\d{0,2}\s?°\s?c?.{0,30} | (?:độ\ ẩm|thời\ tiết|tỷ\ giá|giá\ vàng).{0,40} | [\w.]{2,20}\ cập\ nhật\ giá\ vàng.{0,200}
  | (?:cổng|trang)\ (?:thông\ tin|tin)\ điện\ tử.{0,90} | (?:báo|tạp\ chí)\ (?:điện\ tử\ )?[\w\s.-]{2,30} | cơ\ quan\ (?:chủ\ quản|ngôn\ luận|của).{0,160}
  | (?:hotline|đường\ dây\ nóng|điện\ thoại|tel|fax|địa\ chỉ|email|tổng\ biên\ tập|giấy\ phép|chịu\ trách\ nhiệm|bản\ quyền|copyright|©|ghi\ rõ\ nguồn|thiết\ kế\ (?:bởi|và)|phát\ triển\ bởi|powered\ by).{0,200}
  | (?:chào\ mừng|xin\ chào|welcome).{0,60} | (?:từ\ khóa|tags?|thẻ)\s?:?.{0,200} | \#.{1,80} | (?:quay\ lại|xem)\ .{0,20}trang.{0,20} | chi\ tiết\ bài\ viết\ tạm\ thời\ không\ có\.?
  | mã\ (?:an\ toàn|bảo\ mật|xác\ nhận).{0,40} | (?:họ\ (?:và\ )?tên|tiêu\ đề|nội\ dung)\s?[:*]*\s? | (?:gửi|hủy|xóa|trả\ lời)(?:\ bình\ luận|\ ý\ kiến)? | (?:cỡ|kiểu)\ chữ.{0,30} | (?:mặc\ định|lớn\ hơn).{0,20}
    )""",
    re.I | re.X,
)
_SECTION_NAME = (
    r"(?:tin (?:tức|tổng hợp|trong (?:tỉnh|nước)|địa phương|hoạt động|nổi bật|mới|thế giới|trong ngành|khoa học)|tin từ các đơn vị|sự kiện|hoạt động|thời sự|chính trị|kinh tế|xã hội|văn hóa|văn hoá|đời sống|giáo dục|y tế|pháp luật|quốc tế|quốc phòng|an ninh|thể thao|"
    r"du lịch|môi trường|nông nghiệp|nông thôn|công nghiệp|thương mại|đầu tư|doanh nghiệp|thị trường|tài chính|xây dựng đảng|đảng|công nghệ|khoa học(?: (?:và|-|&) công nghệ)?|khoa học công nghệ|kh&cn|chuyển đổi số|đổi mới sáng tạo|khởi nghiệp|trong nước|trong tỉnh|thông tin|thông báo|bạn đọc|nghiên cứu|trao đổi)"
)
SECTION = compiled(rf"(?i:{_SECTION_NAME}(?:\s?[-–,&/:]\s?{_SECTION_NAME}){{0,3}})\s(?=[A-ZÀ-ỸĐ0-9“\"])")
"""The name of a section ("Kinh tế", "Văn hóa - Xã hội") with a headline behind it on the same line."""
_SECTIONS = compiled(rf"{_SECTION_NAME}(?:\s?[-–,&/:>»|]\s?{_SECTION_NAME}){{1,4}}", re.I)
_END = compiled(
    r"""(?:[-•*>»\s]{0,4})(?:
    (?:các\ |những\ )?tin\ (?:khác|liên\ quan|cùng\ (?:chuyên\ mục|loại|chủ\ đề)|mới(?:\ (?:nhất|hơn|đăng|cập\ nhật))?|cũ(?:\ hơn)?|đã\ đăng|bài\ (?:khác|liên\ quan)|đọc\ nhiều|nổi\ bật|nóng|tiếp\ theo|tức\ khác)
  | (?:các\ |những\ )?(?:bài|bài\ viết|tin\ bài)\ (?:khác|liên\ quan|cùng\ (?:chuyên\ mục|chủ\ đề)|mới(?:\ nhất)?|viết\ khác|đọc\ nhiều|nổi\ bật|đã\ đăng)
  | (?:ý\ kiến|phản\ hồi|bình\ luận)(?:\ (?:bạn\ đọc|của\ bạn|\(\d+\)|bài\ viết))?(?:\ \(\d+\))? | bạn\ đọc\ phản\ hồi | gửi\ (?:bình\ luận|ý\ kiến)(?:\ của\ bạn)?
  | (?:có\ thể\ )?bạn\ (?:có\ thể\ )?quan\ tâm | (?:đọc|xem)\ (?:thêm|nhiều(?:\ nhất)?|tiếp) | cùng\ chuyên\ mục | cùng\ chủ\ đề | đọc\ nhiều(?:\ nhất)? | mới\ nhất | chuyên\ mục\ khác | tiêu\ điểm | tin\ vắn | nổi\ bật | related(?:\ (?:news|posts))? | liên\ quan
  | tổng\ số\ điểm\ của\ bài\ viết.{0,60} | click\ để\ đánh\ giá.{0,30} | thống\ kê\ truy\ cập | liên\ kết\ web(?:site)?
    )\s?[:.…]{0,3}""",
    re.I | re.X,
)
_INLINE_LINK = compiled(r"[-•*>»\s]{0,4}(?:xem thêm|đọc thêm|xem tiếp|tin liên quan|>>+|bài liên quan)\s?[:：>»]\s?\S.{8,200}", re.I)
_DATED_HEADLINE = compiled(r"(?:[-•*>»]\s?)?.{20,200}\(\s?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:[\s,|-]{1,3}\d{1,2}[:h]\d{2}.{0,8})?\s?\)\.?")
_DASH_HEADLINE = compiled(r"[-–•*»>+▪●]\s?(?=[A-ZÀ-ỸĐ“\"'‘])[^\n]{30,170}[^.;,:!?…\s”\"]")
_BODY_NAME = compiled(r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|SỞ|HĐND|HỘI ĐỒNG NHÂN DÂN|ĐẢNG BỘ|TỈNH ỦY|BỘ) [^a-zà-ỹ]{2,70}")


def is_furniture(line: str) -> bool:
    """Return whether the whole of `line` is furniture of a portal or newspaper."""
    return len(line) < 260 and (len(line) < 2 or _WHOLE.fullmatch(line) is not None or _SECTIONS.fullmatch(line) is not None or _is_menu(line) or _BODY_NAME.fullmatch(line) is not None and len(line.split()) < 12)


def _is_menu(line: str) -> bool:
    """A breadcrumb or a menu bar: several short parts between arrows or bars."""
    parts = re.split(r"\s?[>»›|]\s?|\s/\s", line)
    return len(parts) >= 3 and all(len(part) <= 40 for part in parts) and not re.search(r"\d{1,2}[:h]\d{2}|\d{4}", line)


def ends_story(line: str) -> bool:
    """Return whether `line` heads what portals put below a story: related links, comments, ratings."""
    return len(line) < 90 and _END.fullmatch(line) is not None


def is_link(line: str) -> bool:
    """Return whether `line` is a headline of another story: "Xem thêm: …", or a headline with its date in brackets."""
    return len(line) < 240 and (_INLINE_LINK.fullmatch(line) is not None or _DATED_HEADLINE.fullmatch(line) is not None)


def is_dash_headline(line: str) -> bool:
    """Return whether `line` looks like a headline set between paragraphs with a dash: no end mark, headline length."""
    return len(line) < 180 and _DASH_HEADLINE.fullmatch(line) is not None

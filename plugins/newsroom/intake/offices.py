"""The words of an office: where it begins, where it ends, how several follow one another, which body it belongs to.

In: a text and a place in it. Out: the offices from there on, as written, and where they end. Example: from "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh chủ trì" come
["Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh"]; the verb ends them. An office begins with one of a closed list of heads ("Phó Giám đốc"); what follows is its body, up
to a verb, a bracket or a mark. The odd case is the mark inside a body's own name ("Sở Văn hóa, Thể thao và Du lịch", "Ban Kinh tế - Ngân sách").
"""

import re

from .vietnamese import compiled

HEADS = (
    r"Tổng Bí thư|Phó Chủ tịch (?:nước|Thường trực)|Chủ tịch nước|Phó Thủ tướng|Thủ tướng|Phó Chủ tịch|Chủ tịch|Phó Bí thư|(?<!Ban )(?<!ban )Bí thư|Ủy viên|Uỷ viên|(?<!Ban )(?<!ban )Thường vụ (?:Tỉnh|Thành|Huyện) (?:ủy|uỷ)|UVBTVTU|UVTVTU|UVBTV|UVTV|TVTU|UVTW|UVT\.Ư|UV\.?\s?BCH|UV\.?\s?BTV|UVBCH|Tỉnh ủy viên|Tỉnh uỷ viên|Thành ủy viên|Thành uỷ viên|TUV"
    r"|Phó Bộ trưởng|Bộ trưởng|Thứ trưởng|Phó Cục trưởng|Cục trưởng|Phó Vụ trưởng|Vụ trưởng|Phó Tổng cục trưởng|Tổng cục trưởng|Phó Viện trưởng|Viện trưởng|Phó Hiệu trưởng|Hiệu trưởng|Phó Tổng Giám đốc|Tổng Giám đốc|Phó Giám đốc|Giám đốc|PGĐ|GĐ|Phó Chánh Văn phòng|Chánh Văn phòng|Phó Chánh Thanh tra|Chánh Thanh tra|Chánh án|Viện trưởng"
    r"|Phó Trưởng ban|Phó trưởng ban|Phó ban|Trưởng ban|Phó Trưởng Đoàn|Trưởng Đoàn|Phó Trưởng Tiểu ban|Trưởng Tiểu ban|Phó Trưởng phòng|Trưởng phòng|Phó Chủ nhiệm|Chủ nhiệm|Phó Tổng Biên tập|Tổng Biên tập|Phó Chi cục trưởng|Chi cục trưởng|Tổng Thư ký|Phó Tổng Thư ký|Tổng Kiểm toán|Tư lệnh|Chính ủy|Chỉ huy trưởng|Phó Chỉ huy trưởng|Đại biểu Quốc hội|Tổ trưởng|Tổ phó|Trợ lý|Thư ký|Phó Tổng Thanh tra|Tổng Thanh tra|Thường trực Ban Bí thư|Phó Chính ủy|Đại sứ|Thành viên Ban Chỉ đạo|Phó Trưởng Ban|Phó Trưởng"
)
PREFIX = r"(?:(?i:nguyên|cựu|quyền|tân|Q\.)\s?)?"
HEAD = compiled(rf"(?<![\wÀ-ỹ]){PREFIX}(?i:{HEADS})(?![\wÀ-ỹ])")
_STOP = compiled(
    r"\s(?:phát biểu|chủ trì|(?<!Hội )đồng chủ trì|làm việc|đã|cùng|dự(?! (?:khuyết|thảo|án|toán|báo|phòng)\b)|chỉ định|bổ nhiệm|điều động|phân công|tham dự|cho biết|cho rằng|nhấn mạnh|khẳng định|báo cáo|kết luận|đề nghị|yêu cầu|trao|tặng|thăm|tại|vừa|ký|là|trình bày|đến|chúc|(?<!Đoàn )(?<!đoàn )(?<!ban )kiểm tra|giới thiệu|khai mạc|bế mạc|nêu|đánh giá|ghi nhận|biểu dương|trả lời|giữ chức|thay mặt|chứng kiến|tiếp|mong muốn|chia sẻ|gợi ý|lưu ý|cũng|sẽ|được|dẫn đầu|trong|khi|(?<!nghệ )(?<!toàn )(?<!ninh )thông tin(?! và)|điều hành|tham gia|thống nhất|nói|bày tỏ|phân tích|đề xuất|giao|tuyên bố|nhận định|thừa nhận|chủ tọa|chỉ rõ|đồng tình|cảm ơn|tin tưởng|hoan nghênh|có|vào|trước|sau|trực tiếp|đặt|nhận|cắt|bấm|truyền đạt|quán triệt|thông qua|theo|tham luận|trao đổi|giải đáp|cam kết|kêu gọi|phát động|hứa|tuyên dương|khen|nghe|xem|tham quan|gặp|tập trung|gửi|viết|công bố|thông báo|tổng kết|để|mới(?! sáng)|làm trưởng|làm Trưởng|đi|còn|đang|chỉ đạo(?! )|quan tâm|xác nhận|đồng thời|cho|với|như|phụ trách(?! (?:Tổng cục|Cục|Sở|Vụ|Viện|Trung tâm|Chi cục|Văn phòng|Phòng|Ban|Trường))|đảm nhiệm|lãnh đạo|mở đầu|tặng|ghi|thì|đọc|làm|hướng dẫn|chào|đón|dâng|hỏi|trả|lý giải|giải thích|khuyến nghị|mời|động viên|kể|cảnh báo|dặn|nắm|bàn|thảo luận|nhắc|chốt|khảo sát|hy vọng|kỳ vọng|thị sát|đại diện|đánh|vẫn|luôn|chưa|không|cần|nên|phải|muốn|thấy|biết|đề cập|điểm|lên|chia|tiếp tục|nhiệm kỳ|khóa|khoá|nhân(?! (?:dân|sự))|dành|nhưng|mà|song|vì|bằng|ủng hộ|chủ động|cập nhật|thăm hỏi|tri ân|vinh dự|xúc động|ngày|sáng(?! tạo)|chiều|giao nhiệm vụ|hoàn thành|trồng|gồm|cắt băng|chụp|khởi công|khánh thành|công nhận|biểu quyết|bỏ phiếu|tuyên truyền(?! và)|và(?= (?:các|đại|lãnh|ông|bà|đồng chí|đ/c|một số|đông|Phó |Chủ tịch|Giám đốc|Bí thư|Trưởng|thành viên|tập thể|toàn|hơn|gần|trên|\d|nhiều|những|người|đại biểu|hàng|Thường trực|[A-ZÀ-ỸĐ][a-zà-ỹđ]+ [A-ZÀ-ỸĐ][a-zà-ỹđ]+)))(?![\wÀ-ỹ])"
)
_BREAK = compiled(r"[.;:!?()“”\"|…\n]|\s[-–—]\s|[-–—]\s|,\s?|/\s")
_WIDE_ORG = compiled(r",\s(?:(?:Thể thao|Công nghệ|công nghệ|đổi mới sáng tạo|Đổi mới sáng tạo|chuyển đổi số|Chuyển đổi số|Chính sách|chính sách|chiến lược|Tiếp công dân|Gia đình|Xã hội|Môi trường|Viễn thông|viễn thông|Dân tộc|Tôn giáo|Đo lường|đo lường|Chất lượng|chất lượng|Giáo dục|Kỹ thuật|Truyền thông|cải cách hành chính|Khoáng sản|Lưu trữ)(?![\wÀ-ỹ]))")
_WITHIN_BODY = compiled(r"(?:Bộ (?!trưởng|Chính trị)|Sở |Tổng cục (?!trưởng))[A-ZĐ]")
"""The greater body after a comma: "Phó Vụ trưởng Vụ Kinh tế số, Bộ Thông tin và Truyền thông"."""
_OF_PROVINCE = compiled(r"(?:tỉnh|thành phố|TP\.?|huyện) ?[A-ZÀ-ỸĐ]")
_BELOW_PROVINCE = compiled(r"(?:huyện|xã|phường|thị xã|thị trấn|quận|thành phố|đặc khu|Huyện ủy|Đảng ủy|Thị ủy|Thành ủy|Quận ủy|Huyện uỷ)(?: (?:xã|phường))? [A-ZÀ-ỸĐ]")
"""A body below the province, and the province after a comma: "Chủ tịch UBND huyện A, tỉnh B"."""
_NEXT_OFFICE = re.compile(rf"\s?;\s(?=(?i:{HEADS})(?![\wÀ-ỹ]))")
_BOARD_POST = re.compile(r"\s(?=(?:Phó Trưởng|Trưởng) (?:Ban|ban|Tiểu ban)\b)")
_BODY_OF_HEAD = {" ban": "Ban", "đoàn": "Đoàn", "trưởng phòng": "Phòng", "văn phòng": "Văn phòng", "cục trưởng": "", "tổ trưởng": "Tổ", "thanh tra": "Thanh tra"}
"""End of a head, folded to small letters → the word its organisation begins with."""
_ABBREVIATED_CITY = compiled(r"\.\s?[A-ZÀ-Ỹ]")
DEFINITION = compiled(r"\([A-ZĐ]{2,8}\)(?=,\s)|\((?:KH&CN|KHCN|KH-CN|KH và CN|TT&TT|TTTT|BCĐ|GD&ĐT|UBND|HĐND|NN&PTNT|NN&MT|NN-MT|VHTTDL|VH,TT&DL|VHTT&DL|MTTQ|UBMTTQ|ĐBQH|PTTH)\)(?=\s[a-zà-ỹA-ZÀ-Ỹ])")


def chain(text: str, start: int, limit: int) -> tuple[list[str], int]:
    """Return the offices from `start` on, separated by commas or dashes, up to the verb, the bracket or the full stop."""
    offices: list[str] = []
    position = end = start
    while position < limit and HEAD.match(text, position):
        end = _end_of_office(text, position, limit)
        joined = re.search(r"\s(?:và|cùng)\s?$", text[position:end])
        end = position + joined.start() if joined else end
        offices.append(text[position:end].strip(" ,-–"))
        joint = re.match(r"\s?(?:,|-|–|—|kiêm|,\skiêm|đồng thời là|,\sđồng thời là|(?=\s(?:Phó )?Trưởng (?:Ban|ban|Tiểu ban)\b))\s{0,2}(?:kiêm\s|là\s)?", text[end:end + 24])
        if not joint:
            joint = _NEXT_OFFICE.match(text, end)
            if not joint or not _ends_without_name(text, joint.end(), limit):
                break
            joint_end = joint.end()
        else:
            joint_end = end + joint.end()
        position = joint_end
    return [office for office in offices if len(office) > 2], end


def _ends_without_name(text: str, start: int, limit: int) -> bool:
    """Whether the office after a semicolon is the same person's: it ends before the name that bounds the search, at a mark or a verb."""
    end = _end_of_office(text, start, limit)
    return end < limit and text[end:end + 2].strip()[:1] in (";", ".", ",") or end < limit and _STOP.match(text, end) is not None


def _end_of_office(text: str, start: int, limit: int) -> int:
    """Where one office ends: at a verb, a separator, a bracket; a comma inside a ministry's name does not end it."""
    position = HEAD.match(text, start).end()
    stop = _STOP.search(text, position, limit)
    stop_at = stop.start() if stop else limit
    board = _BOARD_POST.search(text, position, stop_at)
    stop_at = board.start() if board else stop_at
    at = position
    while at < stop_at:
        gap = _BREAK.search(text, at, stop_at)
        if not gap:
            return stop_at
        wide = _WIDE_ORG.match(text, gap.start())
        if wide and re.search(r"\b(?:Sở|Bộ|Ban Chỉ đạo|Ban Chính sách|Ban|Cục|Vụ|Hội đồng|Chi cục|Ủy ban|Trung tâm|Trưởng ban|Phó Trưởng ban)\b|ban Chỉ đạo", text[start:gap.start()]):
            at = wide.end()
            continue
        if gap.group().startswith(",") and _WITHIN_BODY.match(text, gap.end()) and re.search(r"\b(?:Vụ|Cục|Viện|Học viện|Chi cục|Trung tâm|Văn phòng)\b", text[start:gap.start()]):
            at = gap.end() + 2
            continue
        if gap.group().startswith(",") and _OF_PROVINCE.match(text, gap.end()) and _BELOW_PROVINCE.search(text[start:gap.start()]):
            at = gap.end() + 6
            continue
        if gap.group().strip() in "-–—" and re.match(r"[-–—]\s?(?:công nghệ|Công nghệ|xã hội|Xã hội|thương mại|Thương mại|kỹ thuật|Truyền hình|truyền hình|đầu tư|Hồng|Vũng Tàu|Phát triển|đoàn thể|hành chính|[Tt]ổng hợp|dịch vụ|du lịch|ngân sách|pháp chế|[Tt]ài chính|kế hoạch|lao động|môi trường|[Mm]ôi trường|thể thao)", gap.group().strip() + " " + text[gap.end():gap.end() + 12]):
            at = gap.end() + 2
            continue
        if gap.group().startswith(".") and text[gap.start() - 1:gap.end() + 1] in ("T.Ư", "T.W"):
            at = gap.end() + 1
            continue
        if gap.group().startswith(".") and _ABBREVIATED_CITY.match(text, gap.start()) and text[max(0, gap.start() - 2):gap.start()].upper() == "TP":
            at = gap.end() + 1
            continue
        if gap.group().startswith("(") and (definition := DEFINITION.match(text, gap.start())):
            at = definition.end()
            continue
        return gap.start()
    return stop_at


def organisation_of(office: str, home: str = "") -> str | None:
    """Return the body of an office: "Phó Chủ tịch UBND tỉnh" in a story of Phú Thọ gives "UBND tỉnh Phú Thọ"."""
    match = HEAD.match(office)
    body = office[match.end():].strip(" ,") if match else ""
    first = next((word for words, word in _BODY_OF_HEAD.items() if match and match.group().lower().endswith(words)), "")
    if first and body:
        body = f"{first} {body}"
    body = re.sub(r"^(?:Thường trực|thường trực|phụ trách|chuyên trách|dự khuyết)\s?", "", body)
    if not body:
        return None
    if home and re.fullmatch(r"(?:Tỉnh ủy|Tỉnh uỷ|(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Ủy ban MTTQ(?: Việt Nam)?) tỉnh|Công an tỉnh|Đoàn ĐBQH tỉnh)", body):
        return f"{body} {home}"
    return body

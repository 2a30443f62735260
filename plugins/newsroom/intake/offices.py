"""The words of an office: where it begins, where it ends, how several follow one another, which body it belongs to.

In: a text and a place in it. Out: the offices from there on, as written, and where they end. Example: from "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh chủ trì" come
["Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh"]; the verb ends them. An office begins with one of a closed list of heads ("Phó Giám đốc"); what follows is its body, up
to a verb, a bracket, a mark, or a small-letter word no body is called by. The odd case is the mark inside a body's own name ("Sở Văn hóa, Thể thao và Du lịch",
"Ban Kinh tế - Ngân sách").
"""

import re

from ..text import fold
from .vietnamese import NATIVE_SYLLABLE, compiled

HEADS = (
    r"Tổng Bí thư|(?:Phó |P\. ?)?(?:Chủ tịch(?: nước| Thường trực)?|Thủ tướng|(?<!Ban )Bí thư|Bộ trưởng|Tổng cục trưởng|Chi cục trưởng|Cục trưởng|Vụ trưởng|"
    r"Viện trưởng|Hiệu trưởng|Tổng Giám đốc|Giám đốc|Chánh Văn phòng|Chánh Thanh tra|Chánh án"
    r"|Trưởng (?:ban|đoàn|tiểu ban|phòng|Công an|Cơ quan)|Chủ nhiệm|Tổng Biên tập|Tổng Thư ký|Tổng Thanh tra|Tổng Tham mưu trưởng|Tham mưu trưởng|Tư lệnh|Chính ủy|"
    r"Chính uỷ|Chỉ huy trưởng|Đại sứ|Tổ trưởng|GĐ\.?|CT\.?)"
    r"|Phó (?:ban|phòng|Trưởng)|Thứ trưởng|PGĐ\.?|PCT\.?|Ủy viên|Uỷ viên|(?<!Ban )Thường vụ (?:Tỉnh|Thành|Huyện) (?:ủy|uỷ)|UVBTVTU|UVTVTU|UVBTV|UVTV|TVTU|UV\s?TW|"
    r"UV\s?TƯ|UV\s?T\.Ư|UV\.?\s?BCH|UV\.?\s?BTV|(?:Tỉnh|Thành) (?:ủy|uỷ) viên|TUV"
    r"|Tổng Kiểm toán|Đại biểu Quốc hội|Tổ phó|Trợ lý|Thư ký|Thường trực Ban Bí thư|Thành viên Ban Chỉ đạo"
)
PREFIX = r"(?:(?i:nguyên|cựu|quyền|tân|Q\.)\s?)?"
HEAD = compiled(rf"(?<![\wÀ-ỹ]){PREFIX}(?i:{HEADS})(?![\wÀ-ỹ])")
_STOP = compiled(
    r"\s(?:[Pp]hát biểu|tái đắc cử|đắc cử|tái cử|trúng cử|chủ trì|(?<!Hội )đồng chủ trì|xung quanh|thôi|do|bầu(?! cử)|vận hành|trước đó|từng|sinh(?= (?:năm|ngày))|"
    r"quê|đối với|thay|nghỉ|phê duyệt|giải trình|tiếp thu|ban hành|về(?= (?:thăm|dự|làm việc|nhận|công tác|việc|tình hình|kết quả))|làm việc|đã|cùng|dự(?! (?:khuyết|"
    r"thảo|án|toán|báo|phòng|trữ)\b)|chỉ định|bổ nhiệm|điều động|phân công|tham dự|cho biết|cho rằng|nhấn mạnh|khẳng định|[Bb]áo cáo|kết luận|đề nghị|yêu cầu|trao|"
    r"tặng|thăm|(?<!sứ Việt Nam )tại|vừa|(?<![Đđ]ăng )(?<![Tt]hư )ký|là|[Tt]rình bày|đến|chúc|(?<!Đoàn )(?<!đoàn )(?<![Bb]an )kiểm tra|giới thiệu|khai mạc|bế mạc|nêu|"
    r"đánh giá|ghi nhận|biểu dương|trả lời|giữ chức|thay mặt|chứng kiến|tiếp(?! công dân)|mong muốn|chia sẻ|gợi ý|lưu ý|cũng|sẽ|được|dẫn đầu|trong(?! nước)|khi|"
    r"(?<!nghệ )(?<!toàn )(?<!ninh )thông tin(?! và)|(?<!iám sát )(?<!Trung tâm )điều hành|tham gia|thống nhất|nói|bày tỏ|phân tích|đề xuất|giao(?! (?:thông|dịch))|"
    r"tuyên bố|nhận định|thừa nhận|chủ tọa|chỉ rõ|đồng tình|cảm ơn|tin tưởng|hoan nghênh|có(?! công)|vào|trước|sau|trực tiếp|đặt|nhận|cắt|bấm|truyền đạt|quán triệt|"
    r"thông qua|theo|tham luận|trao đổi|giải đáp|cam kết|kêu gọi|phát động|hứa|tuyên dương|khen(?! thưởng)|nghe|xem|tham quan|gặp|tập trung|gửi|viết|công bố|"
    r"thông báo|tổng kết|để|(?<!thôn )mới(?! sáng)|làm trưởng|làm Trưởng|đi|còn|đang|(?<![Bb]an )chỉ đạo|quan tâm|xác nhận|đồng thời|cho|với|như|"
    r"phụ trách(?! (?:Tổng cục|Cục|Sở|Vụ|Viện|Trung tâm|Chi cục|Văn phòng|Phòng|Ban|Trường))|đảm nhiệm|lãnh đạo|mở đầu|tặng|ghi|thì|đọc|(?<![Vv]iệc )làm(?! vườn)|"
    r"hướng dẫn|chào|đón|dâng|hỏi|trả|lý giải|giải thích|khuyến nghị|mời|động viên|kể|cảnh báo|dặn|nắm|bàn|thảo luận|nhắc|chốt|khảo sát|hy vọng|kỳ vọng|thị sát|"
    r"(?<!Văn phòng )đại diện|đánh|vẫn|luôn|chưa|(?<![Hh]àng )(?<![Pp]hòng )không(?! quân)|(?<![Hh]ậu )cần|nên|phải|muốn|thấy|biết|đề cập|điểm|lên|chia|tiếp tục|"
    r"nhiệm kỳ|khóa|khoá|nhân (?:dịp|ngày|kỷ niệm|chuyến|lễ|buổi)|dành|nhưng|mà|song|vì|bằng|ủng hộ|chủ động|cập nhật|thăm hỏi|tri ân|vinh dự|xúc động|ngày|"
    r"sáng(?! tạo)|chiều|giao nhiệm vụ|hoàn thành|(?<![Cc]ây )trồng(?! trọt)|gồm|cắt băng|chụp|khởi công|khánh thành|công nhận|biểu quyết|bỏ phiếu|"
    r"tuyên truyền(?! và)|và(?= (?:các|đoàn công tác|đoàn đại biểu|phu nhân|gia đình|bà con|khách|đại|lãnh|[Ôô]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c|Anh|Chị|một số|đông|Phó |"
    r"Chủ tịch|Giám đốc|Bí thư|Trưởng|thành viên|tập thể|toàn|hơn|gần|trên|\d|nhiều|những|người|đại biểu|hàng|Thường trực|"
    r"[A-ZÀ-ỸĐ][a-zà-ỹđ]+ [A-ZÀ-ỸĐ][a-zà-ỹđ]+)))(?![\wÀ-ỹ])"
)
_SMALL_WORD = compiled(r"(?<=\s)[a-zà-ỹđ]+(?![\wÀ-ỹ&])")
_BODY_SYLLABLES = frozenset(
    """an ba ban bay binh biên biến biển biểu biện buôn bà bào bá bán báo bình bí bơm bưu bạc bạo bản bảo bất bầu bắc bằng bến bền bệnh bị bốn bồi bổ bộ bức ca cam cao cha
    chi chiến chiếu chung chuyên chuyển chuẩn chánh cháy châu chè chèo chí chính chăm chăn chương chấm chấp chất chế chỉ chọn chống chợ chủ chủng chứa chức chứng chữ
    chữa con cung cuộc cà cá các cách cán cáo cáp cân câu cây có côi công căn cũ cơ cải cảng cảnh cạnh cấp cấu cấy cần cầu cận cắt cố cổ cộng cột cụ cục của cứu cừ cử cửa
    cực cựu da danh di dinh diễn diện doanh du dung duyệt dân dã dũng dương dưỡng dược dạng dầu dẫn dệt dị dịch dục dụng dừa dữ dự dựng em gen ghép gia giai giam
    gian giao giày giá giác giám giáo giáp giúp giả giải giảm giấy giống giới gom gương gạo gọn gốc gốm gỗ hiến hiếu hiểm hiện hiệp hiệu hoa hoàn hoàng hoá hoạch
    hoạt huy huynh huyết huyện huấn hàng hành hán hát hình hòa hóa hôn hưu hương hướng hạ hạch hại hạn hạng hạt hải hảo hậu hẹp hệ học hỏa hồ hồi hồng hỗ hỗn hộ hội
    hợp hữu in internet khai khen khiếu kho khoa khoán khoáng khoảng khu khuyến khuyết khác khách khám kháng khánh khí khóa không khúc khảo khẩn khẩu khỏe khố khối
    khởi kim kinh kiêm kiếm kiến kiều kiểm kiệm kiện kê kênh ký kế kết kịch kỷ kỹ la lai lang lao linh liên liệt liệu loại luyện luận luật làm làng lành lá lâm lãm
    lãng lãnh lão lúa lý lĩnh lũ lưu lương lưới lường lược lượng lạc lần lập lậu lễ lệ lịch lối lồng lớp lợi lục lửa lữ lực may minh miền miễn mua muối máu máy mây
    mía mô môi môn mù mũi mưu mạc mạch mại mạng mạnh mầm mẫu mật mắt mặt mẹ mềm mỏ mối mồ một mới mục mỹ nam nghiên nghiệm nghiệp nghèo nghiện nghĩa nghề nghệ nghị ngoài
    ngoại nguyên nguyện nguồn ngành ngân ngôn ngư người ngọc ngừa ngữ nhi nhiên nhiếp nhiễm nhiệm nhiệt nhà nhánh nhân nhì nhóm nhôm nhũng nhạc nhất nhập nhọn nhỏ ni
    ninh niên niệm nuôi nông núi năng nước nại nạn nạo nối nội nộp nợ nữ phi phim phiếu phong pháo pháp phát phân phê phí phía phòng phó phóng phúc phương phường
    phạm phạt phản phần phẩm phật phố phối phổ phổi phụ phục phủ phức quan quy quyết quyền quán quân quả quản quảng quầy quận quế quốc quỹ rau ruộng rào rác rạn rừng
    sao sen sinh siêu soát soạn suất sào sách sáng sát sâm sân sâu sóc sông súc sĩ sơ sơn sư sạch sản sắc sắp sắt số sống sớm sở sức sử sửa sự sỹ tai tam thai tham
    thanh thao thi thiên thiết thiếu thiểu thiện thiệu thoát thoại thu thuyền thuê thuật thuế thuốc thuộc thuỷ thành thác thái thám tháng thân thép thí thích thôn
    thông thù thú thư thương thường thưởng thượng thạch thải thảo thầm thần thầu thầy thẩm thập thắng thế thể thị thống thổ thời thủ thủy thứ thức thừa thực tim tin
    tinh tiêm tiên tiêu tiến tiếng tiếp tiết tiền tiểu tiện toà toàn toán tra trang tranh tre tri trinh triển triệu trong trung truyền trà trách trái trám trâu trì
    trình trí trú trúc trưng trường trưởng trại trạm trấn trận trật trắc trẻ trị trọng trọt trống trồng trợ trụ trừ trữ trực tu tuyên tuyến tuyển tuý tuần tuệ tuổi
    ty tài tàng tàu tác tái tám táng tâm tân tây tìm tình tích tín tính tòa tôm tôn tù túy tăng tơ tư tướng tượng tại tạm tạng tạo tạp tải tảo tấn tần tầng tập tật
    tằm tế tệ tỉ tỉnh tịch tố tốc tối tồn tổ tổng tộc tội tục tứ từ tử tự tỷ uỷ van vi viên viết viễn việc viện việt và vàng vành vân vây vô võ vùng văn vĩ vũ vườn vạn
    vải vấn vận vật vắc vẽ về vệ vị vịnh vọng vốn vụ vững vực xa xanh xe xoá xung xuyên xuân xuất xâm xây xã xét xóa xúc xơ xưởng xạ xếp xổ xứ xử y yên yêu yến yếu á
    án ánh âu ý ăn đa đai đan điền điều điểm điển điện đo đoàn đoạn đua đài đào đèn đê đình đói đô đông đăng đĩnh đơn đương đường đạc đại đạo đảm đảng đảo đất đấu
    đầu đẳng đặc đề đỉnh địa định đọc đỏ đốc đối đồ đồng đổi đỗ độ độc đội động đời đức ươm ương ảnh ấn ấp ẩm ốp ủy ứng""".split()
)
"""The small-letter syllables that offices and bodies of the Vietnamese state, party and unions are called by; any other ("xung", "dại", "sẽ") belongs to the sentence."""
_BREAK = compiled(r"[.;:!?()“”\"|…\n]|\s[-–—]\s|[-–—]\s|(?<=[a-zà-ỹ])[-–—](?=[A-ZÀ-ỸĐ])|,\s?|/\s")
_WIDE_ORG = compiled(
    r",\s(?:(?:chống|chữa cháy|Thể thao|Công nghệ|công nghệ|đổi mới sáng tạo|Đổi mới sáng tạo|chuyển đổi số|Chuyển đổi số|Chính sách|chính sách|chiến lược|"
    r"Tiếp công dân|Gia đình|Xã hội|Môi trường|Viễn thông|viễn thông|Dân tộc|Tôn giáo|Đo lường|đo lường|Chất lượng|chất lượng|Giáo dục|Kỹ thuật|Truyền thông|"
    r"cải cách hành chính|Khoáng sản|Lưu trữ)(?![\wÀ-ỹ]))"
)
_LISTED_IN_NAME = compiled(
    r",\s(?!(?:Sở|Bộ|Ban|Cục|Vụ|Viện|UBND|HĐND|Ủy|Uỷ|Công an|Đảng|Tỉnh|Thành|Huyện|Trung tâm|Văn phòng|Hội|Phòng|Chi|Đại|Thượng|Trung|Thiếu|Tiến|Thạc|Kỹ|Ông|Bà|"
    r"Đồng)\b)[A-ZÀ-ỸĐ][a-zà-ỹ]{0,6}(?:\s[a-zà-ỹ]{1,7}){0,3}\svà\s"
)
"""A further field in a body's name: "Viện Nghiên cứu, Đào tạo và Bồi dưỡng cán bộ"."""
_SMALL_LISTED = compiled(
    r",\s(?!(?:các|đại|toàn|một|nhiều|người|đơn vị|đồng chí|cán bộ|chuyên|nhà|doanh nghiệp|hội viên|đoàn viên|đảng viên|tổ chức|cơ quan|địa phương|phóng viên|"
    r"khách)\b)(?P<field>[a-zà-ỹđ]+(?:\s[a-zà-ỹđ]+){0,4})\svà\s(?!(?:các|đại|toàn|một|nhiều|người|đơn vị|đồng chí|cán bộ|chuyên|nhà|doanh nghiệp|hội viên|đoàn viên|"
    r"đảng viên|tổ chức|cơ quan|địa phương|phóng viên|khách)\b)"
)
_BODY_WITH_LIST = re.compile(r"\b(?:Sở|Bộ|Ban Chỉ đạo|Ban Chính sách|Ban|Cục|Vụ|Viện|Hội đồng|Chi cục|Ủy ban|Trung tâm|Trưởng ban|Phó Trưởng ban)\b|ban Chỉ đạo")
_WITHIN_BODY = compiled(r"(?:Bộ (?!trưởng|Chính trị)|Sở |Tổng cục (?!trưởng))[A-ZĐ]")
"""The greater body after a comma: "Phó Vụ trưởng Vụ Kinh tế số, Bộ Thông tin và Truyền thông"."""
_PART_OF_BODY = re.compile(r"\b(?:Vụ|Cục|Viện|Học viện|Chi cục|Trung tâm|Văn phòng|[Pp]hòng|Khoa|Ban Quản lý)\b")
_OF_PROVINCE = compiled(r"(?:tỉnh|thành phố|TP\.?|huyện) ?[A-ZÀ-ỸĐ]")
_BELOW_PROVINCE = compiled(r"(?:huyện|xã|phường|thị xã|thị trấn|quận|thành phố|đặc khu|Huyện ủy|Đảng ủy|Thị ủy|Thành ủy|Quận ủy|Huyện uỷ)(?: (?:xã|phường))? [A-ZÀ-ỸĐ]")
"""A body below the province, and the province after a comma: "Chủ tịch UBND huyện A, tỉnh B"."""
_AFTER_DASH = compiled(
    r"(?:(?!(?:Ảnh|Nguồn|Tin|Bài|Tác giả|Theo|Người|Đây)\b)[A-ZÀ-ỸĐ][a-zà-ỹ]|công nghệ|xã hội|thương mại|kỹ thuật|truyền hình|đầu tư|đoàn thể|hành chính|tổng hợp|"
    r"dịch vụ|du lịch|ngân sách|pháp chế|tài chính|kế hoạch|lao động|môi trường|thể thao|đo lường|chất lượng)"
)
"""What may follow a dash inside a body's name: another field of it."""
_JOINT = re.compile(
    r"\s?(?:,|-|–|—|;(?=\s(?:nay|hiện)\b)|kiêm|,\skiêm|đồng thời là|,\sđồng thời là|(?=\s(?:Phó )?Trưởng (?:Ban|ban|Tiểu ban)\b))\s{0,2}(?:(?:kiêm|là|nay là|hiện là|"
    r"hiện nay là|đồng thời là)\s)?"
)
_NEXT_OFFICE = re.compile(rf"\s?;\s(?=(?i:{HEADS})(?![\wÀ-ỹ]))")
_BOARD_POST = re.compile(r"\s(?=(?:Phó Trưởng|Trưởng) (?:Ban|ban|Tiểu ban)\b)")
_BODY_OF_HEAD = {" ban": "Ban", "đoàn": "Đoàn", "trưởng phòng": "Phòng", "văn phòng": "Văn phòng", "cục trưởng": "", "tổ trưởng": "Tổ", "thanh tra": "Thanh tra", "công an": "Công an"}
"""End of a head, folded to small letters → the word its organisation begins with."""
_ABBREVIATED_CITY = compiled(r"\.\s?(?:[A-ZÀ-Ỹ]|$)")
DEFINITION = compiled(
    r"\([A-ZĐ]{2,8}\)(?=,\s)|\((?:KH&CN|KHCN|KH-CN|KH và CN|TT&TT|TTTT|BCĐ|GD&ĐT|UBND|HĐND|NN&PTNT|NN&MT|NN-MT|VHTTDL|VH,TT&DL|VHTT&DL|MTTQ|UBMTTQ|ĐBQH|"
    r"PTTH)\)(?=\s[a-zà-ỹA-ZÀ-Ỹ])"
)


def chain(text: str, start: int, limit: int) -> tuple[list[str], int]:
    """Return the offices from `start` on, separated by commas or dashes, up to the verb, the bracket or the full stop."""
    offices: list[str] = []
    position = end = start
    while position < limit and HEAD.match(text, position):
        end = _end_of_office(text, position, limit)
        joined = re.search(r"\s(?:và|cùng|của)\s?$", text[position:end])
        end = position + joined.start() if joined else end
        offices.append(text[position:end].strip(" ,-–."))
        joint = _JOINT.match(text, end, end + 40)
        if not joint:
            joint = _NEXT_OFFICE.match(text, end)
            if not joint or not _ends_without_name(text, joint.end(), limit):
                break
        position = joint.end()
    return [office for office in offices if len(office) > 2], end


def _ends_without_name(text: str, start: int, limit: int) -> bool:
    """Whether the office after a semicolon is the same person's: it ends before the name that bounds the search, at a mark or a verb."""
    end = _end_of_office(text, start, limit)
    return end < limit and text[end:end + 2].strip()[:1] in (";", ".", ",") or end < limit and _STOP.match(text, end) is not None


def _end_of_office(text: str, start: int, limit: int) -> int:
    """Where one office ends: at a verb, a separator, a bracket, a word of the sentence."""
    position = HEAD.match(text, start).end()
    stop_at = _first(position, limit, _STOP.search(text, position, limit), _foreign_word(text, position, limit))
    stop_at = _first(position, stop_at, _BOARD_POST.search(text, position, stop_at))
    at = position
    while at < stop_at:
        gap = _BREAK.search(text, at, stop_at)
        if not gap:
            return stop_at
        further = _inside_the_name(text, start, gap, stop_at)
        if further is None:
            return gap.start()
        at = further
    return stop_at


def _first(position: int, limit: int, *matches: re.Match[str] | None) -> int:
    return min((match.start() for match in matches if match and match.start() >= position), default=limit)


def _foreign_word(text: str, position: int, limit: int) -> re.Match[str] | None:
    """The first small-letter syllable that no body is called by; what is no Vietnamese syllable at all ("Thà nh ủy") is damage and ends nothing."""
    return next((word for word in _SMALL_WORD.finditer(text, position, limit) if word.group() not in _BODY_SYLLABLES and NATIVE_SYLLABLE.fullmatch(fold(word.group()))), None)


def _inside_the_name(text: str, start: int, gap: re.Match[str], stop_at: int) -> int | None:
    """Where to read on when the mark `gap` is part of the body's own name; None when it ends the office."""
    mark, so_far = gap.group().strip(), text[start:gap.start()]
    if mark == ",":
        wide = _WIDE_ORG.match(text, gap.start(), stop_at) or not HEAD.match(text, gap.end()) and _LISTED_IN_NAME.match(text, gap.start(), stop_at)
        if wide and _BODY_WITH_LIST.search(so_far):
            return wide.end()
        small = _SMALL_LISTED.match(text, gap.start(), stop_at)
        if small and _BODY_WITH_LIST.search(so_far) and all(word in _BODY_SYLLABLES for word in small["field"].split()):
            return small.end()
        if _WITHIN_BODY.match(text, gap.end()) and _PART_OF_BODY.search(so_far):
            return gap.end() + 2
        if _OF_PROVINCE.match(text, gap.end()) and _BELOW_PROVINCE.search(so_far):
            return gap.end() + 6
    elif mark in ("-", "–", "—") and gap.end() < stop_at and not HEAD.match(text, gap.end()) and _AFTER_DASH.match(text, gap.end()):
        return gap.end() + 2
    elif mark == "." and (text[gap.start() - 1:gap.end() + 1] in ("T.Ư", "T.W") or _ABBREVIATED_CITY.match(text, gap.start()) and text[max(0, gap.start() - 2):gap.start()].upper() == "TP"):
        return gap.end() + 1
    elif mark == "(" and (definition := DEFINITION.match(text, gap.start())):
        return definition.end()
    return None


def organisation_of(office: str, home: str = "") -> str | None:
    """Return the body of an office: "Phó Chủ tịch UBND tỉnh" in a story of Phú Thọ gives "UBND tỉnh Phú Thọ"."""
    match = HEAD.match(office)
    body = office[match.end():].strip(" ,") if match else ""
    first = next((word for words, word in _BODY_OF_HEAD.items() if match and match.group().lower().endswith(words)), "")
    if first and body and not body.startswith(first):
        body = f"{first} {body}"
    body = re.sub(r"^(?:Thường trực|thường trực|phụ trách|chuyên trách|dự khuyết)\s?", "", body)
    if not body:
        return None
    if home and re.fullmatch(r"(?:Tỉnh ủy|Tỉnh uỷ|(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Ủy ban MTTQ(?: Việt Nam)?) tỉnh|Công an tỉnh|Đoàn ĐBQH tỉnh)", body):
        return f"{body} {home}"
    return body

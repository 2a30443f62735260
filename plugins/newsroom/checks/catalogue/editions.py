"""Rules of editions."""

from . import Rule

EDITIONS = (
    Rule("edition-period", "error", "Tên tệp của số bản tin là một kỳ", "Tên tệp là địa chỉ của số bản tin: năm-tháng, hoặc năm-w và hai chữ số của tuần ISO. Tuần phải có trong năm ấy: năm 2025 có 52 tuần.", "content/editions/04-2025.md", "content/editions/2025-04.md"),
    Rule("edition-title", "error", "Số bản tin có tiêu đề", "Tiêu đề đứng đầu trang, đầu thư và trong danh sách các số; ngắn như tiêu đề tin.", "title:", "title: Bản tin tháng 4/2025"),
    Rule("edition-summary", "error", "Số bản tin có một câu tóm tắt", "Câu ấy hiện ở danh sách các số, dưới tiêu đề trong hộp thư và khi trang được chia sẻ; ngắn như tóm tắt của tin.", "summary:", "summary: Tiền Giang hợp nhất hai sở; Thái Nguyên giao chỉ tiêu cho từng xã."),
    Rule("edition-body", "error", "Tệp của số bản tin có lời mở đầu", "Tệp này chỉ để viết lời mở đầu và chọn tin. Không viết thì xóa tệp: số bản tin vẫn ra từ các tin của kỳ.", "---\ntitle: Bản tin tháng 4/2025\n---", "---\ntitle: Bản tin tháng 4/2025\n---\n\nTháng này các tỉnh …"),
    Rule("edition-pick", "error", "Tin được chọn có thật và thuộc kỳ", "Tin chọn phải là tên tệp của một tin có ngày trong kỳ, mỗi tin một lần; sai một chữ thì số bản tin mở đầu thiếu tin.", "picks: [2025-03-05-lop-hoc-so]  (trong 2025-04.md)", "picks: [2025-04-01-tien-giang-so-khoa-hoc]"),
    Rule("edition-pick-unpublished", "warning", "Tin được chọn đã đăng", "Tin nháp hay hẹn ngày chưa hiện ra, nên số bản tin tạm bỏ qua.", "picks: [2025-04-09-con-nhap]", "picks: [2025-04-01-da-dang]"),
    Rule("edition-empty", "warning", "Kỳ của số bản tin có tin", "Không tin nào đã đăng nằm trọn trong kỳ thì không có trang. Tin chỉ biết tháng không nằm trong tuần nào.", "content/editions/2031-04.md", "content/editions/2025-04.md"),
)

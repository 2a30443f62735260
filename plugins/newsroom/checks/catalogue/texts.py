"""Rules of Vietnamese text and of Markdown."""

from . import Rule

TEXTS = (
    Rule("text-nfd", "error", "Chữ dựng sẵn (NFC), không phải dấu rời", "Chép từ PDF hay máy Mac cho chữ có dấu rời: nhìn giống hệt nhưng tìm không thấy.", "Đà Nẵng (10 ký tự)", "Đà Nẵng (7 ký tự)", True),
    Rule("text-invisible", "warning", "Không có ký tự vô hình", "Ký tự không bề rộng, gạch nối mềm, dấu cách không ngắt lọt vào khi chép từ trang web, tách đôi chữ khi tìm.", "Thái·Nguyên (· là U+00A0)", "Thái Nguyên", True),
    Rule("text-d", "warning", "Chữ đ đúng mã", "Ð (chữ Iceland), Ɖ (chữ Ewe) trông như Đ, ñ là đ của phông cũ; tìm và xếp vần đều sai.", "Ðồng Nai", "Đồng Nai", True),
    Rule("text-look-alike", "warning", "Chữ Latinh, không phải chữ trông giống", "Chữ а, о, с của tiếng Nga hay Ａ rộng gấp đôi lẫn vào khi chép: mắt không thấy, tìm kiếm không ra.", "Cаo Bằng (chữ а U+0430)", "Cao Bằng", True),
    Rule("text-styled", "warning", "Không dùng ký tự toán học làm chữ đậm", "Chữ đậm kiểu mạng xã hội là ký tự toán học: máy đọc màn hình đánh vần từng ký tự, tìm kiếm không thấy.", "𝗛𝘂𝗲̂́", "Huế"),
    Rule("text-damaged", "warning", "Chữ không hỏng phông", "Chữ soạn bằng phông TCVN3, VNI, hay giải mã sai, thành ký tự lạ; không thể đoán lại cho chắc.", "Uû ban nh©n d©n", "Ủy ban nhân dân"),
    Rule("text-syllable", "warning", "Mỗi tiếng viết đúng chính tả", "Âm đầu, vần hay chỗ đặt dấu không có trong tiếng Việt: lỗi gõ, hay chữ bị xáo khi chép.", "nghành, hòan, qúỵết, côngnghệ", "ngành, hoàn, quyết, công nghệ"),
    Rule("text-tone-mixed", "warning", "Một tệp đặt dấu một kiểu", "Cùng một tiếng viết cả hòa lẫn hoà thì tìm một cách sẽ sót cách kia. Bản tin dùng kiểu của tên chính thức: Thanh Hóa, Tỉnh ủy.", "Tỉnh ủy … Tỉnh uỷ", "Tỉnh ủy … Tỉnh ủy"),
    Rule("text-tone-name", "warning", "Tên trong bài đặt dấu như danh mục", "Tên tỉnh, tên cán bộ của danh mục viết với dấu ở chữ khác thì không thành liên kết, và tìm một cách sẽ sót cách kia.", "Đoàn công tác về Thanh Hoá.", "Đoàn công tác về Thanh Hóa.", True),
    Rule("text-double-blank", "warning", "Giữa hai chữ một khoảng trắng", "Hai khoảng trắng giữa tên riêng làm tên ấy thành tên khác khi so.", "Trịnh  Việt Hùng", "Trịnh Việt Hùng", True),
    Rule("text-trailing-blank", "warning", "Không có khoảng trắng cuối dòng", "Không ai thấy, nhưng làm dòng thành khác khi so hai bản. Hai khoảng trắng để xuống dòng trong Markdown thì được giữ.", "title: Tin mới···", "title: Tin mới", True),
    Rule("text-space", "warning", "Khoảng trắng đúng chỗ quanh dấu câu", "Trước dấu phẩy, dấu chấm không có khoảng trắng; sau dấu có một.", "khoa học , công nghệ,đổi mới", "khoa học, công nghệ, đổi mới"),
    Rule("text-number", "warning", "Số viết lối Việt", "Dấu chấm ngăn hàng nghìn, dấu phẩy trước phần thập phân; chép từ trang tiếng Anh thì ngược lại.", "đạt 87.13%, 1,234,567 hồ sơ", "đạt 87,13%, 1.234.567 hồ sơ"),
    Rule("text-date", "warning", "Ngày viết lối Việt", "Trong bài viết ngày, tháng, năm; dạng năm-tháng-ngày chỉ dùng ở phần khai báo.", "ngày 2025-03-05, 03/25/2025, March 5, 2025", "ngày 5/3/2025"),
    Rule("text-document-number", "warning", "Số văn bản viết liền, đúng dấu", "Khoảng trắng hay dấu gạch dài trong số, ký hiệu làm trang không nhận ra văn bản.", "Nghị quyết số 57 –NQ/TW", "Nghị quyết số 57-NQ/TW", True),
    Rule("text-name", "warning", "Tên người viết một cách", "Bài viết tên khác dấu với mục officials thì một trong hai nơi sai, và tên trong bài không thành liên kết.", "Chủ tịch Nguyễn Huy Dủng (officials: Nguyễn Huy Dũng)", "Chủ tịch Nguyễn Huy Dũng"),
    Rule("text-document-date", "warning", "Ngày của văn bản khớp với danh mục", "Ngày viết sau số văn bản khác ngày trong danh mục: gõ nhầm ngày, nhầm số, hay danh mục sai.", "Nghị quyết số 57-NQ/TW ngày 22/12/2025", "Nghị quyết số 57-NQ/TW ngày 22/12/2024"),
    Rule("text-unit-ended", "warning", "Cơ quan trong bài là của tỉnh còn tồn tại", "Bài nêu UBND, HĐND, Tỉnh ủy của một tỉnh đã nhập vào tỉnh khác trước ngày của tin, như đang làm việc. Câu nói việc đã qua (có năm, số văn bản, chữ nguyên, cũ, trước, đã, sáp nhập) không bị nhắc.", "(tin ngày 05/09/2025) UBND tỉnh Tiền Giang mở lớp học số.", "UBND tỉnh Đồng Tháp mở lớp học số."),
    Rule("text-weekday", "warning", "Thứ khớp với ngày", "Thứ trong tuần không khớp thường là dấu hiệu gõ nhầm ngày.", "Thứ Hai, ngày 21/2/2025", "Thứ Sáu, ngày 21/2/2025"),
    Rule("text-abbreviation", "warning", "Chữ tắt được viết đủ ở lần đầu", "Bạn đọc vào giữa trang từ tìm kiếm không biết chữ tắt. Chữ ai cũng biết thì ghi common: true trong content/registry/abbreviations.yaml.", "Tỉnh khai trương IOC.", "Tỉnh khai trương Trung tâm giám sát, điều hành thông minh (IOC)."),
    Rule("markdown-image-alt", "error", "Ảnh trong bài có lời mô tả", "Người không nhìn thấy ảnh chỉ có lời mô tả.", "![](hop.jpg)", "![Phiên họp Ban Chỉ đạo](hop.jpg)"),
    Rule("markdown-heading", "warning", "Đề mục bắt đầu từ ##, không nhảy cấp", "Tiêu đề tin là cấp một. Nhảy cấp làm người dùng máy đọc màn hình tưởng sót một phần.", "# Kết quả\n\n#### Chi tiết", "## Kết quả\n\n### Chi tiết"),
    Rule("markdown-link", "error", "Liên kết viết đúng Markdown", "Viết sai thì người đọc thấy dấu ngoặc thay vì liên kết, hoặc bấm vào không đi đâu.", "[Báo Cao Bằng] (https://baocaobang.vn/tin-1.html)", "[Báo Cao Bằng](https://baocaobang.vn/tin-1.html)"),
    Rule("markdown-html", "warning", "Không có mã HTML", "Trang hiện mã HTML nguyên văn như chữ, để không mã lạ nào chạy được; chữ viết thành mã (&amp;) thì tìm không ra.", "<b>87%</b>", "**87%**"),
)

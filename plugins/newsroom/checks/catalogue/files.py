"""Rules of reading a file: its bytes, its front matter, its YAML."""

from . import Rule

FILES = (
    Rule("file-unreadable", "error", "Tệp đọc được", "Máy không mở được tệp: sai quyền, hoặc tên trỏ tới một thư mục.", "-rw------- 1 root 2025-04-01-x.md", "-rw-r--r-- 1 bientap 2025-04-01-x.md"),
    Rule("file-empty", "error", "Tệp có nội dung", "Tệp trống không thành tin. Viết theo mẫu, hoặc xóa tệp.", "(tệp 0 byte)", "---\ntitle: …\n---\n\nThân bài."),
    Rule("file-ignored", "warning", "Không có tệp bị bỏ qua", "Tin phải là tệp .md, mục trong danh mục là tệp .yaml đúng thư mục; tệp khác nằm đó không ai đọc, và không ai hay.", "registry/officials/le-van-thu.yml", "registry/officials/le-van-thu.yaml"),
    Rule("file-encoding", "error", "Tệp là văn bản UTF-8", "Tệp lưu bằng bảng mã khác (UTF-16, Windows-1258) hoặc không phải văn bản. Mở bằng trình soạn thảo rồi lưu lại với mã UTF-8.", "B\\xeeo Th\\xe1i Nguy\\xean", "Báo Thái Nguyên"),
    Rule("file-size", "error", "Tệp không quá lớn", "Một tin dài nhất khoảng 15 nghìn byte; tệp một triệu byte là chép nhầm cả trang hay ảnh.", "(tệp 3.200.000 byte)", "(tệp 4.000 byte)"),
    Rule("file-bom", "error", "Không có dấu thứ tự byte (BOM)", "Vài trình soạn thảo trên Windows thêm ba byte vô hình ở đầu tệp, khiến dòng --- đầu tiên không còn là ---.", "\\ufeff---", "---", True),
    Rule("file-line-ends", "error", "Xuống dòng kiểu LF", "Dấu xuống dòng của Windows (CRLF) làm mọi dòng đều thành khác khi so hai bản. Lưu lại với kiểu LF.", "title: Tin\\r\\n", "title: Tin\\n", True),
    Rule("front-matter", "error", "Phần khai báo nằm giữa hai dòng ---", "Tin bắt đầu bằng dòng ---, các mục, rồi một dòng --- nữa; thiếu một dòng thì máy không biết đâu là bài.", "title: Tin mới\n\nThân bài.", "---\ntitle: Tin mới\n---\n\nThân bài."),
    Rule("yaml-syntax", "error", "Phần khai báo đúng cú pháp YAML", "Dấu ngoặc, dấu nháy hay cách thụt dòng không khớp. Dòng được nêu là chỗ máy không hiểu nữa; lỗi có khi ở ngay dòng trên.", "topics: [Chuyển đổi số", "topics: [Chuyển đổi số]"),
    Rule("yaml-tab", "error", "Thụt dòng bằng dấu cách", "YAML không nhận dấu tab ở đầu dòng. Thay mỗi tab bằng hai dấu cách.", "source:\n\tname: Báo Cà Mau", "source:\n  name: Báo Cà Mau"),
    Rule("yaml-type", "error", "Mỗi mục đúng kiểu của nó", "Chỗ cần một giá trị thì không ghi danh sách, chỗ cần danh sách thì mỗi phần tử một dòng sau dấu “- ”.", "title:\n  - Tin mới", "title: Tin mới"),
    Rule("yaml-guess", "error", "Giá trị không bị YAML hiểu khác", "Chữ no, yes, on, off, null và 1:30 bị YAML đổi thành đúng/sai, rỗng hay số phút. Đặt trong dấu nháy để giữ nguyên chữ.", "title: no", "title: \"no\""),
    Rule("yaml-repeated-key", "error", "Mỗi mục viết một lần", "Viết hai lần thì một trong hai bị bỏ mà không ai hay.", "date: 2025-04-01\ndate: 2025-04-02", "date: 2025-04-01"),
    Rule("yaml-unknown-key", "error", "Chỉ dùng các mục có trong mẫu", "Tên mục gõ sai thì giá trị của nó mất. Lời nhắc nêu tên gần nhất.", "titel: Tin mới", "title: Tin mới"),
    Rule("yaml-alias", "error", "Không dùng neo, bí danh và thẻ YAML", "Dấu &, * và !! khiến giá trị thật nằm ở chỗ khác. Viết đủ giá trị ở từng chỗ.", "source: *bao", "source: {name: Báo Cà Mau, url: …}"),
    Rule("yaml-comment", "error", "Không mất chữ sau dấu #", "Trong YAML, dấu # sau một khoảng trắng mở đầu lời nhắc: phần còn lại của giá trị biến mất mà không ai hay.", "title: Tỉnh dẫn đầu # mới cập nhật", "title: 'Tỉnh dẫn đầu # mới cập nhật'"),
    Rule("file-conflict", "error", "Không còn dấu gộp dở của git", "Hai bản sửa cùng một chỗ thì git ghi cả hai, kèm dấu <<<<<<< và >>>>>>>; phải chọn một.", "<<<<<<< HEAD\ndate: 2025-04-01\n=======\ndate: 2025-04-02\n>>>>>>> sua-ngay", "date: 2025-04-02"),
    Rule("page-title", "error", "Trang có tiêu đề", "Trang trong content/pages cần mục title để có đề mục và tên trong trình đơn.", "menu: Giới thiệu", "title: Giới thiệu\nmenu: Giới thiệu"),
    Rule("page-summary", "error", "Trang có một câu tóm tắt", "Câu ấy hiện khi trang được chia sẻ.", "title: Giới thiệu", "title: Giới thiệu\nsummary: Bản tin là gì, ai làm."),
)

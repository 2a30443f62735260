"""Rules of figures: what is compared must be what it says it is."""

from . import Rule

_RANK = "label: Hạng DTI năm 2024\nvalue: 6\nunit: hạng\nas_of: 2024\nindicator: dti-hang"

FIGURES = (
    Rule("figure-scope", "error", "Số liệu của chỉ tiêu có phạm vi thì ghi phạm vi", "Hạng 6 trên 63 tỉnh và hạng 6 trên 34 tỉnh là hai điều khác nhau. Ghi đúng một phạm vi của chỉ tiêu; nguồn không nêu thì ghi unknown, trang chỉ tiêu sẽ liệt kê mà không so.", _RANK, f"{_RANK}\nscope: trên 34 tỉnh, thành phố"),
    Rule("figure-scope-words", "error", "Phạm vi khớp với chữ của số liệu", "Nhãn, ghi chú hay câu trích nói 63 tỉnh mà scope ghi 34 thì số liệu sẽ đứng nhầm bảng, và biểu đồ sẽ sai.", "scope: trên 34 tỉnh, thành phố\nnote: trên 63 tỉnh, thành phố", "scope: trên 63 tỉnh, thành phố"),
    Rule("figure-year", "error", "Năm của số liệu khớp với nhãn", "Với chỉ tiêu tính theo năm, as_of là năm của số liệu, không phải năm báo đăng; ghi nhầm thì số liệu đứng cạnh số của năm khác.", "label: Hạng DTI năm 2023\nas_of: 2025", "label: Hạng DTI năm 2023\nas_of: 2023"),
    Rule("figure-value", "error", "Giá trị có thể có của chỉ tiêu", "Hạng là số nguyên từ 1 đến số đơn vị được xếp; tỷ lệ không quá giá trị lớn nhất của chỉ tiêu. Sai thường do dấu chấm thập phân kiểu nước ngoài.", "value: 8.713\nunit: \"%\"", "value: 87,13\nunit: \"%\""),
    Rule("figure-dispute", "warning", "Hai tin ghi hai giá trị cho cùng một điều", "Cùng chỉ tiêu, nơi, kỳ và phạm vi mà giá trị khác nhau: một bên gõ nhầm, hoặc hai nguồn nói khác nhau. Đúng như nguồn thì để nguyên: trang chỉ tiêu nêu cả hai và không vẽ.", "value: 70 (tin kia: 75)", "value: 75 (tin kia: 75)"),
)

"""The towns and cities that lay in a province until 30/06/2025, and which province: what tells where a story is from when it never says.

In: nothing; this is the table, by province id. Out: `PROVINCE_OF`. Example: "UBND thành phố Đồng Xoài" is a body of Bình Phước. Cities that bear their
province's name (Cao Bằng, Sơn La) are not listed: the name itself is found. The odd case is Phước Long, Thuận An, Tân Châu, which are communes elsewhere
too: `recognise_provinces` therefore asks for "thành phố" or "thị xã" in front.
"""

_TABLE = """
an-giang: Long Xuyên, Châu Đốc, Tân Châu
bac-giang: Việt Yên
bac-lieu: Giá Rai
bac-ninh: Từ Sơn, Thuận Thành, Quế Võ
binh-duong: Thủ Dầu Một, Dĩ An, Thuận An, Tân Uyên, Bến Cát
binh-dinh: Quy Nhơn, An Nhơn, Hoài Nhơn
binh-phuoc: Đồng Xoài, Phước Long, Bình Long, Chơn Thành
binh-thuan: Phan Thiết, La Gi
dak-lak: Buôn Ma Thuột, Buôn Hồ
dak-nong: Gia Nghĩa
dien-bien: Điện Biên Phủ, Mường Lay
dong-nai: Biên Hòa, Long Khánh
dong-thap: Cao Lãnh, Sa Đéc, Hồng Ngự
gia-lai: Pleiku, An Khê, Ayun Pa
ha-nam: Phủ Lý, Duy Tiên, Kim Bảng
ha-tinh: Hồng Lĩnh, Kỳ Anh
hai-duong: Chí Linh, Kinh Môn
hau-giang: Vị Thanh, Ngã Bảy, Long Mỹ
hung-yen: Mỹ Hào
khanh-hoa: Nha Trang, Cam Ranh, Ninh Hòa
kien-giang: Rạch Giá, Hà Tiên, Phú Quốc
lam-dong: Đà Lạt, Bảo Lộc
lao-cai: Sa Pa
long-an: Tân An, Kiến Tường
nghe-an: Vinh, Thái Hòa, Cửa Lò, Hoàng Mai
ninh-binh: Tam Điệp, Hoa Lư
ninh-thuan: Phan Rang - Tháp Chàm
phu-tho: Việt Trì
phu-yen: Tuy Hòa, Sông Cầu, Đông Hòa
quang-binh: Đồng Hới, Ba Đồn
quang-nam: Tam Kỳ, Hội An, Điện Bàn
quang-ngai: Đức Phổ
quang-ninh: Hạ Long, Cẩm Phả, Uông Bí, Móng Cái, Đông Triều, Quảng Yên
quang-tri: Đông Hà
soc-trang: Vĩnh Châu, Ngã Năm
son-la: Mộc Châu
tay-ninh: Hòa Thành, Trảng Bàng
thai-nguyen: Sông Công, Phổ Yên
thanh-hoa: Sầm Sơn, Bỉm Sơn, Nghi Sơn
tien-giang: Mỹ Tho, Gò Công, Cai Lậy
vinh-phuc: Vĩnh Yên, Phúc Yên
yen-bai: Nghĩa Lộ
"""

PROVINCE_OF = {city: line.split(":")[0] for line in _TABLE.split("\n") if line for city in line.split(": ")[1].split(", ")}
"""City → id of its province."""

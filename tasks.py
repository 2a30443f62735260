"""The commands of the project: `invoke --list` shows them, `invoke <command> --help` explains one.

Each task only calls: what it does lives in `plugins` and, for measuring, in `tests/bench`.
"""

import atexit
import gc
import subprocess
import sys
from pathlib import Path

from invoke import Exit, task

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))
gc.disable()  # a command makes much, modules first of all, and drops little: looking for garbage takes a tenth of its time
atexit.register(gc.freeze)  # nor does Python look once more before it ends


@task(help={"content": "thư mục nội dung (mặc định: content)", "fix": "tự sửa những gì chỉ có một cách viết đúng", "since": "chỉ báo điều thay đổi kể từ một bản git, ví dụ origin/main",
            "format": "cách in: text, github, json hoặc comment (lời nhắn ở pull request)", "explain": "giải thích một quy tắc, ví dụ article-province; all: liệt kê mọi mã",
            "rules": "viết lại bảng quy tắc trong README.vi.md", "online": "hỏi mạng xem từng trang nguồn có còn không, ghi gone vào tin có nguồn đã mất; không kiểm tra gì khác"})
def check(context, content="content", fix=False, since="", format="text", explain="", rules=False, online=False):
    """Kiểm tra mọi tin và danh mục; mã thoát 1 nếu có lỗi."""
    if rules or explain:
        from plugins.desk import explain_rule, write_rules

        raise Exit(code=write_rules(ROOT / "README.vi.md") if rules else explain_rule(explain))
    if online:
        from plugins.sources_desk import check_sources

        raise Exit(code=check_sources(_folder(content)))
    from plugins import checking

    raise Exit(code=checking.check(ROOT, _folder(content), fix=fix, since=since, form=format))


@task(name="import", help={"source": "tệp, - (dán vào rồi Ctrl+D) hoặc địa chỉ http(s); với --batch là thư mục chứa các trang", "format": "text: viết bản nháp; json: chỉ in điều tìm thấy, không ghi gì",
                           "batch": "SOURCE là một thư mục, mỗi trang ra một tệp JSON trong --out", "out": "thư mục nhận các tệp JSON của --batch",
                           "url": "địa chỉ của trang khi SOURCE là tệp đã lưu hoặc -", "allow_private": "cho tải từ máy này và mạng nội bộ", "content": "thư mục nội dung (mặc định: content)"})
def import_(context, source, format="text", batch=False, out="", url="", allow_private=False, content="content"):
    """Đọc một trang tin và viết bản nháp, kèm mục mới cho danh mục; không ghi đè tệp nào."""
    from plugins.importing import import_folder, import_page

    _help_instead(source, "import")
    if batch:
        raise Exit(code=import_folder(Path(source), Path(out) if out else None, _folder(content), form=format))
    raise Exit(code=import_page(source, _folder(content), form=format, url=url, allow_private=allow_private))


@task(help={"kind": "article, official, resolution hoặc edition", "title": "tiêu đề của tin; văn bản nói về việc gì", "province": "tỉnh, thành phố", "number": "số, ký hiệu văn bản, ví dụ 25/KH-UBND",
            "name": "họ tên cán bộ", "date": "ngày đăng, ngày ký, ngày thấy; của edition là tháng hay tuần, ví dụ 2025-04, 2025-w14", "content": "thư mục nội dung (mặc định: content)"})
def new(context, kind, title="", province="", number="", name="", date="", content="content"):
    """Tạo một tệp mẫu điền sẵn: tin, cán bộ, văn bản hoặc số bản tin; không ghi đè tệp nào."""
    from plugins.creating import create

    _help_instead(kind, "new")
    raise Exit(code=create(kind, _folder(content), title=title, province=province, number=number, name=name, date=date))


@task(help={"period": "kỳ của số bản tin: tháng (2025-04) hoặc tuần ISO (2025-w14)", "scope": "tên một tỉnh, thành phố hay chủ đề: xem số riêng của nơi ấy, chủ đề ấy",
            "out": "viết thư (thu.html, thu.txt) của số ấy vào thư mục này", "content": "thư mục nội dung (mặc định: content)", "output": "thư mục trang web (mặc định: output)",
            "settings": "tệp cấu hình Pelican"})
def edition(context, period, scope="", out="", content="content", output="output", settings="pelicanconf.py"):
    """Cho biết các bản của một số bản tin ở đâu, có gì và còn thiếu gì; không gửi đi đâu cả."""
    from plugins.edition_desk import show_edition

    _help_instead(period, "edition")
    raise Exit(code=show_edition(period, _folder(content), Path(output), ROOT / settings, scope=scope, out=Path(out) if out else None))


@task(help={"content": "thư mục nội dung (mặc định: content)", "output": "thư mục trang web (mặc định: output)", "settings": "tệp cấu hình Pelican", "profile": "in ra thời gian của từng bước và từng khuôn trang"})
def build(context, content="content", output="output", settings="pelicanconf.py", profile=False):
    """Kiểm tra rồi dựng cả trang web vào output/; có lỗi thì trang cũ giữ nguyên."""
    from plugins.stamps import build_if_changed

    build_if_changed(ROOT, _folder(content), Path(output).resolve(), ROOT / settings, profile=profile)
    if settings == "pelicanconf.py":
        print("Xem trang: .venv/bin/invoke serve, rồi mở http://localhost:8000")


@task(help={"content": "thư mục nội dung", "output": "thư mục trang web", "port": "cổng trên máy này", "bind": "địa chỉ lắng nghe"})
def serve(context, content="content", output="output", port=8000, bind="127.0.0.1"):
    """Dựng trang, mở tại http://localhost:8000 và dựng lại mỗi khi một tệp thay đổi; dừng bằng Ctrl+C."""
    from plugins.serving import serve_site

    gc.enable()  # this one stays
    serve_site(ROOT, _folder(content), Path(output).resolve(), port=int(port), bind=bind)


@task(help={"content": "thư mục nội dung", "output": "thư mục trang web"})
def publish(context, content="content", output="output"):
    """Dựng trang để đăng, với địa chỉ trong biến môi trường SITE_URL (CI dùng lệnh này)."""
    from plugins.search_index import require

    require()
    build(context, content=content, output=output, settings="publishconf.py")


@task(help={"only": "chỉ chạy các kiểm thử có tên khớp (như pytest -k)"})
def test(context, only=""):
    """Chạy mọi kiểm thử; kiểm thử cần trình duyệt hay Java được bỏ qua kèm lý do nếu máy không có."""
    command = [sys.executable, "-m", "pytest", *(["-k", only] if only else [])]
    raise Exit(code=subprocess.run(command, cwd=ROOT).returncode)


@task(help={"entries": "số tin của bộ thử", "keep": "giữ bộ thử ở thư mục này", "peers": "đo cả Hugo trong cùng lần chạy (cần gói hugo)", "rounds": "số vòng đo"})
def bench(context, entries=1000, keep="", peers=False, rounds=3):
    """Đo thời gian và bộ nhớ của kiểm tra, dựng và dựng lại, ở N, N/10 và N/100 tin."""
    from tests.bench.measure import measure

    measure(ROOT, int(entries), keep=Path(keep).resolve() if keep else None, peers=peers, rounds=int(rounds))


def _help_instead(word, name):
    """Invoke takes ``invoke import --help`` for an import of "--help", because SOURCE is still missing; show the help that was meant."""
    if word in ("-h", "--help"):
        raise Exit(code=subprocess.run([sys.executable, "-m", "invoke", "--help", name], cwd=ROOT).returncode)


def _folder(path):
    folder = Path(path).resolve()
    if not folder.is_dir():
        raise Exit(f"Không có thư mục {path}; ghi đường dẫn tới thư mục nội dung sau --content", code=1)
    return folder

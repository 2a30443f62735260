"""Templates compiled to plainer Python draw what Jinja2's own draw."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateSyntaxError, UndefinedError, pass_context, pass_environment, pass_eval_context
from markupsafe import Markup

import pelicanconf
from plugins import templating
from plugins.newsroom.digests import SIZE
from plugins.templating import FILTERS, Compiled, compile_all, compiled_beside, make_quick, options, shown, tree_digest


class Word:
    """Has HTML of its own, as Markup has."""

    def __html__(self) -> str:
        return "<b>chữ</b>"

    def __str__(self) -> str:
        return "<i>"


def called(first: object, second: object = "hai", *rest: object, third: object = "ba", **more: object) -> str:
    return f"{first}|{second}|{rest}|{third}|{sorted(more.items())}"


VALUES = {"text": "<a href=\"x\">'&'</a>", "markup": Markup("<em>nhấn</em>"), "none": None, "number": 5, "decimal": 1.5, "true": True, "empty": "", "list": ["<", Markup("<br>")], "word": Word(), "called": called,
          "thing": SimpleNamespace(name="<tên>", of=lambda value, by="": f"{value}<{by}>"), "kwargs": {"third": "<3>"}, "args": [1, "<2>"], "html": lambda: Markup("<hr>")}

TEMPLATES = {
    **{f"value {name}": f"{{{{ {name} }}}}|{{{{ {name} }}}}" for name in ("text", "markup", "none", "number", "decimal", "true", "empty", "list", "word")},
    "call": "{{ called(1) }} {{ called(text, markup) }}",
    "call with names": "{{ called(1, third=text) }} {{ called(first=1, second=2, third=3) }} {{ called(1, mới=2) }}" .replace("mới", "moi"),
    "call with lists": "{{ called(*args) }} {{ called(1, **kwargs) }} {{ called(*args, **kwargs) }}",
    "call of a method": "{{ thing.name }} {{ thing.of('<', by=text) }} {{ text.upper() }} {{ text.replace('<', '>') }} {{ '%s' % text }}",
    "call that gives HTML": "{{ html() }} {{ html() ~ text }} {{ html()|upper }}",
    "call in a condition": "{% if called(1) %}có{% endif %} {% for one in called(1).split('|') %}{{ loop.index }}{{ one }}{% endfor %}",
    "call within a call": "{{ called(called(1, third=html()), second=called(2)) }}",
    "call of a constant": "{{ 'a,b'.split(',') }} {{ '<{}>'.format(text) }} {{ dict(a=1)['a'] }} {{ range(3)|list }}",
    "macro": "{% macro m(a, b='<', c=none) %}{{ a }}{{ b }}{{ c }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(text) }} {{ m(1, c=markup) }} {{ m(1, 2, 3, 4, d=5) }} {{ m(*args) }}",
    "plain macro": "{% macro m(a, b='<', c=none) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(text) }} {{ m(1, c=markup) }} {{ m(1, 2, 3) }} {{ m(b=text, a=2) }} {{ m(*args) }} {{ m(**{'a': text}) }} {{ m(m(text)) }}",
    "macro of other values": "{% set n = 2 %}{% macro m(a, b=n, c=a) %}{{ a }}{{ b }}{{ c }}{{ text }}{% endmacro %}{{ m(1) }} {{ m(1, c='>') }}{% for one in list %}{% macro inner(y) %}{{ one }}{{ y }}{% endmacro %}{{ inner(text) }}{% endfor %}",
    "macro without arguments": "{% macro m() %}{{ text }}{% endmacro %}{{ m() }}{{ m()|upper }}{{ m() ~ text }}{% set kept = m() %}{{ kept }}{% autoescape false %}{% macro raw() %}{{ text }}{% endmacro %}{{ raw() }}{% endautoescape %}",
    "macro with caller": "{% macro box(name) %}<div>{{ name }}: {{ caller('<', 'b') }}</div>{% endmacro %}{% call(x, y='z') box(text) %}{{ x }}{{ y }}{{ markup }}{% endcall %}",
    "caller in a caller": "{% macro one() %}[{{ caller() }}]{% endmacro %}{% macro two() %}{% set inner = caller() %}{% call one() %}({{ inner }}){% endcall %}{% endmacro %}{% call two() %}{{ text }}{% endcall %}",
    "recursive loop": "{% for one in [[1, [2, [3]]]] recursive %}{% if one is iterable %}<{{ loop(one) }}>{% else %}{{ one }}{% endif %}{% endfor %}",
    "imported macro": "{% from 'macros' import say %}{{ say(text) }}{{ say(markup, end='<') }}",
    "imported module": "{% import 'macros' as m %}{{ m.say(text) }}",
    "imported with context": "{% from 'macros' import seen with context %}{{ seen() }}",
    "inheritance": "{% extends 'base' %}{% block main %}{{ super() }}{{ self['title']() }}{{ text }}{% endblock %}",
    "inheritance twice": "{% extends 'middle' %}{% block title %}<{{ super() }}>{% endblock %}{% block inner %}{% for one in list %}{% if loop.first %}{{ one }}{% else %}{{ super() }}{% endif %}{% endfor %}{% endblock %}",
    "inheritance by a condition": "{% if number %}{% extends 'base' %}{% endif %}{{ text }}{% block main %}{{ text }}{% endblock %}",
    "inheritance by a condition that is not met": "{% if none %}{% extends 'base' %}{% endif %}{{ text }}{% block main %}{{ text }}{% endblock %}",
    "block in a loop": "{% for one in list %}{% block each scoped %}{{ one }}{{ loop.index }}{% endblock %}{% endfor %}",
    "filter block": "{% filter upper %}{{ text }}{% block part %}<{{ text }}{% endblock %}{% endfilter %}",
    "include": "{% include 'part' %}",
    "include in a loop": "{% for one in list %}{% include 'part' %}{% endfor %}",
    "filters": "{{ text|e }} {{ text|safe }} {{ text|forceescape }} {{ list|join(', ') }} {{ text|replace('<', '«') }} {{ none|default('<') }} {{ list|map('upper')|join }} {{ text|length }}",
    "autoescape off": "{% autoescape false %}{{ text }}{{ called(text) }}{{ html() }}{% endautoescape %}{{ text }}",
    "autoescape by a variable": "{% autoescape true_or %}{{ text }}{{ called(text) }}{% endautoescape %}",
    "set": "{% set a = called(1) %}{{ a }}{% set b %}{{ text }}{% endset %}{{ b }}{% set ns = namespace(x=1) %}{% set ns.x = called(2) %}{{ ns.x }}",
    "ternary": "{{ text if number else markup }} {{ 'a' if none }}",
    "concatenation": "{{ text ~ markup }} {{ markup ~ text }} {{ markup + text }}",
    "loop": "{% for one in list %}{{ loop.cycle('<', '>') }}{{ one }}{{ loop.changed(one) }}{% endfor %}",
}
MORE = {
    "macros": "{% macro say(a, end='.') %}{{ a }}{{ end }}{% endmacro %}{% macro seen() %}{{ text }}{% endmacro %}",
    "base": "<t>{% block title %}{{ text }}{% endblock %}</t>{% block main %}{{ markup }}{% endblock %}",
    "middle": "{% extends 'base' %}{% block main %}({% block inner %}{{ text }}{% endblock %}){% endblock %}",
    "part": "{{ text }}{{ called(1) }}",
}


@pytest.fixture
def environments():
    """Jinja2's own environment and ours, with the site's settings."""
    found = []
    for make in (lambda environment: None, make_quick):
        environment = Environment(loader=DictLoader(TEMPLATES | MORE), **pelicanconf.JINJA_ENVIRONMENT)
        environment.globals.update(true_or=True)
        make(environment)
        found.append(environment)
    return found


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_same_text_is_drawn(environments, name):
    wanted, found = (environment.get_template(name).render(VALUES) for environment in environments)
    assert found == wanted


UNDEFINED = ["{{ khong_co }}", "{{ khong_co() }}", "{{ called(khong_co) }}", "{{ khong_co.a }}", "{{ list[9] }}", "{{ called(**khong_co) }}",
             "{% for one in khong_co %}{% endfor %}", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "{{ khong_co|upper }}"]


@pytest.mark.parametrize("text", UNDEFINED)
def test_what_is_not_defined_is_an_error(environments, text):
    assert pelicanconf.JINJA_ENVIRONMENT["undefined"] is StrictUndefined
    errors = []
    for environment in environments:
        with pytest.raises(UndefinedError) as raised:
            environment.from_string(text).render(VALUES)
        errors.append(str(raised.value))
    assert errors[0] == errors[1]


@pytest.mark.parametrize("text", ["{{ thing.khong_co }}", "{{ thing.khong_co(1) }}", "{{ none.khong_co }}", "{{ kwargs.khong_co }}", "{{ kwargs.third }}", "{{ thing.khong_co is defined }}"])
def test_what_has_no_such_attribute_is_an_error_that_names_it(environments, text):
    """Documented in `templating`: a value of a dictionary is ``row["name"]``."""
    with pytest.raises(AttributeError, match="has no attribute '(khong_co|third)'"):
        environments[1].from_string(text).render(VALUES)


@pytest.mark.parametrize("text", ["{{ khong_co is defined }}", "{{ khong_co|default('<') }}"])
def test_asking_whether_something_is_defined_is_no_error(environments, text):
    wanted, found = (environment.from_string(text).render(VALUES) for environment in environments)
    assert found == wanted


@pytest.mark.parametrize("text", ["{{ called() }}", "{{ number() }}", "{{ called(1, first=2) }}", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}", "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, b=2) }}",
                                  "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, a=2) }}", "{% macro m(a) %}{{ a }}{% endmacro %}{% call m(1) %}{% endcall %}"])
def test_a_call_that_does_not_fit_is_an_error(environments, text):
    for environment in environments:
        with pytest.raises(Exception):
            environment.from_string(text).render(VALUES)


@pytest.mark.parametrize("value", ["<&>'\"", "", Markup("<b>"), None, 5, Word(), b"<", ["<"]])
def test_what_is_shown_is_what_markupsafe_escapes(value):
    from markupsafe import escape

    assert shown(value) == escape(value)
    assert isinstance(shown(value), str)


def test_a_subclass_of_markup_is_not_escaped_twice():
    class Kept(Markup):
        pass

    assert shown(Kept("<b>")) == "<b>"


def test_an_undefined_value_is_not_shown():
    with pytest.raises(UndefinedError):
        shown(StrictUndefined(name="khong_co"))


@pytest.mark.parametrize("wants", [pass_context, pass_environment, pass_eval_context])
def test_a_function_that_wants_the_context_is_not_given_something_else_in_silence(wants):
    """Documented in `templating`: a template may not call one. It must fail, not draw rubbish."""
    environment = Environment(loader=DictLoader({}), **pelicanconf.JINJA_ENVIRONMENT)
    make_quick(environment)
    environment.globals["wanting"] = wants(lambda context: f"{context}")
    with pytest.raises(TypeError):
        environment.from_string("{{ wanting() }}").render()


def test_no_function_of_the_theme_wants_the_context(yard):
    """The rule `templating` names, over what the press puts into the environment and what Jinja2 brings itself."""
    from jinja2 import FileSystemLoader
    from jinja2.utils import _PassArg

    from plugins.newsroom.library import read_library
    from plugins.newsroom.site import Site
    from plugins.press import Press
    from tests.conftest import SAMPLE, TODAY

    environment = Environment(loader=FileSystemLoader(yard.project / "theme/templates"), **pelicanconf.JINJA_ENVIRONMENT)
    Press(Site(read_library(SAMPLE, today=TODAY), name="a", address="https://a.example.vn", description="a"), environment, yard.project / "theme")
    assert [name for name, value in environment.globals.items() if callable(value) and _PassArg.from_obj(value) is not None] == []


def test_a_changed_global_is_seen_by_the_next_page(environments):
    for environment in environments:
        environment.globals["word"] = "một"
        template = environment.from_string("{{ word }}")
        assert template.render() == "một"


def test_a_page_s_own_value_goes_before_a_global(environments):
    for environment in environments:
        environment.globals["word"] = "chung"
        assert environment.from_string("{{ word }}").render(word="riêng") == "riêng"
        assert environment.from_string("{% from 'macros' import say %}{{ say(word) }}").render(word="riêng") == "riêng."
        assert environment.from_string("{{ word }}", globals={"word": "của khuôn"}).render() == "của khuôn"


@pytest.fixture
def compiled(tmp_path):
    """Draw ``a`` as a new process would, and count what was compiled."""

    def draw(text: str = "{{ 1000|word }} {{ one }}", **more: object) -> tuple[str, int]:
        environment = Environment(loader=DictLoader({"a": text}), bytecode_cache=Compiled(tmp_path / "templates"), **pelicanconf.JINJA_ENVIRONMENT | more)
        environment.filters["word"] = lambda value: f"<{value}>"
        make_quick(environment)
        calls = []
        real = environment.compile
        environment.compile = lambda *args, **kwargs: calls.append(1) or real(*args, **kwargs)
        return environment.get_template("a").render(one=1), len(calls)

    return draw


def test_a_compiled_template_is_compiled_once(compiled):
    assert [compiled(), compiled()] == [("&lt;1000&gt; 1", 1), ("&lt;1000&gt; 1", 0)]


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:SIZE], lambda data: data[:-1], lambda data: data + b"x", lambda data: bytes(SIZE) + data[SIZE:], lambda data: data[SIZE:],
                                    lambda data: data[:len(data) // 2] + bytes([data[len(data) // 2] ^ 4]) + data[len(data) // 2 + 1:]])
def test_a_damaged_one_is_compiled_again(compiled, tmp_path, damage):
    compiled()
    (path,) = (tmp_path / "templates").iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert compiled() == ("&lt;1000&gt; 1", 1)
    assert compiled()[1] == 0


@pytest.mark.parametrize("more", [{"trim_blocks": False}, {"autoescape": False}, {"newline_sequence": "\r\n"}, {"extensions": ["jinja2.ext.do"]}])
def test_other_options_compile_again(compiled, more):
    compiled()
    assert compiled(**more)[1] == 1


def test_other_words_and_another_program_compile_again(compiled, monkeypatch):
    compiled()
    assert compiled("{{ one }}") == ("1", 1)
    compiled()
    monkeypatch.setattr(templating, "program", lambda: b"khac")
    assert compiled()[1] == 1
    monkeypatch.setattr(templating, "versions", lambda packages: ["jinja2-99"])
    assert compiled()[1] == 1


def test_a_folder_that_cannot_be_written_keeps_nothing_and_draws(compiled, tmp_path):
    (tmp_path / "templates").write_text("một tệp", encoding="utf-8")
    assert [compiled(), compiled()] == [("&lt;1000&gt; 1", 1)] * 2


def test_options_are_told_the_same_way_in_every_process():
    assert " at 0x" not in options(Environment(**pelicanconf.JINJA_ENVIRONMENT))
    assert "StrictUndefined" in options(Environment(**pelicanconf.JINJA_ENVIRONMENT))


@pytest.mark.parametrize("name", ["a.png", "fonts/a.woff2", "a.html", "không đuôi"])
def test_every_file_of_a_theme_counts(tmp_path, name):
    found = [tree_digest(tmp_path)]
    (tmp_path / name).parent.mkdir(exist_ok=True)
    for data in (b"", b"1", b"2"):
        (tmp_path / name).write_bytes(data)
        found.append(tree_digest(tmp_path))
    (tmp_path / name).rename(tmp_path / "khac")
    found.append(tree_digest(tmp_path))
    assert len(set(found)) == 5
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").touch()
    assert tree_digest(tmp_path) == found[-1]


def _theme(folder, **templates: str):
    """Write a settings file with a theme; return what reads it."""
    for name, text in {"a": "{{ 1000|number }} {{ one }}", **templates}.items():
        path = folder / "theme/templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "conf.py").write_text("THEME = 'theme'\nJINJA_ENVIRONMENT = {'autoescape': True}\n", encoding="utf-8")
    return lambda: templating.read_theme(folder / "conf.py")[2]


def _compiled_by_drawing(environment: Environment, name: str) -> tuple[str, list[str]]:
    """Draw a template as the press would; return its text and what had to be compiled."""
    make_quick(environment)
    environment.filters.update(dict.fromkeys(FILTERS, lambda value: f"<{value}>"))
    calls, real = [], environment.compile
    environment.compile = lambda source, name, *rest: calls.append(name) or real(source, name, *rest)
    return environment.get_template(name).render(one=1), calls


def test_templates_compiled_beforehand_draw_the_same_and_are_not_compiled_again(tmp_path, monkeypatch):
    monkeypatch.setattr(templating, "CACHE", tmp_path / "cache")
    read = _theme(tmp_path, **{"b/c": "{% from 'a' import x %}{{ one|e }}", "broken": "{% if %}", "unknown": "{{ one|khong_co }}"})
    compile_all(read())
    assert len(list((tmp_path / "cache").glob("templates-*/*.cache"))) == 2
    assert _compiled_by_drawing(read(), "a") == ("&lt;1000&gt; 1", [])
    for name in ("broken", "unknown"):
        with pytest.raises(TemplateSyntaxError):
            _compiled_by_drawing(read(), name)


def test_only_a_first_build_has_them_compiled_beside(tmp_path, monkeypatch):
    monkeypatch.setattr(templating, "CACHE", tmp_path / "cache")
    read, started = _theme(tmp_path), []
    monkeypatch.setattr(templating, "beside", lambda work, name: started.append(name) or nullcontext(work()))
    for _ in range(2):
        with compiled_beside(tmp_path / "conf.py"):
            pass
    assert started == ["templates"] and _compiled_by_drawing(read(), "a")[1] == []

"""Any YAML text into nodes, by libyaml.

In: the text of a YAML file. Out: its nodes, or None after saying in Vietnamese what is wrong with it. Example: what `plain_yaml` leaves alone (``tile: {row: 3}``, words over several lines), and
every text with a mistake in it. The work is libyaml's, through PyYAML's C loader, ten times faster than the pure-Python one.

The odd cases are texts meant to harm: groups nested so deep that libyaml, which calls itself once a level, would end the process; aliases, which stand for copies of copies.
"""

import re

import yaml

from .strict_yaml import Source
from .yaml_messages import in_vietnamese, place_of
from .yaml_nodes import Mapping, Node, Scalar, Sequence

_COLON_VALUE = re.compile(r"^(\s*(?:- +)?[A-Za-z_][A-Za-z0-9_]*:[ ]+)([^\s\"'\[\]{}&*!|>%@`#,?:=~<-](?:[^#\n]|(?<! )#)*?(?::[ ]+(?:[^#\s]|(?<! )#)(?:[^#\n]|(?<! )#)*?|:))[ ]*$", re.M)
_PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value")}
_NESTING = re.compile(r"[\[{]|[-?] (?=[-?] )")
_MOST_DEPTH = 20
_DEEP_INDENT = re.compile(rf"^[ ]{{{_MOST_DEPTH + 1},}}[^ #\n]", re.M)


def parse(text: str, source: Source) -> Node | None:
    """Return the nodes of any YAML text by libyaml, or None after reporting what is wrong with it."""
    tab = re.search(r"^[ ]*\t", text, re.M)
    if tab:
        source.report(text.count("\n", 0, tab.start()) + 1, 1, "yaml-tab", "dòng thụt vào bằng dấu tab", "thay mỗi tab bằng hai dấu cách")
        return None
    try:
        if _too_deep(text):
            source.report(1, 1, "yaml-syntax", f"các nhóm lồng nhau quá {_MOST_DEPTH} tầng", "viết phẳng lại theo mẫu trong README.vi.md")
            return None
        loader = yaml.CSafeLoader(_quote_colons(text))
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        words, remedy = in_vietnamese(str(error.problem))
        source.report(*place_of(error), "yaml-syntax", f"YAML sai: {words}", remedy)
        return None
    except (yaml.YAMLError, RecursionError) as error:
        words, remedy = in_vietnamese(str(error).partition("\n")[0])
        source.report(1, 1, "yaml-syntax", f"YAML sai: {words}", remedy)
        return None
    if node is None:
        source.report(1, 1, "yaml-syntax", "phần khai báo trống", "điền các mục bắt buộc theo mẫu trong README.vi.md")
        return None
    return None if _refused(node, source) else _node_of(node)


def _node_of(node: yaml.Node) -> Node:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.MappingNode):
        mapping = Mapping({}, {}, line, column)
        for key, value in node.value:
            mapping.add(_node_of(key), _node_of(value))
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return Sequence([_node_of(item) for item in node.value], line, column)
    return Scalar(node.value, line, column, bool(node.style))


def _too_deep(text: str) -> bool:
    """Return whether collections nest deeper than anybody writes; libyaml's composer recurses in C and would end the process."""
    if len(_NESTING.findall(text)) <= _MOST_DEPTH and not _DEEP_INDENT.search(text):
        return False
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MOST_DEPTH:
            return True
    return False


def _quote_colons(text: str) -> str:
    """Put single quotes around plain values that hold a colon; the value keeps its line and column."""
    return _COLON_VALUE.sub(lambda m: m[1] + "'" + m[2].replace("'", "''") + "'", text)


def _refused(root: yaml.Node, source: Source) -> bool:
    """Report aliases (the same node met twice) and explicit tags; both can hide what a file says."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            source.report(node.start_mark.line + 1, node.start_mark.column + 1, "yaml-alias", "dùng neo và bí danh YAML (& và *)", "viết lại giá trị đầy đủ ở từng chỗ")
            return True
        seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            source.report(node.start_mark.line + 1, node.start_mark.column + 1, "yaml-alias", f"dùng thẻ YAML “{node.tag.removeprefix('tag:yaml.org,2002:')}”", "bỏ thẻ, viết giá trị bình thường")
            return True
        if isinstance(node, yaml.MappingNode):
            stack.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)
    return False

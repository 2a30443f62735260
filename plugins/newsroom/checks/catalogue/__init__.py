"""What each rule is called and why it is there, in the words an editor reads; one file per room, plain data."""

from ...frozen import frozen


@frozen
class Rule:
    """One rule: `before` breaks it, `after` does not; both are real lines. `fixable` rules are repaired by ``check --fix``."""

    code: str
    severity: str
    title: str
    explanation: str
    before: str
    after: str
    fixable: bool = False

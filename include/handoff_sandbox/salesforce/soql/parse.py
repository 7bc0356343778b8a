"""The grammar of SOQL, and how a text becomes a tree.

AND, OR and NOT are not mixed without parentheses: Salesforce refuses that, and so does this. What a name means is not
known here.
"""

from __future__ import annotations

from functools import cache

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from handoff_sandbox.salesforce.errors import SalesforceError
from handoff_sandbox.salesforce.soql.build import MalformedError, build
from handoff_sandbox.salesforce.soql.problems import problem
from handoff_sandbox.salesforce.soql.tree import Query

_GRAMMAR = r"""
start: query
query: SELECT _selection FROM path [alias] [scope] _clauses
_clauses: [where] [restriction] [group] [having] [order] [limit] [offset] extra*
_selection: _item ("," _item)*
_item: selected | typeof | subquery
subquery: "(" query ")"
selected: _expression [alias]
alias: NAME
typeof: TYPEOF path when+ [otherwise] END
when: WHEN NAME THEN path ("," path)*
otherwise: ELSE path ("," path)*

_expression: path | call
path: NAME ("." NAME)*
call: NAME "(" [_argument ("," _argument)*] ")"
_argument: path | call | literal

scope: USING SCOPE NAME
where: WHERE _condition
restriction: WITH (SECURITY_ENFORCED | USER_MODE | SYSTEM_MODE | DATA CATEGORY _category (AND _category)*)
_category: NAME NAME (NAME | "(" NAME ("," NAME)* ")")
group: GROUP BY _expression ("," _expression)* -> group
    | GROUP BY ROLLUP "(" _expression ("," _expression)* ")" -> rollup
    | GROUP BY CUBE "(" _expression ("," _expression)* ")" -> cube
having: HAVING _condition
order: ORDER BY ordered ("," ordered)*
ordered: _expression [ASC | DESC] [NULLS (FIRST | LAST)]
limit: LIMIT NUMBER
offset: OFFSET NUMBER
extra: FOR (VIEW | REFERENCE | UPDATE) | UPDATE (TRACKING | VIEWSTAT) | ALL ROWS

_condition: _unit | both | either | negation
both: _unit (AND _unit)+
either: _unit (OR _unit)+
negation: NOT _unit
_unit: "(" _condition ")" | comparison | like | membership
comparison: _expression OPERATOR literal
like: _expression LIKE literal
membership: _expression (IN | NOT IN | INCLUDES | EXCLUDES) (_literals | "(" query ")")
_literals: "(" literal ("," literal)* ")"

literal: STRING | DATETIME | DATE | NUMBER | CURRENCY | TRUE | FALSE | NULL | DATE_LITERAL

OPERATOR: "=" | "!=" | "<>" | "<=" | "<" | ">=" | ">"
STRING: /'(?:[^'\\]|\\.)*'/s
DATETIME.4: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)/i
DATE.3: /\d{4}-\d\d-\d\d/
NUMBER: /[+-]?(\d+(\.\d*)?|\.\d+)/
CURRENCY: /[A-Z]{3}\d+(\.\d+)?/i
DATE_LITERAL: /[A-Z][A-Z_]*(:\d+)?/i
NAME: /(?!(?:RESERVED)(?![A-Za-z0-9_]))[A-Za-z][A-Za-z0-9_]*/i
%ignore /\s+/
"""

_KEYWORDS = """
SELECT FROM TYPEOF WHEN THEN ELSE END USING SCOPE WHERE WITH SECURITY_ENFORCED USER_MODE SYSTEM_MODE DATA CATEGORY GROUP
BY ROLLUP CUBE HAVING ORDER ASC DESC NULLS FIRST LAST LIMIT OFFSET FOR VIEW REFERENCE UPDATE TRACKING VIEWSTAT ALL ROWS
AND OR NOT LIKE IN INCLUDES EXCLUDES TRUE FALSE NULL
"""
_RESERVED = "SELECT FROM WHERE AND OR NOT IN LIKE INCLUDES EXCLUDES HAVING LIMIT USING WITH ASC DESC NULLS NULL"
"""Words that are never names; Group and Order are objects, and others are fields."""


def parse(text: str) -> Query:
    """Parse a query; raises Salesforce's MALFORMED_QUERY with the place where it goes wrong."""
    try:
        tree = _parser().parse(text)
    except UnexpectedToken as error:
        word = "<EOF>" if error.token.type == "$END" else f"'{error.token}'"
        at = len(text) if error.token.type == "$END" else error.token.start_pos or 0
        raise _malformed(text, at, f"unexpected token: {word}") from None
    except UnexpectedCharacters as error:
        at = error.pos_in_stream or 0
        raise _malformed(text, at, _unexpected(text, at)) from None
    except UnexpectedInput:
        raise _malformed(text, len(text), "unexpected token: <EOF>") from None
    try:
        return build(tree)
    except MalformedError as error:
        raise _malformed(text, error.at, str(error)) from None


def _unexpected(text: str, at: int) -> str:
    """Say what stands at a place where no word that the grammar knows could stand."""
    if text[at] == "'":
        return "Bad string literal: it does not end"
    rest = text[at:].split(maxsplit=1)[0]
    word = Token("NAME", rest.rstrip(",()") or rest[0])
    return f"unexpected token: '{word}'"


def _malformed(text: str, at: int, message: str) -> SalesforceError:
    return problem("MALFORMED_QUERY", text, at, message)


@cache
def _parser() -> Lark:
    # A keyword is one only where the grammar asks for it, so that Group and Order can be objects, and Type a field.
    keywords = "\n".join(f"{word}.2: /{word}(?![A-Za-z0-9_])/i" for word in _KEYWORDS.split())
    grammar = _GRAMMAR.replace("RESERVED", "|".join(_RESERVED.split()))
    return Lark(f"{grammar}\n{keywords}\n", parser="lalr", propagate_positions=True)

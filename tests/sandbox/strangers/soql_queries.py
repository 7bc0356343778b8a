"""Queries for the comparison of grammars: written ones, and ones put together at random from the same parts."""

# The queries are put together of our own parts.
from __future__ import annotations

import random

WRITTEN = (
    "SELECT Id FROM Account",
    "select id, name from account",
    "SELECT Id, Account.Owner.Name, Custom__r.Field__c FROM Contact",
    "SELECT c.Id, c.Account.Name FROM Contact c WHERE c.Name = 'x'",
    "SELECT Id, (SELECT Id, Name FROM Contacts WHERE Email != null ORDER BY Name LIMIT 5) FROM Account",
    "SELECT (SELECT Id FROM Contacts), (SELECT Id, StageName FROM Opportunities) FROM Account",
    "SELECT Id, (SELECT Id, (SELECT Id FROM Items__r) FROM Orders__r) FROM Account",
    "SELECT TYPEOF What WHEN Account THEN Phone, Name WHEN Opportunity THEN Amount ELSE Name END FROM Event",
    "SELECT TYPEOF Owner WHEN User THEN Id END, Subject FROM Task",
    "SELECT COUNT() FROM Contact WHERE AccountId = '001000000000001AAA'",
    "SELECT COUNT(Id), MAX(Amount) m, SUM(Amount) FROM Opportunity",
    "SELECT Name, COUNT_DISTINCT(Id) n FROM Account GROUP BY Name HAVING COUNT_DISTINCT(Id) > 1",
    "SELECT CALENDAR_YEAR(CloseDate) y, COUNT(Id) FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate)",
    "SELECT LeadSource, COUNT(Name) FROM Lead GROUP BY ROLLUP(LeadSource)",
    "SELECT Type, COUNT(Id) FROM Account GROUP BY CUBE(Type, Industry)",
    "SELECT Account.Name, AVG(Amount) FROM Opportunity GROUP BY Account.Name ORDER BY AVG(Amount) DESC NULLS LAST",
    "SELECT FIELDS(ALL) FROM Account LIMIT 200",
    "SELECT FIELDS(STANDARD), My__c FROM Account",
    "SELECT toLabel(Status), FORMAT(Amount) f FROM Case",
    "SELECT Id FROM Account WHERE Name LIKE 'A%' AND (Industry = 'Retail' OR Industry = 'Media')",
    "SELECT Id FROM Account WHERE (NOT Name = 'x') AND (NOT (Name = 'y'))",
    "SELECT Id FROM Account WHERE NOT Name LIKE '%x%'",
    "SELECT Id FROM Account WHERE (Name = 'a' AND Type = 'b') OR (Name = 'c' AND Type = 'd')",
    "SELECT Id FROM Account WHERE ((Name = 'a'))",
    "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity WHERE IsWon = true) AND Id NOT IN ('x')",
    "SELECT Id FROM Account WHERE Regions__c INCLUDES ('a;b', 'c') AND Other__c EXCLUDES ('d')",
    "SELECT Id FROM Account WHERE CreatedDate >= 2026-01-01T00:00:00Z AND CreatedDate < 2026-02-01T10:20:30+01:00",
    "SELECT Id FROM Opportunity WHERE CloseDate = 2026-01-31 OR CloseDate = TODAY OR CloseDate < LAST_N_DAYS:30",
    "SELECT Id FROM Opportunity WHERE CloseDate > N_MONTHS_AGO:3 AND CloseDate = THIS_FISCAL_YEAR",
    "SELECT Id FROM Opportunity WHERE Amount > 1000 AND Amount < 1000000.50 AND Probability >= 12.5 AND X__c = -3",
    "SELECT Id FROM Opportunity WHERE IsWon = FALSE AND AccountId != null",
    "SELECT Id FROM Account WHERE Name = 'O\\'Neil' AND Site = 'a\\\\b' AND Note__c LIKE '50\\%'",
    "SELECT Id FROM Group WHERE Type = 'Queue'",
    "SELECT Id FROM Order ORDER BY CreatedDate DESC, Name ASC NULLS FIRST",
    "SELECT Id FROM Account USING SCOPE mine WHERE Name != 'x' LIMIT 10 OFFSET 20",
    "SELECT Id FROM Account WHERE Name <> 'x'",
    "SELECT Id FROM Account WITH SECURITY_ENFORCED",
    "SELECT Id FROM Account LIMIT 1 FOR VIEW",
    "SELECT Id FROM Account FOR UPDATE",
    "SELECT Id\nFROM Account\nWHERE Name = 'a'\tLIMIT 1",
    # refused by both
    "", "SELECT", "SELECT FROM Account", "SELECT Id", "SELECT Id FROM", "SELECT Id FORM Account",
    "SELECT Id, FROM Account",
    "SELECT Id FROM Account WHERE", "SELECT Id FROM Account WHERE Name", "SELECT Id FROM Account WHERE Name =",
    "SELECT Id FROM Account WHERE Name = 'x", "SELECT Id FROM Account WHERE Name = x y", "SELECT * FROM Account",
    "SELECT Id FROM Account WHERE Name = 'x' AND", "SELECT Id FROM Account WHERE (Name = 'x'",
    "SELECT Id FROM Account WHERE Name IN ()",
    "SELECT Id FROM Account ORDER Name", "SELECT Id FROM Account ORDER BY", "SELECT Id FROM Account LIMIT",
    "SELECT Id FROM Account LIMIT x", "SELECT Id FROM Account LIMIT 1 WHERE Name = 'x'",
    "UPDATE Account SET Name = 'x'",
    "SELECT Id FROM Account GROUP Name", "SELECT (SELECT Id FROM Contacts FROM Account", "SELECT Id FROM Account;",
    "SELECT TYPEOF What THEN Id END FROM Task", "SELECT Id FROM Account WHERE Name == 'x'",
    "SELECT Id FROM Account WHERE Name = 'x' XOR Name = 'y'", "SELECT DISTINCT Id FROM Account WHERE",
)  # fmt: skip

_FIELDS = ("Id", "Name", "Owner.Name", "Account.Owner.Email", "Custom__c", "Parent__r.Name", "Type", "CreatedDate")
_VALUES = (
    "'x'", "'O\\'Neil'", "null", "TRUE", "false", "5", "-2.5", "2026-01-31", "2026-01-31T10:00:00Z", "TODAY",
    "LAST_N_DAYS:7", "''",
)  # fmt: skip
_CALLS = ("COUNT(Id)", "MAX(Amount)", "CALENDAR_YEAR(CreatedDate)", "toLabel(Type)", "SUM(Amount)")


class Maker:
    """Puts queries together; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - queries that repeat are the point

    def query(self, depth: int = 0) -> str:
        """Return a query that both grammars take."""
        pick = self._random
        selected = [pick.choice(_FIELDS) for _ in range(pick.randint(1, 3))]
        if depth == 0 and pick.random() < 0.3:
            selected.append(f"({self.query(depth + 1)})")
        if depth == 0 and pick.random() < 0.2:
            selected.append("TYPEOF What WHEN Account THEN Phone WHEN Case THEN Subject ELSE Name END")
        grouped = depth == 0 and pick.random() < 0.25
        if grouped:
            selected = [pick.choice(_FIELDS[:5]), f"{pick.choice(_CALLS)} told"]
        text = f"SELECT {', '.join(selected)} FROM {pick.choice(('Account', 'Group', 'Contacts', 'Case', 'Thing__c'))}"
        if pick.random() < 0.7:
            text += f" WHERE {self.condition(depth)}"
        if grouped:
            text += f" GROUP BY {selected[0]}" + (" HAVING COUNT(Id) > 1" if pick.random() < 0.5 else "")
        if pick.random() < 0.4:
            text += f" ORDER BY {pick.choice(_FIELDS)}{pick.choice(('', ' ASC', ' DESC NULLS LAST', ' NULLS FIRST'))}"
        if pick.random() < 0.4:
            text += f" LIMIT {pick.randint(0, 200)}" + (" OFFSET 5" if pick.random() < 0.4 else "")
        return text

    def condition(self, depth: int, nesting: int = 0) -> str:
        """Return a condition whose operators are not mixed without parentheses."""
        pick = self._random
        kind = pick.random()
        if nesting > 2 or kind < 0.5:
            return self._comparison(depth)
        if kind < 0.6:
            return f"NOT {self._unit(depth, nesting)}"
        joined = pick.choice((" AND ", " OR "))
        return joined.join(self._unit(depth, nesting) for _ in range(pick.randint(2, 4)))

    def _unit(self, depth: int, nesting: int) -> str:
        if self._random.random() < 0.6:
            return self._comparison(depth)
        return f"({self.condition(depth, nesting + 1)})"

    def _comparison(self, depth: int) -> str:
        pick = self._random
        field, kind = pick.choice(_FIELDS), pick.random()
        if kind < 0.6:
            return f"{field} {pick.choice(('=', '!=', '<>', '<', '<=', '>', '>='))} {pick.choice(_VALUES)}"
        if kind < 0.7:
            return f"{field} LIKE '%x_'"
        if kind < 0.8:
            return f"{field} {pick.choice(('INCLUDES', 'EXCLUDES'))} ('a;b', 'c')"
        operator = pick.choice(("IN", "NOT IN"))
        if kind < 0.9 or depth:
            return f"{field} {operator} ({', '.join(pick.choice(_VALUES[:2]) for _ in range(pick.randint(1, 3)))})"
        return f"{field} {operator} (SELECT Id FROM Thing__c WHERE {self._comparison(1)})"

    def broken(self) -> str:
        """Return a query with a word gone, doubled or moved, which may still be one."""
        words = self.query().split(" ")
        place = self._random.randrange(len(words))
        match self._random.randrange(3):
            case 0:
                del words[place]
            case 1:
                words.insert(place, words[place])
            case _:
                words.insert(self._random.randrange(len(words)), words.pop(place))
        return " ".join(words)

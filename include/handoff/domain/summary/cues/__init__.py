"""Cues: what a sentence shows without being announced, weighed by tables of words, one for each language.

A table's line is a topic, a weight, and the cues of which any one gives that weight, once. A topic that reaches
`ENOUGH` is what the sentence is about. Cues are written as people write, parted by ` | ` and compared folded (lower
case, no accents); in them

- a topic with `!` is a line that says the thing itself; without one of them, the others never are enough;
- `a/b` is either word, `want*` a word that begins so, `*ausfall` one that ends so, `*` alone any word;
- `..` is up to five words, `^` the sentence's beginning, `$` its end, `#` a number, in figures or as a word;
- `<money>` is an amount with its currency, `<future>` a day after the record's own, `<past-day>` one before it,
  `<contact>` somebody at the client, `<item>` an item of a list, `<note>` a note or a call,
  `<story>` a text that mostly tells of the past, `<past>` and `<present>` how the sentence tells.
"""

from __future__ import annotations

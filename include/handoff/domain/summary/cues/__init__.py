"""Cues: what a sentence shows without announcing it, and how much each speaks for each topic.

- `language.py`, `tense.py`, `tokens.py` read a sentence's form;
- `classes.py` finds the word classes of `words/`, one file for each language: data, and nothing else;
- `features.py` says what a sentence shows: its words and their order, its classes, its form;
- `weights.py` adds up what each cue weighs, by `weights.tsv`, for a sentence by itself and where it stands.

The weights are learnt, by `make weights`, from the corpus and the cases in `tests/evaluation`; docs/evaluation.md says
how, and how far they carry. What a sentence was taken for can be reckoned up from the words and the weights.
"""

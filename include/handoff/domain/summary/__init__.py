"""The summary: how snapshots and documents become the sixteen sections of a dossier, by rules if no sorter is given.

It reads what others wrote in English, German or Spanish, by headings, table columns, leading words, phrases and
record types, and says for each claim which record says it. It renders nothing, and calls no vendor.
"""

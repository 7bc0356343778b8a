"""Makes worlds of any size: `handoff-sandbox generate`.

What holds of every world that it writes: the same size and seed give the same file, byte for byte; it passes `check`;
nothing of it is kept in memory but the row that is being written. Ids are computed from a record's place, so that
records can name each other before and after they are written.
"""

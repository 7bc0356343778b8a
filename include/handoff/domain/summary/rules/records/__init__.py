"""Rules that read the fields of records, one by one, and ledgers that see them all."""

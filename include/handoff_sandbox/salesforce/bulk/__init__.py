"""The Bulk API 2.0: queries and changes of many records as CSV, in jobs."""

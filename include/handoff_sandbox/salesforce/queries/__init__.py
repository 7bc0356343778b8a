"""Questions: SOQL and SOSL over the records, pages, and what has changed since."""

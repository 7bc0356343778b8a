"""SOQL: its grammar, what a query means for an organisation's objects, and what it finds.

`parse` knows the language alone; `bind` checks a query against the schema; `run` answers it.
https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm
"""

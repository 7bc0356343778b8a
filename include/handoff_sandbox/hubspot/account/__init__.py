"""The account: owners, users, usage, and the tokens of apps."""

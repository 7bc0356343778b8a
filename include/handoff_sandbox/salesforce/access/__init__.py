"""Who may call: logins, sessions, the organisation and its users."""

"""The sandbox's mail: an SMTP catcher, an IMAP server to read back from, and the mailbox that both stand on."""

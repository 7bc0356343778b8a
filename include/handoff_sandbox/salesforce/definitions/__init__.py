"""Objects and fields: the standard ones, the firm's own, and how they are described."""

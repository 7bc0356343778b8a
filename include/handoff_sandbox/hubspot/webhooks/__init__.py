"""What an app is told of: subscriptions, events, and their signed delivery."""

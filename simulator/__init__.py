"""A strict local Bot API server and its browser chat. Imports nothing of the bot."""

"""The voice: texts, parsing, cards, sending. Never stores."""

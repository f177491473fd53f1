"""The door for time: ticks, the sender, pace, upkeep."""

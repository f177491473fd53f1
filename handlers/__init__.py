"""The door for updates: a handler reads, calls one use case, shows one screen."""

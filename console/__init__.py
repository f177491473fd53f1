"""The door for counsellors' browsers: pages over the same use cases, no script, no address of a chat.

Every page is one transaction, as every update is. What somebody may not see answers as if it were
not there.
"""

"""What is answered when a row is not the asker's; it stands apart so that groups know no cases."""

from __future__ import annotations


class NotYoursError(LookupError):
    """The row does not exist, or belongs to somebody else; both look the same."""

"""Time: the calendar of changes, the estate as it will be, conflicts, and free slots."""

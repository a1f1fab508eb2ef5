"""By what an estate is known."""

LANDMARKS = ("cmdb", "changes", "operations", "schemas")
"""The folders of an estate's root; any one of them tells that it is one."""

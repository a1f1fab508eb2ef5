"""The stages in the life of an item, and the statuses that belong to each."""

from collections.abc import Mapping

# CSDM 5, life-cycle stages and their statuses.
STATUSES: Mapping[str, tuple[str, ...]] = {
    "ideation": ("under_evaluation", "pilot"),
    "design": ("chartered", "design", "build"),
    "purchase": ("on_order", "preallocated"),
    "inventory": ("available",),
    "deploy": ("test",),
    "operational": ("in_use", "in_maintenance", "end_of_support", "pending_retirement"),
    "end_of_operation": ("on_hold",),
    "end_of_life": ("retired", "obsolete"),
    "missing": ("lost", "stolen"),
}

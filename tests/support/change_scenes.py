"""Comparisons of two revisions, built by hand."""

from gitcab.model.change_set import ChangeSet, FieldChange, RecordChange, Sort
from gitcab.model.transition import Transition


def change_set() -> ChangeSet:
    version = FieldChange(("attributes", "version"), "16.4", "17.1")
    relation = FieldChange(("relations", "depends_on", 1), None, {"at_least": 1, "of": ["dns-1", "dns-2"]})
    longer = FieldChange(("description",), "Marks and attendance. " * 5, None)
    item, rfc = "ConfigurationItem", "RequestForChange"
    return ChangeSet(
        "main",
        "upgrade-sis",
        (
            RecordChange(Sort.ADDED, item, "backup-2", "cmdb/storage/backup-2.yaml"),
            RecordChange(
                Sort.RENAMED, item, "mail", "cmdb/api/mail.yaml", former_id="post", former_path="cmdb/api/post.yaml"
            ),
            RecordChange(Sort.EDITED, item, "sis", "cmdb/database/sis.yaml", (version, relation, longer)),
            RecordChange(Sort.RETIRED, item, "zz-old", "cmdb/server/zz-old.yaml"),
            RecordChange(
                Sort.EDITED,
                rfc,
                "RFC-2026-11-20-back",
                "changes/2026/RFC-2026-11-20-back.yaml",
                (FieldChange(("state",), "closed", "implement"),),
                transition=Transition("normal", "closed", "implement", (), ()),
                sorts=("authorisation",),
            ),
            RecordChange(
                Sort.ADDED,
                rfc,
                "RFC-2026-11-20-go",
                "changes/2026/RFC-2026-11-20-go.yaml",
                transition=Transition("standard", None, "scheduled", ("new", "scheduled"), ("new", "scheduled")),
                sorts=("authorisation",),
            ),
            RecordChange(Sort.DELETED, rfc, "RFC-2026-11-21-lost", "changes/2026/RFC-2026-11-21-lost.yaml"),
        ),
        ("cmdb/server/broken.yaml",),
    )


def no_change() -> ChangeSet:
    return ChangeSet("main", "HEAD", ())


ALL = (change_set, no_change)

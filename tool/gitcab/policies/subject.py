"""What a pull request does, in parts that are each decided by themselves."""

from dataclasses import dataclass, field
from enum import StrEnum

from gitcab.model.entry import AnyEntry, Entry
from gitcab.model.exposure import Exposure
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.transition import Transition

LAYOUT = "layout"
"""The field that stands for comments, layout and the place of a file."""


class SubjectSort(StrEnum):
    """What a part asks for (DESIGN section 3); OTHER is whatever is none of the three."""

    AUTHORISATION = "authorisation"
    RECORDING = "recording"
    CORRECTION = "correction"
    OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """One part: an edit of a request for change, a correction of a record, or of another file.

    `paths` are those that are changed, counted from the estate's root and from git's top. `fields` are
    those edited: of items by the change's patches, or of the record that is corrected. `items` are those
    touched, as they are before and after. `before` and `after` are the record that is corrected, and
    `is_added` and `is_deleted` say that all of it comes or goes. `is_standing` says that a change model in
    the base has authorised it already; `is_governed` that the policy must say something about it.
    """

    sort: SubjectSort
    paths: tuple[str, ...]
    name: str
    change: Entry[RequestForChange] | None = None
    former: Entry[RequestForChange] | None = None
    transition: Transition | None = None
    fields: tuple[str, ...] = ()
    items: tuple[ConfigurationItem, ...] = ()
    exposure: Exposure = field(default_factory=Exposure)
    before: AnyEntry | None = None
    after: AnyEntry | None = None
    is_added: bool = False
    is_deleted: bool = False
    is_standing: bool = False
    is_governed: bool = True

    @property
    def rfc(self) -> RequestForChange | None:
        """The request for change as it would be merged."""
        return self.change.record if self.change else None

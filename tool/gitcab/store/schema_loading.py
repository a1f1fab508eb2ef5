"""Reading what the organisation demands: `schemas/classes/*.yaml` and `schemas/relations.yaml`."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from gitcab.model.finding import Flaw
from gitcab.model.item_class import ItemClass
from gitcab.model.records import Misfit
from gitcab.model.relation import Relation
from gitcab.model.schema_files import read_class, read_relation
from gitcab.model.source import Place, Source
from gitcab.store.class_misfits import schema_misfits
from gitcab.store.document import Document
from gitcab.store.memory_tree import MemoryTree
from gitcab.store.reading import misfit_flaw, read_documents
from gitcab.store.record_files import MISNAMED, is_misnamed, shown_path
from gitcab.store.relation_names import doubtful_names
from gitcab.store.starter import starter_files
from gitcab.store.tree import FileSort, Tree, TreeFile

CLASSES, RELATIONS = "schemas/classes", "schemas/relations.yaml"


@dataclass(frozen=True, slots=True)
class Schemas:
    """Classes and relations by name, and what was wrong with their files."""

    classes: Mapping[str, ItemClass]
    relations: Mapping[str, Relation]
    flaws: tuple[Flaw, ...]


def load_schemas(tree: Tree) -> Schemas:
    """The tree's own schemas; where it has none of a sort, the starter's, and a flaw that says so."""
    starter = MemoryTree(dict(starter_files()))
    classes, flaws = _classes(tree)
    if not classes and not flaws:
        classes = _classes(starter)[0]
        flaws = [_borrowed(tree, CLASSES)]
    families = {one.family for one in classes.values()}
    named = {"any", *classes, *families, *(flaw.record for flaw in flaws if flaw.record)}
    relations, relation_flaws = _relations(tree, named)
    if not relations and not relation_flaws:
        relations = _relations(starter, named)[0]
        relation_flaws = [_borrowed(tree, RELATIONS)]
    return Schemas(classes, relations, (*flaws, *relation_flaws))


def _borrowed(tree: Tree, path: str) -> Flaw:
    return Flaw(
        "starter-schemas",
        Place(f"{tree.prefix}{path}"),
        f"there is no {path} here, so gitcab's own starter is used",
        "run `gitcab init` to get them as files of your own",
    )


def _classes(tree: Tree) -> tuple[dict[str, ItemClass], list[Flaw]]:
    classes: dict[str, ItemClass] = {}
    described: dict[str, str] = {}
    found = [file for file in tree.files(CLASSES) if file.path.endswith(".yaml") or is_misnamed(file)]
    flaws = list(_unusable(tree, found))
    for file, document in read_documents(tree, _plain(found)):
        if not isinstance(document, Document):
            flaws.extend(document)
            continue
        item_class = read_class(document.value)
        misfits = schema_misfits(item_class) if isinstance(item_class, ItemClass) else item_class
        name = file.path.rpartition("/")[2].removesuffix(".yaml")
        flaws.extend(_flaws("class-schema", document.source, misfits, name))
        first = described.setdefault(name.casefold(), document.source.path)
        if first != document.source.path:
            flaws.append(_described_twice(document.source, name, first))
        elif isinstance(item_class, ItemClass) and not misfits:
            classes[name] = item_class
    return classes, flaws


def _described_twice(source: Source, name: str, first: str) -> Flaw:
    message = f"the class '{name}' is described by {first} already"
    return Flaw("class-schema", source.place(), message, "keep one of the two files, or call it otherwise", name)


def _relations(tree: Tree, named: Collection[str]) -> tuple[dict[str, Relation], list[Flaw]]:
    relations: dict[str, Relation] = {}
    found = [file for file in tree.files("schemas") if file.path == RELATIONS]
    flaws = list(_unusable(tree, found))
    for _, document in read_documents(tree, _plain(found)):
        if not isinstance(document, Document):
            flaws.extend(document)
            continue
        for name, value in document.value.items():
            relation = read_relation(value if isinstance(value, dict) else {})
            if isinstance(relation, Relation):
                relations[name] = relation
            else:
                flaws.extend(_flaws("relation-schema", document.source, _below(name, relation), name))
        flaws.extend(doubtful_names(relations, document.source, named))
    return relations, flaws


def _plain(files: Iterable[TreeFile]) -> Iterator[TreeFile]:
    yield from (file for file in files if file.sort is FileSort.FILE and not is_misnamed(file))


def _unusable(tree: Tree, files: Iterable[TreeFile]) -> Iterator[Flaw]:
    for file in files:
        if file.sort is not FileSort.FILE:
            message = "a schema must be a plain file; links are never followed"
            yield Flaw("file-not-plain", Place(shown_path(tree, file)), message, "put the schema's file itself here")
        elif is_misnamed(file):
            yield Flaw("file-name", Place(shown_path(tree, file)), *MISNAMED)


def _below(name: str, misfits: Iterable[Misfit]) -> Iterator[Misfit]:
    for misfit in misfits:
        yield Misfit((name, *misfit.route), f"relation {name}: {misfit.message}", misfit.unknown_field)


def _flaws(rule: str, source: Source, misfits: Iterable[Misfit], name: str) -> Iterator[Flaw]:
    for misfit in misfits:
        yield misfit_flaw(rule, source, misfit, name)

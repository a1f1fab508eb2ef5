"""How XML documents are written."""

from xml.etree import ElementTree

from gitcab.reports._escape import visible


def child(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: object) -> ElementTree.Element:
    """A new element below the parent; its text and its attributes (less a trailing `_`) are shown as they are."""
    values = {name.rstrip("_"): visible(str(value)) for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, tag, values)
    if text is not None:
        element.text = visible(text)
    return element


def xml_document(root: ElementTree.Element) -> str:
    """The whole document, indented; nothing in it is a workflow command."""
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode").replace("##[", "##&#91;")
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{text}\n"

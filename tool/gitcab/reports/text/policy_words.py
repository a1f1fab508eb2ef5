"""The words of a policy, one paragraph each."""

from gitcab.model.policy_words import PolicyWord, PolicyWords
from gitcab.reports._look import Look
from gitcab.reports.text._inline import tell_markdown
from gitcab.reports.text._page import Page


def render_policy_words(words: PolicyWords, look: Look) -> str:
    """Conditions, then requirements."""
    page = Page(look)
    _tell("Conditions, the keys of when", words.conditions, page)
    _tell("Requirements, the keys of require", words.requirements, page)
    return page.finish()


def _tell(title: str, words: tuple[PolicyWord, ...], page: Page) -> None:
    page.heading(title)
    for word in words:
        page.blank()
        page.line((word.name, "cyan"))
        tell_markdown(word.manual, page)


RENDER = {PolicyWords: render_policy_words}

"""How the states of items look on a terminal."""

from gitcab.model.impact import State

STATE_STYLES = {State.UP: "green", State.AT_RISK: "cyan", State.DEGRADED: "yellow", State.DOWN: "bold red"}

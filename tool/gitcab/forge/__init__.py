"""Pull requests as facts, from the forge or from a file, and what the board answers, back to the forge.

The only door to HTTP. What cannot be had whole raises ForgeUnavailable: a gate that cannot tell
never says yes.
"""

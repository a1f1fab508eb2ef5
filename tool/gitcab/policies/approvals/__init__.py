"""Whose approval counts: who belongs where, who is barred, what they judged, and who takes which seat."""

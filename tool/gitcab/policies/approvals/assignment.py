"""Who takes which seat: as many approvals as possible are used, each person's once."""

from collections.abc import Collection, Sequence


def filled(seats: Sequence[Collection[str]], people: Collection[str]) -> list[str | None]:
    """For each seat the person who takes it, None where it stays empty; a seat is the people that may take it.

    A maximum matching in the bipartite graph of seats and people, by augmenting paths, people and seats in order.
    """
    taken: dict[str, int] = {}
    for seat in range(len(seats)):
        _seat(seat, seats, set(people), taken)
    holder = {seat: person for person, seat in taken.items()}
    return [holder.get(seat) for seat in range(len(seats))]


def _seat(seat: int, seats: Sequence[Collection[str]], free: set[str], taken: dict[str, int]) -> bool:
    """Finds somebody for the seat, moving others to another one where need be; whom it tried is `free` no more."""
    for person in sorted(free.intersection(seats[seat])):
        if person not in free:
            continue
        free.discard(person)
        if person not in taken or _seat(taken[person], seats, free, taken):
            taken[person] = seat
            return True
    return False

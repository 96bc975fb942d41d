"""Keys that are held, on all inputs and channels together, with their pedals. No sockets, no clock.

A key is let go of when the last hand that holds it does: two keyboards may hold the same one, and a pedal holds what is
let go while it is down.
"""

from __future__ import annotations

Hand = tuple[int, int]  # number of the input, channel
SUSTAIN = 64
ALL_SOUND_OFF, RESET, ALL_NOTES_OFF = 120, 121, 123
MODES = range(124, 128)  # omni, mono and poly, which let go of all keys as well


class Keys:
    """Each method returns the keys to be let go of, as MIDI numbers."""

    def __init__(self) -> None:
        self._hands: dict[int, set[Hand]] = {}  # by key: held by fingers or by pedal
        self._pedalled: dict[Hand, set[int]] = {}  # by hand: let go, held by the pedal alone
        self._down: set[Hand] = set()  # pedals

    def strike(self, hand: Hand, key: int) -> None:
        self._hands.setdefault(key, set()).add(hand)
        self._pedalled.get(hand, set()).discard(key)

    def let_go(self, hand: Hand, key: int) -> list[int]:
        if hand not in self._hands.get(key, ()):
            return []
        if hand in self._down:
            self._pedalled.setdefault(hand, set()).add(key)
            return []
        return self._free(hand, [key])

    def control(self, hand: Hand, cc: int, value: int) -> list[int] | None:
        """A control change; None if it is not about keys."""
        if cc == SUSTAIN:
            if value >= 64:
                self._down.add(hand)
                return []
            return self._lift(hand)
        if cc == RESET:
            return self._lift(hand)
        if cc == ALL_SOUND_OFF:
            return self._free(hand, self._held_by(hand))
        if cc == ALL_NOTES_OFF or cc in MODES:  # as if every finger were lifted: the pedal goes on holding
            return [freed for key in self._held_by(hand) for freed in self.let_go(hand, key)]
        return None

    def leave(self, number: int) -> list[int]:
        """The input has gone, with its keys and pedals."""
        hands = {hand for hands in self._hands.values() for hand in hands if hand[0] == number}
        self._down = {hand for hand in self._down if hand[0] != number}
        return [freed for hand in sorted(hands) for freed in self._free(hand, self._held_by(hand))]

    def _held_by(self, hand: Hand) -> list[int]:
        return sorted(key for key, hands in self._hands.items() if hand in hands)

    def _lift(self, hand: Hand) -> list[int]:
        self._down.discard(hand)
        return self._free(hand, sorted(self._pedalled.get(hand, ())))

    def _free(self, hand: Hand, keys: list[int]) -> list[int]:
        freed = []
        for key in keys:
            self._pedalled.get(hand, set()).discard(key)
            hands = self._hands.get(key, set())
            hands.discard(hand)
            if not hands:
                self._hands.pop(key, None)
                freed.append(key)
        return freed

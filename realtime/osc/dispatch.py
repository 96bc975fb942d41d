"""From a message to its effect: finds the entries, obeys or schedules them, says what went wrong. No sockets.

For the server's thread only. Nothing here waits; a message costs some microseconds, a new pattern a millisecond.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable

from realtime.errors import RealtimeGenError
from realtime.names import ModelNames, check_take_name
from realtime.osc.addresses import Addresses
from realtime.osc.namespace import Bound, Entry, Source, Stage
from realtime.osc.performing import Line, Performing
from realtime.osc.protocol import Message, OscError
from realtime.osc.schedule import Schedule
from realtime.osc.sending import Complaints, Sending
from realtime.presets import Preset, Presets, Recall
from realtime.values import Values

_log = logging.getLogger(__name__)

MAX_CALLS = 1024  # of one packet, patterns counted with all they match: 10 ms of work
MAX_NEW_PATTERNS = 32  # a tick; each can cost a millisecond, repeated ones are remembered
MAX_DUE = 64  # scheduled calls obeyed before other work gets its turn
SCORE: Source = ("127.0.0.1", 0)  # who sends what stands in a score
BETWEEN_TAKES_S = 1.0  # or somebody could fill the folder with empty ones
BETWEEN_SAVES_S = 1.0  # of presets
BETWEEN_LEARNS_S = 0.1  # each may write a file


class Dispatcher:
    """Obeys messages on `values`; a `namespace.Host`. stage, heard: see `OscServer`.

    report_to: makes the function by which a stage, later and from any thread, tells a source what went wrong.
    """

    def __init__(
        self,
        values: Values,
        sending: Sending,
        counters: dict[str, int],
        complaints: Complaints,
        stage: Stage | None,
        heard: Callable[[str, Bound], None] | None,
        report_to: Callable[[Source], Callable[[str], None]],
        presets: Presets | None = None,
    ) -> None:
        self.values = values
        self.schedule = Schedule()
        self._addresses = Addresses(values.registry)
        self._sending, self._counters, self._complaints = sending, counters, complaints
        self._stage, self._heard, self._report_to = stage, heard, report_to
        self._models = ModelNames()
        self._recall_on(presets)
        self._next_save_at = 0.0
        self._new_patterns = 0
        self._next_take_at = self._next_learn_at = 0.0
        self.score = Performing()

    def packet(self, messages: list[Message], who: Source) -> None:
        """Obey or schedule what one packet held. The engine hears of it all in one hop, or in a later one."""
        if len(messages) == 1 and not self._addresses.is_pattern(messages[0].address):
            self._messages(messages, who)
        else:
            with self.values.together():
                self._messages(messages, who)

    def perform(self, lines: Iterable[Line], began: float) -> None:
        """Obey a score: see `Performing.begin`."""
        self.score.begin(lines, began)

    def going_on(self) -> list[tuple[str, Bound]]:
        """See `OscServer.going_on`."""
        return self._recall.going_on(time.monotonic())

    @property
    def next_at(self) -> float:
        """Monotonic seconds at which something is due; infinity while nothing waits."""
        return min(self.schedule.next_at, self._recall.next_at, self.score.next_at)

    def obey_scheduled(self, now: float) -> None:
        """Some of what is due, as one change like a packet."""
        if self.next_at > now:
            return
        with self.values.together():
            self._recall.tick(now)
            for _ in range(MAX_DUE):
                line = self.score.take(now)
                if line is not None:
                    self._obey_line(line)
                    continue
                call = self.schedule.take(now)
                if call is None:
                    return
                self._obey(*call)

    def _obey_line(self, line: Line) -> None:
        """One of a score's, for the model that plays now."""
        _, address, arguments = line
        entry = self._addresses.by_address.get(address)
        if entry is not None:
            self._obey(entry, arguments, SCORE)
        else:
            self._counters["dropped"] += 1

    def tick(self) -> None:
        self.score.tick(time.monotonic())
        self._new_patterns = 0
        if self._sending.preset != self._recall.name:
            self._sending.preset = self._recall.name
            _log.info("preset %s", self._recall.name or "none")
        self.schedule.follow_clock()

    def rebind(self, values: Values, addresses: Addresses, model: str | None, presets: Presets | None) -> None:
        """Another model's values and presets from now on. model: its name, for `heard`."""
        self.values = values
        self._recall_on(presets)
        self._addresses = addresses
        self.score.go_on(time.monotonic())
        self._counters["dropped"] += self.schedule.rebind(addresses.by_address)
        if model is not None:
            self._tell("/rt/model", (model,))

    def _messages(self, messages: list[Message], who: Source) -> None:
        room = MAX_CALLS
        for message in messages:
            self._counters["received"] += 1
            try:
                room -= self._message(message, who, room)
            except OscError as error:
                self._refuse(who, message.address, error)

    def _message(self, message: Message, who: Source, room: int) -> int:
        """Obey or schedule one message. Returns its number of calls: a pattern reaches all that its arguments suit."""
        if self._addresses.is_new_pattern(message.address):
            self._new_patterns += 1
            if self._new_patterns > MAX_NEW_PATTERNS:
                raise OscError("too many different patterns at once")
        entries = self._addresses.find(message.address)
        if len(entries) > room:
            raise OscError(f"a packet that asks for more than {MAX_CALLS} changes")
        due = self.schedule.due(message.when, time.monotonic()) if message.when else None
        suited, problem = 0, None
        for entry in entries:
            try:
                bound = entry.bind(message.arguments)
            except OscError as error:
                problem = problem or error
                continue
            suited += 1
            if bound is None:
                continue
            if due is None:
                self._obey(entry, bound, who)
            else:
                self.schedule.add(due, (entry, bound, who))
                self._counters["scheduled"] += 1
        if problem is not None and not suited:
            raise problem
        return len(entries)

    def _obey(self, entry: Entry, bound: Bound, who: Source) -> None:
        assert entry.act is not None
        try:
            effect = entry.act(self, who, bound)
        except (RealtimeGenError, ValueError, TypeError, KeyError) as error:
            self._refuse(who, entry.address, error)
        except Exception as error:
            self._complaints.log(f"{entry.address} failed")
            self._refuse(who, entry.address, error)
        else:
            if effect is not None:
                if who is not SCORE:
                    self._sending.sender = who
                self._tell(entry.address, effect)

    def _tell(self, address: str, arguments: Bound) -> None:
        if self._heard is not None:
            try:
                self._heard(address, arguments)
            except Exception:
                self._complaints.log("nobody could listen in")

    def _refuse(self, who: Source, address: str, error: Exception) -> None:
        self._counters["refused"] += 1
        if not address.startswith(("/rt/error", "/rt/pong", "/rt/status")):  # or two instruments quarrel for ever
            self._sending.complain(who, str(error.args[0] if error.args else error))

    # -- what entries ask for (namespace.Host) ------------------------------------------------------------------------

    def set(self, who: Source, name: str, value: float) -> float:
        result = self.values.set(name, value)
        self._recall.touched((name,))
        self._sending.caused(who, name, value)
        return result

    def set_automatic(self, who: Source, name: str | None, on: bool) -> None:
        self._recall.touched(self.values.set_automatic(name, on))
        if name is not None and name in self.values.registry:
            self._sending.caused_automatic(who, name, on)

    def swap_model(self, who: Source, name: str) -> None:
        stage, report, checked = self._on_stage(), self._report_to(who), self._models.check(name)
        if who != SCORE:
            stage.swap_model(checked, report)
            return

        def failed(sentence: str) -> None:
            report(sentence)
            self.score.stop_waiting()

        self.score.wait(time.monotonic())
        try:
            stage.swap_model(checked, failed)
        except BaseException:
            self.score.stop_waiting()
            raise

    def start_take(self, who: Source, name: str | None) -> None:
        stage, now = self._on_stage(), time.monotonic()
        checked = check_take_name(name) if name else None
        if now < self._next_take_at:
            raise OscError("one take a second: wait before starting another")
        self._next_take_at = now + BETWEEN_TAKES_S
        stage.start_take(checked, self._report_to(who))

    def stop_take(self, who: Source) -> None:
        self._on_stage().stop_take(self._report_to(who))

    def panic(self, who: Source) -> None:
        self._recall.end()
        self.values.request_panic()

    def load_preset(self, who: Source, preset: str | Preset) -> None:
        self._recall.load(self._found(who, preset))

    def save_preset(self, who: Source, name: str) -> None:
        presets, now = self._with_presets(), time.monotonic()
        if now < self._next_save_at:
            raise OscError("one preset a second: wait before saving another")
        presets.save(Preset.of(self.values, name), self._report_to(who))
        self._next_save_at = now + BETWEEN_SAVES_S
        self._recall.name = name
        self._sending.preset_names(presets.names())

    def delete_preset(self, who: Source, name: str) -> None:
        presets = self._with_presets()
        presets.delete(name, self._report_to(who))
        self._sending.preset_names(presets.names())

    def list_presets(self, who: Source) -> None:
        self._with_presets()
        self._sending.list_presets(who)

    def morph(
        self, who: Source, start: str | Preset, end: str | Preset, seconds: float, position: float | None = None
    ) -> None:
        self._recall.morph(self._found(who, start), self._found(who, end), seconds, position, time.monotonic())

    def stand_between(self, who: Source, position: float) -> None:
        self._recall.stand(position)

    def _found(self, who: Source, preset: str | Preset) -> Preset:
        """A preset by its name; what a score asks for was found when it was read."""
        if isinstance(preset, Preset):
            return preset
        found = self._with_presets().find(preset)
        if found.warning:
            self._sending.complain(who, found.warning)
        return found

    def _with_presets(self) -> Presets:
        if self._presets is None:
            raise OscError("this instrument has no presets: only its parameters are played")
        return self._presets

    def _recall_on(self, presets: Presets | None) -> None:
        self._presets = presets
        self._recall = Recall(self.values, self._tell, presets.recalled if presets is not None else "")
        self._sending.preset_names(presets.names() if presets is not None else None)

    def learn_midi(self, who: Source, name: str) -> None:
        self._map_midi(self._on_stage().learn_midi, who, name)

    def forget_midi(self, who: Source, name: str) -> None:
        self._map_midi(self._on_stage().forget_midi, who, name)

    def _map_midi(self, change: Callable[[str, Callable[[str], None]], None], who: Source, name: str) -> None:
        parameter, now = self.values.registry[name], time.monotonic()
        if now < self._next_learn_at:
            raise OscError("ten changes of the MIDI map a second: wait before the next")
        self._next_learn_at = now + BETWEEN_LEARNS_S
        change(parameter.name, self._report_to(who))

    def _on_stage(self) -> Stage:
        if self._stage is None:
            raise OscError("this instrument has no stage to ask for that: only its parameters are played")
        return self._stage

    def pong(self, who: Source) -> None:
        self._sending.pong(who)

    def sync(self, who: Source) -> None:
        self._sending.sync(who)

    def subscribe(self, who: Source, port: int | None) -> None:
        self._sending.subscribe(who, port, time.monotonic())

    def unsubscribe(self, who: Source, port: int | None) -> None:
        self._sending.unsubscribe(who, port)

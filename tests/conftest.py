"""Shared by the tests: the default model, the two commands as a user calls them, a JACK server, a small full disk.

Commands run as processes of their own, in an empty folder, without the settings and models of whoever runs the tests.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from filelock import FileLock

from realtime import load_model
from realtime.bundle import Model

pytest_plugins = ["side_by_side"]

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = Path(sys.executable).parent  # realtime-gen and realtime-train are installed beside the interpreter
JACK_TOOLS = ("jackd", "jack_wait", "jack_rec")
COMPILED_S = 60.0  # what a command may take on a busy machine once the kernels are compiled; usually 2 s

Completed = subprocess.CompletedProcess[str]
Cli = Callable[..., Completed]


@pytest.fixture(autouse=True)
def denormals() -> Iterator[None]:
    """`realtime-train fit`, called in this process, turns them off for good, and Hypothesis does not work without."""
    yield
    if "torch" in sys.modules:
        sys.modules["torch"].set_flush_denormal(False)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def model() -> Model:
    """The default model, whatever it is at the moment."""
    return load_model()


@pytest.fixture(scope="session")
def both(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Model:
    """The default model in both qualities, with stereo of two bands that follows its latents."""
    from model_variants import variant

    stereo = np.random.default_rng(0).standard_normal((model.bundle.latents, 4))
    return variant(model, tmp_path_factory.mktemp("models") / "both", low=True, stereo=stereo)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recordings and research beside the checkout."""
    places = [os.environ.get("REALTIME_GEN_SHARED"), ROOT / "shared", ROOT.parent / "shared"]
    for place in places:
        if place and (Path(place) / "corpus").is_dir():
            return Path(place)
    pytest.skip("there is no folder shared/ with the corpus beside this checkout")


FIRST_RENDER = ("--seconds", "3.0", "--seed", "7")


@pytest.fixture(scope="session")
def first_render(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that `render` made, with FIRST_RENDER; in a fresh environment its process compiled the kernels.

    Made once, by whichever process of the tests is the first to need it; the others wait for the kernels.
    """
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder  # what all of them have in common
    path = folder / "first.wav"
    with FileLock(folder / "compiling"):
        if not path.exists():
            command = [str(COMMANDS / "realtime-gen"), "render", str(path), *FIRST_RENDER]
            kept = {name: value for name, value in os.environ.items() if not name.startswith("REALTIME_GEN_")}
            subprocess.run(command, env=kept, check=True, capture_output=True, timeout=200)
            from realtime.audio.callback import callback
            from realtime.audio.streams import clock

            callback()
            clock()
    return path


@pytest.fixture(scope="session")
def compiled(first_render: Path) -> None:
    """Every kernel in numba's cache, so that a process started by a test is up in seconds, not in a minute."""


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """See `training_tools.record`."""
    from training_tools import record

    folder = tmp_path_factory.mktemp("recordings")
    record(folder)
    return folder


@pytest.fixture(scope="session")
def dataset(recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`recordings`, prepared."""
    from training.prepare import prepare

    folder = tmp_path_factory.mktemp("dataset")
    prepare([recordings], folder, workers=1)
    return folder


class SmallRun(NamedTuple):
    """recordings: a folder with two styles, "tones" and "wind", of one recording of 4 s each, the first in stereo.

    What `prepare`, `fit` and `export` made of it, with networks of `config` and 25 steps of each.
    """

    recordings: Path
    dataset: Path
    run: Path
    model: Path
    config: Any


@pytest.fixture(scope="session")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> SmallRun:
    """Read only."""
    import soundfile
    import torch

    from training.config import TrainConfig
    from training.export import export
    from training.fit import fit
    from training.prepare import prepare

    torch.set_num_threads(1)  # as many threads as cores, beside other work, wait for each other most of the time
    recordings, dataset, run = (tmp_path_factory.mktemp(name) for name in ("recordings", "dataset", "run"))
    rng, t = np.random.default_rng(0), np.arange(4 * 48000) / 48000
    tones = [np.sin(2 * np.pi * 220 * t) + np.sin(2 * np.pi * 331 * t), np.sin(2 * np.pi * 440 * t)]
    noise = 2.0 * np.exp(-8.0 * (t % 0.5)) * rng.standard_normal(len(t))
    for style, sound in (("tones", np.stack(tones, axis=1)), ("wind", noise)):
        (recordings / style).mkdir()
        soundfile.write(recordings / style / "one.wav", 0.1 * sound, 48000)
    config = TrainConfig(decoder_hidden=16, performer_hidden=12, composer_hidden=12, batch=2, shards=1, latent_dim=4)
    prepare([recordings], dataset, workers=1)
    fit(dataset, run, config, steps=25)
    model = export(run, "small", tmp_path_factory.mktemp("models"), licence="CC-BY-4.0", parity_steps=20)
    return SmallRun(recordings, dataset, run, model, config)


@pytest.fixture
def free_udp_port() -> int:
    """A UDP port nobody has at the moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def clean_environment(home: Path) -> dict[str, str]:
    """This environment without settings of ours, with a home for models and takes, and no JACK server on demand."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REALTIME_GEN_")}
    return kept | {"XDG_DATA_HOME": str(home), "JACK_NO_START_SERVER": "1"}


@pytest.fixture
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """See `clean_environment`; the home is empty."""
    return clean_environment(tmp_path_factory.mktemp("data"))


@pytest.fixture
def cli(compiled: None, environment: dict[str, str], tmp_path: Path) -> Cli:
    """cli("render", "a.wav", ..., cwd=, env=, program=) runs a command to its end, in tmp_path."""

    def run(
        *arguments: object,
        cwd: Path = tmp_path,
        env: dict[str, str] | None = None,
        program: str = "realtime-gen",
        timeout: float = COMPILED_S,
    ) -> Completed:
        return subprocess.run(
            [str(COMMANDS / program), *map(str, arguments)],
            cwd=cwd,
            env=environment | (env or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
        )

    return run


@dataclass
class Playing:
    """A `realtime-gen` that is playing. port: of its OSC. said: the lines on its stderr so far."""

    process: subprocess.Popen[str]
    port: int = 0
    said: list[str] = field(default_factory=list)
    _started: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line.rstrip())
            found = re.match(r"OSC on .*:(\d+);", line)
            if found:
                self.port = int(found[1])
                self._started.set()
        self._started.set()

    def wait_until_playing(self) -> None:
        assert self._started.wait(COMPILED_S), f"not playing after {COMPILED_S} s: {self.said}"
        assert self.port, f"it ended instead of playing: {self.said}"

    def interrupt(self, number: int = signal.SIGINT, timeout: float = 20.0) -> int:
        """Ctrl-C, or another signal. Returns the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout)


@contextmanager
def performing(
    folder: Path, environment: dict[str, str], *arguments: object, device: object = "null"
) -> Iterator[Playing]:
    """A `realtime-gen` that plays on a device, in this folder."""
    process = subprocess.Popen(
        [str(COMMANDS / "realtime-gen"), "--device", str(device), "--osc-port", "0", *map(str, arguments)],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    one = Playing(process)
    listener = threading.Thread(target=one.listen, daemon=True)
    listener.start()
    try:
        one.wait_until_playing()
        yield one
    finally:
        process.kill()
        process.wait()
        listener.join(5.0)


@pytest.fixture
def playing(compiled: None, environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Playing]]:
    """playing("--seed", 3, device="null") starts `realtime-gen` on a device and returns when it plays."""
    with ExitStack() as stack:

        def start(*arguments: object, device: object = "null", env: dict[str, str] | None = None) -> Playing:
            together = environment | (env or {})
            return stack.enter_context(performing(tmp_path, together, *arguments, device=device))

        yield start


@dataclass(frozen=True)
class Jack:
    """A running JACK server. environment: for its clients. log: what it says, its XRuns among it."""

    environment: dict[str, str]
    log: Path
    server: subprocess.Popen[bytes]

    def die(self) -> None:
        """As a server does that crashes."""
        self.server.kill()
        self.server.wait()

    def xruns(self) -> int:
        return self.log.read_text().count("XRun")

    def client(self, *command: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(part) for part in command],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def real_time_permitted() -> bool:
    """Whether a thread here may have real-time priority, without which a busy machine is late every few seconds."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    except OSError:
        return False
    return True


@pytest.fixture
def jack_server(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Jack]]:
    """jack_server(rate=48000, arguments=()) starts a dummy JACK server of our own with periods of 256."""
    missing = [tool for tool in JACK_TOOLS if not shutil.which(tool)]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed: apt install jackd2")
    with ExitStack() as stack:

        def start(rate: int = 48_000, arguments: Sequence[object] = ()) -> Jack:
            name = f"realtime-gen-test-{os.getpid()}-{rate}"
            own = environment | {"JACK_DEFAULT_SERVER": name, "JACK_NO_AUDIO_RESERVATION": "1"}
            log = tmp_path_factory.mktemp("jack") / "jackd.log"
            priority = ["-R", "-P", "70"] if real_time_permitted() else ["-r"]
            command = ["jackd", "-n", name, *priority, "--no-mlock", "-d", "dummy", "-r", rate, "-p", 256, *arguments]
            with log.open("w") as output:
                server = subprocess.Popen(list(map(str, command)), stdout=output, stderr=subprocess.STDOUT, env=own)
            stack.callback(end, server, name)
            waited = subprocess.run(["jack_wait", "-w", "-t", "10"], env=own, capture_output=True, timeout=20)
            assert waited.returncode == 0 and server.poll() is None, f"jackd does not start: {log.read_text()[-500:]}"
            return Jack(own, log, server)

        def end(server: subprocess.Popen[bytes], name: str) -> None:
            server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            for left_behind in Path("/dev/shm").glob(f"jack*_{name}_*"):  # by a server that had to be killed
                left_behind.unlink(missing_ok=True)

        yield start


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for 1 MB: 3.6 s of 24-bit stereo."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"only root can mount the small disk that this fills: {mounted.stderr.strip()}")
    yield folder
    for _ in range(20):
        if subprocess.run(["umount", str(folder)], capture_output=True, check=False).returncode == 0:
            break
        time.sleep(0.1)

"""A child process of the supervisor: started, watched, ended, and gone when the supervisor is."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence

SETTLED = 60.0
LONGEST_PAUSE = 30.0


def leave_with_parent(alive: int | None) -> None:
    """In a child: end soon after the other end of the pipe ``alive`` closes, which a killed parent does too."""
    if alive is None:
        return

    def watch() -> None:
        with contextlib.suppress(OSError):
            os.read(alive, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(8)
        os.killpg(os.getpgid(0), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


class Child:
    """One child and what became of it. It leads a process group, so that its own children end with it."""

    def __init__(
        self, name: str, module: str, options: Sequence[str], environment: Mapping[str, str], alive: int
    ) -> None:
        self.name = name
        self.command = [sys.executable, "-m", module, *options, "--alive", str(alive)]
        self.environment = dict(environment)
        self.alive_pipe = alive
        self.process: subprocess.Popen[bytes] | None = None
        self.failures = 0
        self._began = self._again = 0.0

    def start(self) -> None:
        """Start it (again)."""
        self._began = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=(self.alive_pipe,),
        )

    def tend(self) -> bool:
        """Start it again when it died, after a growing pause; True when it was found dead just now."""
        now = time.monotonic()
        if self.process is None:
            if now >= self._again:
                self.start()
            return False
        if self.process.poll() is None:
            return False
        self.end_group(signal.SIGKILL)
        self.process = None
        self.failures = 1 if now - self._began > SETTLED else self.failures + 1
        self._again = now + min(LONGEST_PAUSE, 2.0 ** (self.failures - 1))
        return True

    def ask_to_stop(self) -> None:
        """The polite signal; what is being answered is finished."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end_group(self, sign: signal.Signals) -> None:
        """Signal the child and all that it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, sign)

    def wait(self, until: float) -> None:
        """Wait for its end until the moment ``until`` (monotonic), then end it by force."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.05, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.end_group(signal.SIGKILL)
            self.process.wait(5)
        self.end_group(signal.SIGKILL)

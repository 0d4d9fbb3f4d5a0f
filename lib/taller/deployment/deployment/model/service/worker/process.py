"""One worker of the service: its models, the thread that watches their boards, and its requests."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading

from taller.deployment.deployment.model.service import slots
from taller.deployment.deployment.model.service.plan import Plan
from taller.deployment.deployment.model.service.worker.answers import Answerer
from taller.deployment.deployment.model.service.worker.metrics import Metrics
from taller.deployment.deployment.model.service.worker.serving import Load, Serving
from taller.errors import TallerError

LOOK = 0.03  # seconds between looks at the boards
NEW = 1.0  # seconds between looks for new models, and between signs of life
COUNTED = 10  # looks after which counts go where all workers' counts are
SWITCH = 0.001  # seconds after which a thread that loads a model lets others go on


class Worker:
    """The models of one worker.

    Parameters
    ----------
    plan : what the service was started with
    load : makes a scorer of a version's folder
    """

    def __init__(self, plan: Plan, load: Load) -> None:
        self.plan, self.load = plan, load
        self.metrics = Metrics()
        self.models: dict[str, Serving] = {}
        self.answerer = Answerer(plan.settings, self.metrics)
        self._over = threading.Event()
        self._watching = threading.Thread(target=self._watch, name="boards", daemon=True)
        self._parent = os.getppid()
        self._written: dict[str, tuple[int, int]] = {}

    def start(self) -> None:
        """Load what stands ready, then watch."""
        sys.setswitchinterval(SWITCH)
        self._find()
        for serving in self.models.values():
            serving.refresh()
        gc.collect()
        gc.freeze()  # what stays for good is not looked through again and again
        self.metrics.starts.inc()
        self.metrics.workers.set(1)
        self._watching.start()

    def stop(self) -> None:
        """Write what waits, and leave the boards."""
        self._over.set()
        self._watching.join(10)
        for serving in self.models.values():
            serving.close()
        self._count()
        self.metrics.workers.set(0)

    def _find(self) -> None:
        """Take in models that were deployed since."""
        for path in sorted(self.plan.state.glob(f"*/{slots.FILE}")):
            if (name := path.parent.name) not in self.models:
                with contextlib.suppress(TallerError):  # it is told by `/ready`, by being absent
                    found = Serving(
                        path.parent, self.load, self.plan.settings, self.plan.salt,
                        known=self.plan.client is not None,
                    )  # fmt: skip
                    self.models = {**self.models, name: found}

    def _watch(self) -> None:
        """Keep up with the boards; a thread beside loads, so that signs of life go on."""
        loading: dict[str, threading.Thread] = {}
        looks = 0
        while not self._over.wait(LOOK):
            looks += 1
            for name, serving in self.models.items():
                busy = loading.get(name)
                if serving.stale and not (busy and busy.is_alive()):
                    loading[name] = threading.Thread(target=serving.refresh, daemon=True)
                    loading[name].start()
                if serving.log.due():
                    serving.log.flush()
            if looks % COUNTED == 0:
                self._count()
            if looks % round(NEW / LOOK) == 0:
                self._each_second()

    def _each_second(self) -> None:
        for serving in self.models.values():
            serving.beat()
        self._find()
        if os.getppid() != self._parent:  # the service itself was killed
            os.kill(os.getpid(), signal.SIGTERM)
            self._over.wait(10)
            os._exit(1)

    def _count(self) -> None:
        self.metrics.push()
        for name, serving in self.models.items():
            written, lost = self._written.get(name, (0, 0))
            now = serving.log.written, serving.log.lost
            self.metrics.rows.inc(now[0] - written)
            self.metrics.lost.inc(now[1] - lost)
            self._written[name] = now
        self.metrics.failing.set(any(serving.log.why for serving in self.models.values()))

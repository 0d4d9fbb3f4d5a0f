"""wrk, which asks a server from a process of its own; each answer is held against what it must be.

An answer says which version gave it. Each version gives another score to the same row, so an answer
whose version and score do not belong together is found.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

WRK = shutil.which("wrk")
MARK = "JSON: "

_SCRIPT = """
local bodies = {%(bodies)s}
local expected = {%(expected)s}
local threads = {}
local n = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
function setup(thread) table.insert(threads, thread) end
function init(args)
  asked, mixed, odd, versions = 0, 0, "", 0
  math.randomseed(os.time() + tonumber(tostring({}):sub(8), 16) %% 1000)
end
function request()
  n = n + 1
  local i = n %% #bodies + 1
  wrk.headers["X-Request-ID"] = "r" .. i
  return wrk.format(nil, "%(path)s", nil, bodies[i])
end
%(delay)s
%(response)s
function done(summary, latency, requests)
  local mixed, odd = 0, ""
  for _, thread in ipairs(threads) do
    mixed = mixed + (thread:get("mixed") or 0)
    if thread:get("odd") ~= "" then odd = thread:get("odd") or "" end
  end
  local e = summary.errors
  io.write(string.format('\\n%(mark)s{"requests":%%d,"seconds":%%f,"p50":%%f,"p99":%%f,"max":%%f,'
    .. '"connect":%%d,"read":%%d,"write":%%d,"timeout":%%d,"status":%%d,"mixed":%%d,'
    .. '"odd":"%%s"}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3, e.connect, e.read, e.write, e.timeout,
    e.status, mixed, (odd:gsub('[%%c"\\\\]', "'"))))
end
"""
_DELAY = "function delay() return -math.log(1 - math.random()) * %f end"
_RESPONSE = """
function response(status, headers, body)
  local i = tonumber(body:match('"request_id":"r(%d+)"') or "0")
  local version = body:match('"version":(%d+)')
  local score = body:match('"score":([%d.eE+-]+)')
  local scores = expected[i]
  if status ~= 200 or not scores or not version
     or scores[tonumber(version) % #scores + 1] ~= tonumber(score) then
    mixed = mixed + 1
    odd = status .. " " .. body
  end
end
"""


@dataclass(frozen=True)
class Load:
    """What wrk was answered; times in milliseconds."""

    requests: int
    seconds: float
    p50: float
    p99: float
    max: float
    failed: int
    mixed: int
    odd: str

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


def script(
    path: str, bodies: Sequence[object], *, scores: Sequence[Sequence[float]] = (),
    a_second: float = 0, connections: int = 1,
) -> str:  # fmt: skip
    """A script of wrk's.

    Parameters
    ----------
    bodies : asked in turn, as JSON
    scores : of each body the score of version v at place v modulo their number; none: any is right
    a_second : requests that all connections begin; 0: as many as are answered
    """
    expected = ",".join("{" + ",".join(map(repr, each)) + "}" for each in scores)
    return _SCRIPT % {
        "bodies": ",".join(f"[==[{json.dumps(body)}]==]" for body in bodies),
        "expected": expected, "path": path, "mark": MARK,
        "delay": _DELAY % (1000 * connections / a_second) if a_second else "",
        "response": _RESPONSE if scores else "",
    }  # fmt: skip


def begun(
    url: str, lua: str, *, seconds: float, connections: int, threads: int = 1,
    headers: Mapping[str, str] | None = None,
) -> subprocess.Popen[str]:  # fmt: skip
    """wrk at work; see `ended`."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False) as file:
        file.write(lua)
    given = [part for name, value in (headers or {}).items() for part in ("-H", f"{name}: {value}")]
    return subprocess.Popen(
        [WRK or "wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds:.0f}s", "--timeout", "10s",
         *given, "-s", file.name, url],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> Load:
    """What wrk says at its end."""
    told = process.communicate()[0]
    Path(process.args[-2]).unlink()  # type: ignore[index]
    line = next((line for line in told.splitlines() if line.startswith(MARK)), None)
    if line is None:
        raise RuntimeError(told[-2000:])
    found = json.loads(line.removeprefix(MARK))
    failed = sum(found[name] for name in ("connect", "read", "write", "timeout", "status"))
    names = ("requests", "seconds", "p50", "p99", "max", "mixed", "odd")
    return Load(failed=failed, **{name: found[name] for name in names})


def asked(url: str, lua: str, **options: object) -> Load:
    """What wrk was answered."""
    return ended(begun(url, lua, **options))  # type: ignore[arg-type]

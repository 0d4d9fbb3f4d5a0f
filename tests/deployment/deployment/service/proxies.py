"""nginx and HAProxy before a service, as a client's engineers have them: connections are kept."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

BINARIES = {
    name: shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    for name in ("nginx", "haproxy")
}
NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream service {{ server {host}:{at}; keepalive 64; }}
  server {{
    listen 127.0.0.1:{port}; keepalive_requests 1000000;
    location / {{
      proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_next_upstream off;
    }}
  }}
}}
"""
HAPROXY = """
global
  maxconn 2000
defaults
  mode http
  retries 0
  timeout connect 5s
  timeout client 60s
  timeout server 30s
  timeout http-keep-alive 60s
frontend in
  bind 127.0.0.1:{port}
  default_backend service
backend service
  http-reuse always
  server one {host}:{at}
"""


@contextlib.contextmanager
def before(name: str, url: str, folder: Path) -> Iterator[str]:
    """A proxy's address; it asks the service once for each request, and tries none again."""
    parts, port = urlsplit(url), free()
    text = (NGINX if name == "nginx" else HAPROXY).format(
        folder=folder, host=parts.hostname, at=parts.port, port=port
    )
    config = folder / f"{name}.conf"
    config.write_text(text)
    binary = BINARIES[name]
    assert binary is not None
    options = (
        ["-e", f"{folder}/error.log", "-p", str(folder), "-c"] if name == "nginx" else ["-db", "-f"]
    )
    process = subprocess.Popen(
        [binary, *options, str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def free() -> int:
    """A port that nobody listens at."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return made.getsockname()[1]


def _await(port: int, process: subprocess.Popen[bytes], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.02)

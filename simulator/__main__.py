"""`python -m simulator`: the server as a process."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import sys
import threading

import uvicorn

from simulator import wire
from simulator.app import build
from simulator.people import DEFAULT_TOKEN


def main() -> None:
    """Read the command line and serve until stopped."""
    parser = argparse.ArgumentParser(
        prog="python -m simulator", description="A strict local Bot API server with a browser chat."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8081, help="port to listen on")
    parser.add_argument("--socket", type=int, help="number of a listening socket handed down")
    parser.add_argument(
        "--with-parent", action="store_true", help="stop when standard input is closed"
    )
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the only bot token accepted")
    parser.add_argument("--clock-url", help="the bot's demo clock, e.g. http://127.0.0.1:8080/demo")
    parser.add_argument("--state", metavar="FILE", help="where state survives a restart")
    parser.add_argument(
        "--query-seconds", type=float, default=15.0, help="how long a tap may be answered"
    )
    parser.add_argument("--log-level", default="warning")
    args = parser.parse_args()
    app = build(args.token, args.clock_url, args.state, query_seconds=args.query_seconds)
    config = uvicorn.Config(
        app,
        host=args.host,
        port=args.port,
        log_level=args.log_level,
        access_log=False,
        http=wire.protocol(),
        proxy_headers=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=75,
    )
    if args.with_parent:
        threading.Thread(target=_stop_at_eof, daemon=True).start()
    handed = None if args.socket is None else [socket.socket(fileno=args.socket)]
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(handed)


def _stop_at_eof() -> None:
    """Wait for the end of standard input: however the parent ended, its end of the pipe closes."""
    while sys.stdin.buffer.read(4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()

"""A Telegram that says yes to everything at once, so that what is measured is the sender."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json

ME = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


class Says(asyncio.Protocol):
    """One kept connection: as many calls as come, each answered with the next message's number."""

    numbers = itertools.count(1)
    answered = 0

    def __init__(self) -> None:
        self._got = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every call that is whole."""
        self._got += data
        while (head := self._got.find(b"\r\n\r\n")) >= 0:
            lines = bytes(self._got[:head]).split(b"\r\n")
            wanted = [line for line in lines[1:] if line.lower().startswith(b"content-length:")]
            end = head + 4 + (int(wanted[0].split(b":")[1]) if wanted else 0)
            if len(self._got) < end:
                return
            del self._got[:end]
            self._answer(lines[0].split(b" ")[1].rpartition(b"/")[2].lower())

    def _answer(self, method: bytes) -> None:
        result: object = ME
        if method == b"sent":
            result = Says.answered
        elif method != b"getme":
            Says.answered += 1
            chat = {"id": 1, "type": "private", "first_name": "P"}
            result = {"message_id": next(Says.numbers), "date": 1, "chat": chat, "text": "x"}
        body = json.dumps({"ok": True, "result": result}).encode()
        head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
        self._transport.write(head % len(body) + body)


async def serve(port: int) -> None:
    """Answer until killed."""
    server = await asyncio.get_running_loop().create_server(Says, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    asyncio.run(serve(parser.parse_args().port))

"""The board's socket on 127.0.0.1, served by the event loop that crawls it, so that a visit costs no thread."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from http import HTTPStatus

from tests.simulator.answers import Board, Reply


class Site:
    """An HTTP/1.1 server for a board; while it is closed, connections are refused."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._server: asyncio.Server | None = None
        self._port = 0
        self._open: set[asyncio.StreamWriter] = set()

    async def listen(self) -> None:
        """Listen on the port it had before, or on a free one."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        self._board.host = f"127.0.0.1:{self._port}"

    async def close(self) -> None:
        """Stop listening, and hang up."""
        if self._server is not None:
            self._server.close()
            for writer in list(self._open):
                writer.close()
            await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether the connection stays."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        target = head[0].split(" ")[1]
        fields = (line.partition(":") for line in head[1:] if ":" in line)
        headers = {name.strip().lower(): value.strip() for name, _, value in fields}
        reply = self._board.answer(target, headers)
        writer.write(_bytes(reply))
        await writer.drain()
        return not reply.cut


def _bytes(reply: Reply) -> bytes:
    body = reply.body.encode()
    length = len(body) + (1000 if reply.cut else 0)
    lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
    if reply.status != 304:
        lines += [f"Content-Type: {reply.type}", f"Content-Length: {length}"]
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body

"""The editors' own YAML language server, spoken to as an editor does: JSON-RPC over its standard streams."""

import json
import subprocess
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from threading import Timer
from typing import Any, Self

PROGRAM = Path(__file__).parents[1] / "node/node_modules/yaml-language-server/bin/yaml-language-server"
SETTINGS = {"yaml": {"validate": True, "completion": True, "schemaStore": {"enable": False}}}
PATIENCE = 120.0


class LanguageServer:
    """A running server; leave the `with` block to stop it. One that hangs is ended, and its test fails."""

    def __init__(self, root: Path) -> None:
        command = ["node", str(PROGRAM), "--stdio"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._ids = count(1)
        self._timer = Timer(PATIENCE, self._process.kill)
        self._timer.start()
        self._request("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self._notify("initialized", {})
        self._notify("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()

    def diagnose(self, files: Mapping[Path, str]) -> dict[Path, list[tuple[int, str]]]:
        """What an editor underlines in each of the files: line, from 1 on, and message, in order."""
        for path, text in files.items():
            self._open(path, text)
        waited_for = {path.as_uri(): path for path in files}
        underlined: dict[Path, list[tuple[int, str]]] = {}
        while len(underlined) < len(files):
            message = self._receive()
            if message.get("method") == "textDocument/publishDiagnostics":
                found = message["params"]["diagnostics"]
                path = waited_for[message["params"]["uri"]]
                underlined[path] = sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in found)
        return underlined

    def complete(self, path: Path, text: str) -> set[str]:
        """What an editor offers at the end of that text."""
        self._open(path, text)
        lines = text.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        asked = {"textDocument": {"uri": path.as_uri()}, "position": position}
        return {each["label"] for each in self._request("textDocument/completion", asked)["items"]}

    def _open(self, path: Path, text: str) -> None:
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._notify("textDocument/didOpen", {"textDocument": document})

    def _request(self, method: str, parameters: Mapping[str, Any]) -> Any:
        number = next(self._ids)
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def _notify(self, method: str, parameters: Mapping[str, Any]) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The server's next message; what it asks of the editor is answered with nothing."""
        length = 0
        while line := self._process.stdout.readline().strip():
            length = int(line.rpartition(b":")[2]) if line.startswith(b"Content-Length:") else length
        if not length:
            raise EOFError("the language server has stopped")
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})
        return message

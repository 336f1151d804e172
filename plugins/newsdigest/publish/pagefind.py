"""
Run Pagefind on a shard and keep of its bundle what our search page needs.

Posts go to the program as messages through a pipe and the bundle comes back the same way: the order of the pages is
then ours, and not that in which a file system lists them. Of the bundle we drop the user interfaces (0.4 MB) and the
fragments (one file a post): results are made from `shards.card_chunks`. The script and its WebAssembly programs are the
same in every shard, so they live once beside them. What a shard must load before it can answer is one file.
"""

import base64
import gzip
import json
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

from pagefind_bin_extended import get_executable

from newsdigest.errors import DigestError
from newsdigest.publish.corpus import Card
from newsdigest.publish.settled import settle
from newsdigest.publish.shards import Shard, card_chunks, filters_of, times

SCRIPT = "pagefind.js"
HEAD = "head.bin"  # gzip of a line of JSON and the files that it names, one after the other


def index_shard(shard: Shard, text_of: Callable[[Card], str]) -> dict[str, bytes]:
    """
    Index one shard.

    Args:
        shard: The posts.
        text_of: Gives all that readers may find of a post, as plain text.

    Returns:
        The shard's folder: `head.bin`, `cards-<n>.bin` and `index/*.pf_index`, all of them compressed.

    Raises:
        DigestError: Pagefind failed; says what it printed.
    """
    records = [
        {
            "type": "AddRecord", "index_id": 0, "url": f"/{number}", "content": text_of(card),
            "language": shard.language, "filters": filters_of(card),
        }
        for number, card in enumerate(shard.cards)
    ]  # fmt: skip
    files = settle(_run(records, shard.language, f"the posts of {shard.folder}"), len(shard.cards))
    index = {path: data for path, data in files.items() if path.startswith("index/")}
    rest = {path: data for path, data in files.items() if path not in index}
    return {HEAD: _pack(rest, times(shard)), **card_chunks(shard), **index}


def program(languages: Iterable[str]) -> dict[str, bytes]:
    """
    What all shards share: the script, and a WebAssembly program for each language whose words Pagefind can stem.

    Raises:
        DigestError: Pagefind failed; says what it printed.
    """
    records = [
        {"type": "AddRecord", "index_id": 0, "url": f"/{language}", "content": language, "language": language}
        for language in sorted(languages)
    ]
    bundle = _run(records, None, "a page in each language")
    return {path: data for path, data in sorted(bundle.items()) if path == SCRIPT or path.startswith("wasm.")}


def _pack(files: Mapping[str, bytes], minutes: Sequence[int]) -> bytes:
    head = {"times": minutes, "files": [(path, len(data)) for path, data in sorted(files.items())]}
    line = json.dumps(head, separators=(",", ":")).encode() + b"\n"
    return gzip.compress(line + b"".join(data for _, data in sorted(files.items())), mtime=0)


def _run(records: Iterable[Mapping[str, Any]], language: str | None, what: str) -> dict[str, bytes]:
    """Give records to the program; contents by path come back. Its own Python API waits 0.1 s after each of them."""
    config = {"force_language": language, "keep_index_url": True}
    messages = [{"type": "NewIndex", "config": config}, *records, {"type": "GetFiles", "index_id": 0}]
    lines = b"".join(_encode(number, message) for number, message in enumerate(messages))
    with subprocess.Popen(
        [str(get_executable()), "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        writer = threading.Thread(target=_write, args=(process.stdin, lines), daemon=True)
        writer.start()  # it answers while it reads: who only writes waits for ever
        answers = _read(process.stdout, len(messages))
        writer.join()
        with suppress(BrokenPipeError):
            process.stdin.close()  # it ends at once then, whatever is left to answer
        errors = process.stderr.read().decode(errors="replace")
    wrong = [answer["message"] for answer in answers if answer["type"] == "Error"]
    if wrong or len(answers) != len(messages):
        why = (wrong[0] if wrong else errors or f"it ended with status {process.returncode}").strip()[-400:]
        raise DigestError(f"Pagefind could not index {what}: {why}")
    return {file["path"]: base64.b64decode(file["content"]) for file in answers[-1]["files"]}


def _encode(number: int, message: Mapping[str, Any]) -> bytes:
    whole = json.dumps({"message_id": number, "payload": message}, ensure_ascii=False)
    return base64.b64encode(whole.encode()) + b","


def _write(pipe: IO[bytes], data: bytes) -> None:
    try:
        pipe.write(data)
        pipe.flush()
    except BrokenPipeError:
        return  # the program is gone; the reader sees that and says so


def _read(pipe: IO[bytes], count: int) -> list[dict[str, Any]]:
    """The payloads of `count` answers, fewer where the program ends before."""
    parts: list[bytes] = []
    seen = 0
    while seen < count and (part := pipe.read1(1 << 20)):  # type: ignore[attr-defined]
        seen += part.count(b",")
        parts.append(part)
    answers = b"".join(parts).split(b",")[:-1]
    return [json.loads(base64.b64decode(answer))["payload"] for answer in answers]

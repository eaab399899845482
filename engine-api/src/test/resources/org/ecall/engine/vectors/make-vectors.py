#!/usr/bin/env python3
"""Computes ecall-call.json from the text of the protocol: PROTOCOL.md, RFC 5869 and RFC 9605.

Shares nothing with the Java code, so that agreement means something: HMAC and hashes are Python's,
the cipher is that of the package `cryptography` (Debian: python3-cryptography). Every expected
status is written down by hand and checked against the small receiver below, or, where there are
many, computed by it.

    ./make-vectors.py > ecall-call.json
    ./make-vectors.py --check     exit status 1 if ecall-call.json is not what this script computes
"""

import hashlib
import hmac
import json
import pathlib
import sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CALLER_TO_CALLEE, CALLEE_TO_CALLER = 0, 1
AUDIO, VIDEO, SCREEN, DATA = range(4)
ROLES = {"CALLER": CALLER_TO_CALLEE, "CALLEE": CALLEE_TO_CALLER}  # what each sends
SUITES = {5: ("sha512", 32), 4: ("sha256", 16)}  # hash, key size
TAG, GRACE_MS, WINDOW = 16, 10_000, 1024


def u(bits, value):
    return value.to_bytes(bits // 8, "big")


def extract(hash_name, salt, ikm):
    size = hashlib.new(hash_name).digest_size
    return hmac.new(salt or bytes(size), ikm, hash_name).digest()


def expand(hash_name, prk, info, size):
    out, block, i = b"", b"", 1
    while len(out) < size:
        block = hmac.new(prk, block + info + bytes([i]), hash_name).digest()
        out, i = out + block, i + 1
    return out[:size]


def header(kid, ctr):
    """RFC 9605, section 4.3."""

    def field(value):
        size = (value.bit_length() + 7) // 8
        return (value, b"") if value < 8 else (8 | size - 1, value.to_bytes(size, "big"))

    (k, kid_bytes), (c, ctr_bytes) = field(kid), field(ctr)
    return bytes([k << 4 | c]) + kid_bytes + ctr_bytes


def parse(frame):
    """KID, CTR and size of a header; None if it is not minimal or the frame is too short."""
    if not frame:
        return None
    size, values = 1, []
    for nibble in (frame[0] >> 4, frame[0] & 15):
        value = nibble & 7
        if nibble & 8:
            raw = frame[size : size + value + 1]
            size, value = size + value + 1, int.from_bytes(raw, "big")
            if not raw or raw[0] == 0 or value < 8:
                return None
        values.append(value)
    return (*values, size) if len(frame) >= size + TAG else None


class Keys:
    """The key schedule of one KID: PROTOCOL section 3 and RFC 9605, section 4.4.2."""

    def __init__(self, suite, base, kid):
        hash_name, key_size = SUITES[suite]
        label = u(64, kid) + u(16, suite)
        self.secret = extract(hash_name, b"", base)
        self.key = expand(hash_name, self.secret, b"SFrame 1.0 Secret key " + label, key_size)
        self.salt = expand(hash_name, self.secret, b"SFrame 1.0 Secret salt " + label, 12)
        self.commit = expand(hash_name, self.secret, b"eCall commit" + label, 32)

    def nonce(self, ctr):
        return bytes(a ^ b for a, b in zip(self.salt, u(96, ctr)))

    def seal(self, head, ctr, payload, metadata):
        return head + AESGCM(self.key).encrypt(self.nonce(ctr), payload, head + metadata)


class Call:
    def __init__(self, suite, secret, context):
        self.suite, self.secret, self.context = suite, secret, context
        self.prk = extract("sha512", context, secret)
        self.epochs = [expand("sha512", self.prk, b"eCall epoch", 64)]
        while len(self.epochs) < 4:
            prk = extract("sha512", b"", self.epochs[-1])
            self.epochs.append(expand("sha512", prk, b"eCall ratchet", 64))

    def base(self, e, d):
        return expand("sha512", self.epochs[e], b"eCall base" + u(8, d) + u(32, e), 64)

    def keys(self, e, d, stream):
        return Keys(self.suite, self.base(e, d), kid_of(e, d, stream))

    def seal(self, e, d, stream, ctr, payload=None, metadata=b"", head=None):
        payload = text(20, e, d, stream, ctr) if payload is None else payload
        head = header(kid_of(e, d, stream), ctr) if head is None else head
        return self.keys(e, d, stream).seal(head, ctr, payload, metadata)


def kid_of(e, d, stream):
    return e << 3 | stream << 1 | d


def text(size, *names):
    """Bytes that look like nothing, the same in every run."""
    return hashlib.shake_128(("eCall vector " + " ".join(map(str, names))).encode()).digest(size)


class Scenario:
    """One side of a call: PROTOCOL sections 5 and 6. Writes its steps down as it goes."""

    def __init__(self, call, name, role, window=WINDOW):
        self.call, self.own = call, ROLES[role]
        self.now, self.newest, self.staged = 0, -1, False
        self.keys = {}
        self.window = window
        self.steps = []
        self.json = {
            "name": name, "role": role, "window_frames": window, "grace_ms": GRACE_MS,
            "steps": self.steps,
        }
        self._add_epoch()

    def _add_epoch(self):
        self.newest += 1
        for stream in range(4):
            kid = kid_of(self.newest, 1 - self.own, stream)
            keys = self.call.keys(self.newest, 1 - self.own, stream)
            self.keys[kid] = {"keys": keys, "seen": set(), "end": None}

    def _begin_grace(self, before, which):
        for kid, key in self.keys.items():
            if kid >> 3 < before and key["end"] is None and which(kid, key):
                key["end"] = self.now + GRACE_MS

    def stage(self):
        assert not self.staged
        self._begin_grace(self.newest, lambda kid, key: True)
        self._add_epoch()
        self.staged = True
        self.steps.append({"do": "stage"})
        return self

    def activate(self):
        assert self.staged
        self.staged = False
        self.steps.append({"do": "activate"})
        return self

    def rotate(self):
        return self.stage().activate()

    def advance(self, ms):
        self.now += ms
        self.steps.append({"do": "advance", "ms": ms})
        return self

    def open(self, note, frame, expected=None, metadata=b""):
        status, payload = self._open(frame, metadata)
        assert expected in (None, status), (self.json["name"], note, expected, status)
        step = {
            "do": "open", "note": note, "frame": frame.hex(), "metadata": metadata.hex(),
            "status": status,
        }
        if status == "OPENED":
            step["payload"] = payload.hex()
        self.steps.append(step)
        return self

    def _open(self, frame, metadata):
        parsed = parse(frame)
        if parsed is None:
            return "MALFORMED", None
        kid, ctr, size = parsed
        if kid & 1 == self.own:
            return "OWN_DIRECTION", None
        if kid >> 3 > self.newest:
            return "UNKNOWN_KID", None
        key = self.keys[kid]
        if key["end"] is not None and self.now >= key["end"]:
            return "EPOCH_RETIRED", None
        seen = key["seen"]
        if seen and ctr <= max(seen) - self.window:
            return "TOO_OLD", None
        if ctr in seen:
            return "REPLAYED", None
        keys = key["keys"]
        try:
            aad = frame[:size] + metadata
            payload = AESGCM(keys.key).decrypt(keys.nonce(ctr), frame[size:], aad)
        except InvalidTag:
            return "NOT_AUTHENTIC", None
        if not seen:
            stream = kid >> 1 & 3
            self._begin_grace(
                kid >> 3, lambda old, its: not its["seen"] or old >> 1 & 3 == stream
            )
        seen.add(ctr)
        return "OPENED", payload


def flip(data, bit):
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def sealed_frames(call):
    """Every stream, both ways, three epochs; counters of all sizes that a sealer reaches."""
    counters = [0, 1, 7, 8, 255, 256, 65535, 65536, 2**24 - 1, 2**24, 2**32 - 2, 2**32 - 1]
    sizes = [0, 1, 15, 16, 17, 20, 160, 31, 32, 33, 64, 300]
    for e in range(3):
        for d in range(2):
            for stream in range(4):
                for i in (0, 1, 2):
                    n = (e * 5 + d * 2 + stream * 3 + i * 4) % 12
                    size = sizes[(n + i * 5 + e) % 12]
                    metadata = b"" if (i + stream) % 2 else text(5 + 7 * i, "metadata", n)
                    yield e, d, stream, counters[n], text(size, e, d, stream, n), metadata


def frames_json(call):
    out = []
    for e, d, stream, ctr, payload, metadata in sealed_frames(call):
        kid = kid_of(e, d, stream)
        head = header(kid, ctr)
        out.append({
            "name": f"epoch {e}, direction {d}, stream {stream}, {len(payload)} bytes",
            "epoch": e, "direction": d, "stream": stream, "kid": str(kid), "ctr": str(ctr),
            "nonce": call.keys(e, d, stream).nonce(ctr).hex(), "aad": (head + metadata).hex(),
            "metadata": metadata.hex(), "payload": payload.hex(),
            "sealed": call.seal(e, d, stream, ctr, payload, metadata).hex(),
        })
    return out


def everything_opens(call, role):
    s = Scenario(call, f"all frames open at the {role.lower()}", role)
    for epoch in range(3):
        if epoch:
            s.rotate()
        # By stream and counter: none is older than the window.
        for e, d, stream, ctr, payload, metadata in sorted(sealed_frames(call)):
            if e == epoch and d != s.own:
                frame = call.seal(e, d, stream, ctr, payload, metadata)
                s.open(f"epoch {e}, stream {stream}, CTR {ctr}", frame, "OPENED", metadata)
    return s


def malformed(call):
    s = Scenario(call, "malformed frames", "CALLEE")
    d, e = CALLER_TO_CALLEE, 0

    def sealed(note, head, stream, ctr):
        s.open(note, call.seal(e, d, stream, ctr, head=bytes.fromhex(head)), "MALFORMED")

    s.open("no bytes at all", b"", "MALFORMED")
    s.open("header only", b"\x00", "MALFORMED")
    whole = call.seal(e, d, AUDIO, 3, b"")
    s.open("one byte less than header and tag", whole[:-1], "MALFORMED")
    s.open("zeros, one byte too short", bytes(16), "MALFORMED")
    sealed("KID 0 in a byte of its own", "8300", AUDIO, 3)
    sealed("KID 2 in a byte of its own", "8302", VIDEO, 3)
    sealed("CTR 3 in a byte of its own", "0803", AUDIO, 3)
    sealed("CTR 7 in a byte of its own", "0807", AUDIO, 7)
    sealed("CTR 8 in two bytes", "090008", AUDIO, 8)
    sealed("CTR 255 in two bytes", "0900ff", AUDIO, 255)
    sealed("CTR 256 in eight bytes", "0f0000000000000100", AUDIO, 256)
    sealed("KID 6 in eight bytes", "f30000000000000006", DATA, 3)
    long_header = header(2**63, 2**63)
    s.open("header of 17 bytes and no tag", long_header, "MALFORMED")
    s.open("header of 17 bytes and 15 of a tag", long_header + bytes(15), "MALFORMED")
    s.open("the frame that was cut, whole", whole, "OPENED")
    return s


def whose_kid(call):
    s = Scenario(call, "reflected frames, unknown and future KIDs", "CALLEE")
    mine, other = CALLEE_TO_CALLER, CALLER_TO_CALLEE
    s.open("own frame, reflected", call.seal(0, mine, AUDIO, 0), "OWN_DIRECTION")
    s.open("own frame of a future epoch", call.seal(2, mine, VIDEO, 9), "OWN_DIRECTION")
    s.open("own direction, far KID", header(2**64 - 1, 0) + bytes(20), "OWN_DIRECTION")
    future = call.seal(1, other, AUDIO, 0)
    s.open("genuine, but its epoch is not staged", future, "UNKNOWN_KID")
    s.open("KID of the last epoch", header(kid_of(2**32 - 1, other, DATA), 0) + bytes(20),
           "UNKNOWN_KID")
    s.open("KID beyond every epoch", header(2**35, 0) + bytes(20), "UNKNOWN_KID")
    s.open("largest KID of that direction", header(2**64 - 2, 2**64 - 1) + bytes(20),
           "UNKNOWN_KID")
    s.stage()
    s.open("staged now, before it is activated", future, "OPENED")
    s.open("the epoch before goes on", call.seal(0, other, AUDIO, 0), "OPENED")
    s.open("own staged epoch, reflected", call.seal(1, mine, AUDIO, 0), "OWN_DIRECTION")
    s.activate()
    s.open("the epoch after is still unknown", call.seal(2, other, AUDIO, 0), "UNKNOWN_KID")
    return s


def grace_period(call):
    s = Scenario(call, "an old epoch opens for the grace period and not after it", "CALLEE")
    d = CALLER_TO_CALLEE
    s.open("epoch 0", call.seal(0, d, AUDIO, 0), "OPENED")
    s.rotate().advance(60_000)
    s.open("nothing of epoch 1 has come: epoch 0 stays", call.seal(0, d, AUDIO, 1), "OPENED")
    s.open("epoch 1 begins, and with it the grace period", call.seal(1, d, AUDIO, 0), "OPENED")
    s.advance(GRACE_MS - 1)
    s.open("late frame, just in time", call.seal(0, d, AUDIO, 2), "OPENED")
    s.open("late frame of a stream that was silent", call.seal(0, d, VIDEO, 0), "OPENED")
    s.open("late frame, again", call.seal(0, d, AUDIO, 2), "REPLAYED")
    s.advance(2)
    s.open("too late", call.seal(0, d, AUDIO, 3), "EPOCH_RETIRED")
    s.open("too late, and replayed", call.seal(0, d, AUDIO, 2), "EPOCH_RETIRED")
    s.open("too late, and forged", flip(call.seal(0, d, AUDIO, 4), 40), "EPOCH_RETIRED")
    s.open("too late, silent stream", call.seal(0, d, VIDEO, 1), "EPOCH_RETIRED")
    s.open("epoch 1 goes on", call.seal(1, d, AUDIO, 1), "OPENED")
    return s


def grace_per_stream(call):
    s = Scenario(call, "each stream has its own grace period", "CALLER")
    d = CALLEE_TO_CALLER
    s.open("audio, epoch 0", call.seal(0, d, AUDIO, 0), "OPENED")
    s.open("video, epoch 0", call.seal(0, d, VIDEO, 0), "OPENED")
    s.rotate()
    s.open("audio goes to epoch 1", call.seal(1, d, AUDIO, 0), "OPENED")
    s.advance(15_000)
    s.open("audio of epoch 0 is over", call.seal(0, d, AUDIO, 1), "EPOCH_RETIRED")
    s.open("video waits for a key frame", call.seal(0, d, VIDEO, 1), "OPENED")
    s.open("video goes to epoch 1", call.seal(1, d, VIDEO, 0), "OPENED")
    s.advance(GRACE_MS - 1)
    s.open("late video frame", call.seal(0, d, VIDEO, 2), "OPENED")
    s.advance(2)
    s.open("video of epoch 0 is over", call.seal(0, d, VIDEO, 3), "EPOCH_RETIRED")
    return s


def grace_at_latest(call):
    s = Scenario(call, "staging the epoch after next begins the grace period", "CALLEE")
    d = CALLER_TO_CALLEE
    s.open("screen, epoch 0", call.seal(0, d, SCREEN, 0), "OPENED")
    s.rotate().advance(30_000)
    s.open("still epoch 0", call.seal(0, d, SCREEN, 1), "OPENED")
    s.rotate().advance(GRACE_MS - 1)
    s.open("late", call.seal(0, d, SCREEN, 2), "OPENED")
    s.open("epoch 1", call.seal(1, d, SCREEN, 0), "OPENED")
    s.advance(2)
    s.open("too late", call.seal(0, d, SCREEN, 3), "EPOCH_RETIRED")
    s.open("epoch 1 goes on", call.seal(1, d, SCREEN, 1), "OPENED")
    s.open("epoch 2", call.seal(2, d, SCREEN, 0), "OPENED")
    s.advance(GRACE_MS + 1)
    s.open("epoch 1 is over", call.seal(1, d, SCREEN, 2), "EPOCH_RETIRED")
    return s


def replay(call, window):
    s = Scenario(call, f"replay window of {window} frames", "CALLEE", window)
    d, top = CALLER_TO_CALLEE, 2**20

    def at(note, ctr, expected, stream=AUDIO):
        s.open(f"{note}: CTR {ctr}", call.seal(0, d, stream, ctr), expected)

    at("the first frame may be anywhere", top, "OPENED")
    at("again", top, "REPLAYED")
    at("oldest place of the window", top - window + 1, "OPENED")
    at("oldest place, again", top - window + 1, "REPLAYED")
    at("one older", top - window, "TOO_OLD")
    at("far older", 0, "TOO_OLD")
    at("another stream has its own window", 0, "OPENED", VIDEO)
    at("in the middle", top - window // 2, "OPENED")
    at("one step on", top + 1, "OPENED")
    at("what was the oldest place", top - window + 1, "TOO_OLD")
    at("the oldest place now", top - window + 2, "OPENED")
    forged = call.seal(0, d, AUDIO, 2**31)
    s.open("forged, far ahead: moves nothing", flip(forged, len(forged) * 8 - 1), "NOT_AUTHENTIC")
    at("the window is where it was", top, "REPLAYED")
    at("and knows what it knew not", top - 1, "OPENED")
    s.open("genuine, far ahead: clears the window", forged, "OPENED")
    at("new oldest place", 2**31 - window + 1, "OPENED")
    at("one older", 2**31 - window, "TOO_OLD")
    at("from before the jump", top - 2, "TOO_OLD")
    return s


def not_authentic(call):
    s = Scenario(call, "every changed bit is refused", "CALLER")
    d = CALLEE_TO_CALLER
    metadata = text(4, "metadata")
    frame = call.seal(0, d, VIDEO, 0x123, b"!", metadata)
    size = parse(frame)[2]
    for bit in range(size * 8):
        s.open(f"header, bit {bit}", flip(frame, bit), None, metadata)
        assert s.steps[-1]["status"] != "OPENED"
    for bit in range(size * 8, len(frame) * 8):
        s.open(f"ciphertext or tag, bit {bit}", flip(frame, bit), "NOT_AUTHENTIC", metadata)
    for bit in range(len(metadata) * 8):
        s.open(f"metadata, bit {bit}", frame, "NOT_AUTHENTIC", flip(metadata, bit))
    s.open("no metadata", frame, "NOT_AUTHENTIC")
    s.open("metadata cut", frame, "NOT_AUTHENTIC", metadata[:-1])
    s.open("metadata longer", frame, "NOT_AUTHENTIC", metadata + b"\0")
    s.open("frame cut", frame[:-1], "NOT_AUTHENTIC", metadata)
    s.open("frame longer", frame + b"\0", "NOT_AUTHENTIC", metadata)
    other = call.keys(0, d, AUDIO).seal(header(kid_of(0, d, VIDEO), 1), 1, b"!", b"")
    s.open("sealed with the key of another stream", other, "NOT_AUTHENTIC")
    other = call.keys(0, 1 - d, VIDEO).seal(header(kid_of(0, d, VIDEO), 1), 1, b"!", b"")
    s.open("sealed with the key of the other direction", other, "NOT_AUTHENTIC")
    other = call.keys(1, d, VIDEO).seal(header(kid_of(0, d, VIDEO), 1), 1, b"!", b"")
    s.open("sealed with the key of another epoch", other, "NOT_AUTHENTIC")
    s.open("unchanged", frame, "OPENED", metadata)
    s.open("unchanged, again", frame, "REPLAYED", metadata)
    return s


def suite_mismatch(call):
    s = Scenario(call, "the other suite, same secret and context", "CALLEE")
    other = Call(9 - call.suite, call.secret, call.context)
    for stream in range(4):
        frame = other.seal(0, CALLER_TO_CALLEE, stream, 5)
        s.open(f"stream {stream}", frame, "NOT_AUTHENTIC")
        s.open(f"stream {stream}, right suite", call.seal(0, CALLER_TO_CALLEE, stream, 5), "OPENED")
    return s


def call_json(call):
    scenarios = [everything_opens(call, "CALLEE"), everything_opens(call, "CALLER"),
                 malformed(call), whose_kid(call), grace_period(call), grace_per_stream(call),
                 grace_at_latest(call), replay(call, WINDOW), replay(call, 64),
                 not_authentic(call), suite_mismatch(call)]
    epochs = []
    for e in range(3):
        directions = []
        for d in range(2):
            streams = []
            for stream in range(4):
                keys = call.keys(e, d, stream)
                streams.append({
                    "stream": stream, "kid": str(kid_of(e, d, stream)),
                    "sframe_secret": keys.secret.hex(), "sframe_key": keys.key.hex(),
                    "sframe_salt": keys.salt.hex(), "commit": keys.commit.hex(),
                })
            directions.append({"direction": d, "base": call.base(e, d).hex(), "streams": streams})
        epochs.append({"epoch": e, "secret": call.epochs[e].hex(), "directions": directions})
    return {
        "suite": call.suite, "secret": call.secret.hex(), "context": call.context.hex(),
        "prk": call.prk.hex(), "epochs": epochs, "frames": frames_json(call),
        "scenarios": [s.json for s in scenarios],
    }


def write(value, indent=""):
    """JSON with every object that holds no other on a line of its own."""
    nested = isinstance(value, list) or (
        isinstance(value, dict) and any(isinstance(v, (list, dict)) for v in value.values()))
    if not nested:
        return json.dumps(value)
    inner = indent + " "
    if isinstance(value, list):
        items = [inner + write(v, inner) for v in value]
        return "[\n" + ",\n".join(items) + "\n" + indent + "]"
    items = [f"{inner}{json.dumps(k)}: {write(v, inner)}" for k, v in value.items()]
    return "{\n" + ",\n".join(items) + "\n" + indent + "}"


def main():
    calls = []
    for suite in SUITES:
        secret = text(32, "secret", suite)
        context = hashlib.sha512(text(100, "transcript", suite)).digest()
        calls.append(call_json(Call(suite, secret, context)))
    document = write({
        "format": "ecall-call-vectors/1",
        "description": "Media keys, frames and epochs of two-party calls; "
                       "ecall-call.schema.md says what each field means.",
        "calls": calls,
    }) + "\n"
    if sys.argv[1:] == ["--check"]:
        published = pathlib.Path(__file__).with_name("ecall-call.json").read_text("ascii")
        sys.exit("ecall-call.json differs" if published != document else 0)
    sys.stdout.write(document)


if __name__ == "__main__":
    main()

"""Messages that no front end sends: they are dropped, and the real process goes on."""

import os
import random
import unittest

import zmq
from jupyter_client.session import Session

from kernel_case import KernelCase, is_alive, process_of


class Wire(KernelCase):
    def setUp(self):
        self.context = zmq.Context()
        self.addCleanup(self.context.destroy, linger=0)

    def socket(self, channel):
        socket = self.context.socket(zmq.DEALER)
        port = getattr(self.km, f"{channel}_port")
        socket.connect(f"tcp://127.0.0.1:{port}")
        return socket

    def assert_alive(self):
        self.assertTrue(is_alive(process_of(self.km).pid))
        self.assertEqual(self.ok("40 + 2").text, "42")

    def test_wrong_signature(self):
        """Whoever does not know the key runs nothing."""
        forger = Session(key=b"not the key", signature_scheme="hmac-sha256")
        unsigned = Session(key=b"", signature_scheme="hmac-sha256")
        content = {"code": "int forged = 1;", "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        for session in (forger, unsigned):
            for channel in ("shell", "control"):
                socket = self.socket(channel)
                session.send(socket, "execute_request", content)
                session.send(socket, "shutdown_request", {"restart": False})
                self.assertEqual(socket.poll(700), 0, "a forged message was answered")
        self.assert_alive()
        self.assertEqual(self.run_cell("forged").status, "error")

    def test_altered_content(self):
        """A signature covers every part."""
        session = Session(key=self.km.session.key, signature_scheme="hmac-sha256")
        for part in range(4):
            socket = self.socket("shell")
            frames = session.serialize(session.msg("execute_request", {"code": "int altered = 1;", "silent": False}))
            frames[2 + part] = bytes(frames[2 + part]).replace(b"{", b"{ ", 1)
            socket.send_multipart(frames)
            self.assertEqual(socket.poll(300), 0, f"part {part} is not covered")
        self.assert_alive()
        self.assertEqual(self.run_cell("altered").status, "error")

    def test_malformed_frames(self):
        seed = int.from_bytes(os.urandom(4), "little")
        dice = random.Random(seed)
        cases = [
            [b""],
            [b"<IDS|MSG>"],
            [b"<IDS|MSG>", b"sig"],
            [b"<IDS|MSG>", b"sig", b"{}", b"{}", b"{}"],
            [b"<IDS|MSG>", b"sig", b"{}", b"{}", b"{}", b"{}"],
            [b"no delimiter"] * 7,
            [b"\xff\xfe" * 100] * 6,
            [b"x"] * 5000,
            [b"<IDS|MSG>", b"0" * 64, b"[" * 100_000, b"{}", b"{}", b"{}"],
        ] + [[dice.randbytes(dice.randrange(200)) for _ in range(dice.randrange(1, 9))] for _ in range(50)]
        for channel in ("shell", "control", "stdin", "hb"):
            socket = self.socket(channel)
            for frames in cases:
                socket.send_multipart(frames)
        self.assert_alive()

    def test_signed_nonsense(self):
        """Well signed but senseless: an error at most, never the end."""
        session = Session(key=self.km.session.key, signature_scheme="hmac-sha256")
        socket = self.socket("shell")
        for kind, content in [
            ("execute_request", {}),
            ("execute_request", {"code": 5}),
            ("execute_request", {"code": None}),
            ("execute_request", {"code": "1", "user_expressions": [1, 2]}),
            ("complete_request", {"code": "abc", "cursor_pos": 10**12}),
            ("complete_request", {"code": "abc", "cursor_pos": -5}),
            ("inspect_request", {"code": "abc"}),
            ("inspect_request", {"code": "abc", "cursor_pos": "x", "detail_level": []}),
            ("is_complete_request", {"code": "{" * 10_000}),
            ("history_request", {"hist_access_type": "never"}),
            ("history_request", {"hist_access_type": "tail", "n": -1}),
            ("comm_open", {"comm_id": "a", "target_name": "nobody", "data": {}}),
            ("comm_open", {}),
            ("comm_msg", {"comm_id": "none", "data": {}}),
            ("kernel_info_request", {}),
            ("nonsense", {}),
        ]:
            session.send(socket, kind, content)
        for text in (b"[]", b"null", b"5", b'{"a":' * 200):
            header = session.msg_header("execute_request")
            frames = [session.pack(header), session.pack({}), session.pack({}), text]
            socket.send_multipart([b"<IDS|MSG>", session.sign(frames), *frames])
        self.assert_alive()


if __name__ == "__main__":
    unittest.main()

"""A web server on this computer, whose answers a test writes: whole ones, endless ones, slow ones."""

import contextlib
import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = "Forty villages along the river were asked what a crossing is worth to them in a dry year, and in a wet one. "
PAGE = f"<!doctype html><html lang=en><head><title>Bridges</title></head><body><h1>Bridges</h1><p>{WORDS * 3}</p></body></html>"


class Site:
    """Answers by path: bytes, or a function of the handler; what was asked, and the headers it was asked with."""

    def __init__(self):
        self.pages = {}
        self.asked = []
        self.headers = {}
        self.base = ""

    def page(self, path, body=PAGE, status=200, **headers):
        """Answer a path with a body; headers have `_` for `-`."""
        data = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": "text/html; charset=utf-8"} | {
            name.replace("_", "-"): text for name, text in headers.items()
        }

        def answer(handler):
            handler.send_response(status)
            for name, text in named.items():
                if text is not None:
                    handler.send_header(name, text)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)

        self.pages[path] = answer

    def redirect(self, path, to, status=302):
        self.page(path, "", status, Location=to)

    def endless(self, path, piece, pause=0.0, **headers):
        """Answer a path with a piece again and again, until the one who asks has enough."""

        def answer(handler):
            handler.send_response(200)
            for name, text in ({"Content_Type": "text/html"} | headers).items():
                handler.send_header(name.replace("_", "-"), text)
            handler.end_headers()
            until = time.monotonic() + 30
            while time.monotonic() < until:
                handler.wfile.write(piece)
                handler.wfile.flush()
                time.sleep(pause)

        self.pages[path] = answer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_GET(self):
        site = self.server.site
        site.asked.append(self.path)
        site.headers = dict(self.headers)
        answer = site.pages.get(self.path)
        with contextlib.suppress(OSError):
            if answer is None:
                self.send_error(404)
            else:
                answer(self)

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_):
        pass


@contextlib.contextmanager
def served():
    """Give a site at a free port of this computer."""
    site = Site()
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.site = site
        site.base = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()


def bomb(size):
    """Return many bytes of nothing, packed a thousandfold."""
    return gzip.compress(b"<p>" + b"a" * size)

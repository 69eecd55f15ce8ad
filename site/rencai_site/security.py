"""Headers on every answer: no script or style but our own files, no framing, no guessing of types."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
TLS_HEADERS = {"strict-transport-security": "max-age=31536000; includeSubDomains"}
PRIVATE = ("/admin",)


class SecurityHeaders:
    """Sets the headers; private pages are kept by no cache."""

    def __init__(self, app: ASGIApp, *, https_only: bool = False) -> None:
        self._app = app
        self._headers = HEADERS | (TLS_HEADERS if https_only else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                private = scope["path"].startswith(PRIVATE)
                headers.setdefault("cache-control", "no-store" if private else "no-cache")
            await send(message)

        await self._app(scope, receive, send_with_headers)

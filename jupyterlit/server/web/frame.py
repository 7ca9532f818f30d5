"""The empty page in which an app's HTML runs, apart from the app and from Jupyter."""

from __future__ import annotations

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

# The sandbox gives the page an origin of its own, whoever opens it: it may run what it likes and reaches nothing here.
_POLICY = (
    "sandbox allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads "
    "allow-presentation; frame-ancestors 'self'"
)
_PAGE = """<!DOCTYPE html>
<title>jupyterlit</title>
<script>
addEventListener("message", function (event) {
  if (event.source !== parent || !event.data || typeof event.data.html !== "string") return;
  document.open();
  document.write(event.data.html);
  document.close();
});
</script>
"""


class FrameHandler(web.RequestHandler):
    """The page. Open to everybody: it is the same for all and holds nothing of any app."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Send the page, which waits for HTML from the page around it."""
        self.clear_header("Server")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("Cache-Control", "public, max-age=86400")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(_PAGE)  # pyright: ignore[reportUnknownMemberType]: tornado's

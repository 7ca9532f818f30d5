"""What is shown in place of a page that is for others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from jupyterlit.commands.secrets import this_store
from jupyterlit.elements.refusal import Refusal
from jupyterlit.errors import StreamlitAuthError, StreamlitSecretNotFoundError
from jupyterlit.run_context import current
from jupyterlit.secrets.auth import auth_in
from jupyterlit.tree import MAIN, Block


def refuse() -> None:
    """Say that a page is not for its reader, and where they could become somebody whom it is for."""
    context = current()
    identity = cast("Mapping[str, Any]", context.info.get("identity") or {})
    known = context.info.get("user") is not None or bool(identity)
    logins = () if known else _logins()
    Block(MAIN, follows=True).add_element(
        Refusal(
            name=str(identity.get("name") or "") if known else None,
            logins=logins,
            leaves="iss" in identity,  # others keep whom they have let in
            home=any(page.url is None for page in context.pages.known),
        )
    )


def _logins() -> tuple[str, ...]:
    """Return the names of the providers that the app's secrets have, the empty one for one without."""
    try:
        auth = auth_in(this_store().entries())
    except (StreamlitAuthError, StreamlitSecretNotFoundError):
        return ()
    return tuple(auth.names) if auth else ()

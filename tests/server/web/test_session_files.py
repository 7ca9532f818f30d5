"""Whose session a request is about."""

from __future__ import annotations

from tests.server.conftest import Jupyter

OTHER = "A" * 43


async def test_there_is_a_session_for_its_own_visitor_alone(served: Jupyter) -> None:
    client, stranger = served.client(), served.client()
    await client.get("/")
    await stranger.get("/")
    socket = await client.session()
    handle = socket.welcome["media"].split("/")[-2]
    for place in ("media", "upload"):
        for who, of in ((stranger, handle), (served.client(), handle), (client, OTHER)):
            response = await who.get(f"/lit/{place}/{of}/{'0' * 32}", method="HEAD")
            assert response.code == 404, (place, of)

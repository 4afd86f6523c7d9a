"""Signing in and out, through the real database."""

from tests.features.accounts.house import HERE, House, acting


async def test_who_registered_and_confirmed_their_address_can_sign_in(house: House) -> None:
    ada = await house.verified("ada")

    signed_in = await house.sign_in(ada)

    actor = await house.sessions.recognise(bearer=signed_in.access_token, origin=HERE)
    assert actor == acting(signed_in)
    assert (await house.people.me(actor)).username == ada.username

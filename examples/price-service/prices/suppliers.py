"""Asks suppliers for prices."""

import asyncio

import aiohttp


async def ask(url, article):
    # A session for every question: connections are never used again.
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{url}/{article}") as response:
            return await response.json()


async def ask_all(url, articles):
    # As many questions at once as there are articles.
    return await asyncio.gather(*[ask(url, article) for article in articles])


async def ask_until_known(url, article):
    while True:
        try:
            return await ask(url, article)
        except:  # Also takes the cancellation, and asks again.
            await asyncio.sleep(1)

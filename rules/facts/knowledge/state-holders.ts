/**
 * What objects are called that hold what an application shares, wherever they are had from: the application itself, its state, the
 * context its handlers and jobs are given.
 * Sources: https://docs.aiohttp.org/en/stable/web_advanced.html#data-sharing-aka-no-singletons-please,
 * https://starlette.dev/applications/#storing-state-on-the-app-instance, https://quart.palletsprojects.com/en/latest/how_to_guides/
 */
export const stateHolders = /^(?:current_)?(?:app|application|bot)$|^(?:bot_data|context|ctx|g|state)$/;

import type { SymbolPath, TaskEntry } from './schema.ts';
import { calls, inside, members, outside, pooled } from './task-entries.ts';

/** Calls of what applications are built on in Python - web frameworks, bots, remote calls, browsers, agents - that return a coroutine. */

const django = 'https://docs.djangoproject.com/en/stable/topics/async/';
const querySets = ['django:db.models.Model#objects.', 'django:db.models.Manager#', 'django:db.models.QuerySet#'];
/** `Article.objects.filter(...).order_by(...)`. */
const queries = [...querySets, ...querySets.flatMap((set) => [`${set}*()#`, `${set}*()#*()#`, `${set}*()#*()#*()#`])];

const webFrameworks = [
  ...members(django, ['django:db.models.Model#'], 'adelete arefresh_from_db asave', outside),
  ...members(django, queries, 'aaggregate abulk_create abulk_update acontains acount acreate adelete aearliest aexists aexplain afirst aget aget_or_create ain_bulk alast alatest aupdate aupdate_or_create', outside),
  ...members('https://docs.djangoproject.com/en/stable/topics/cache/#asynchronous-support', ['django:core.cache.cache.'], 'aadd aclear adecr adelete adelete_many aget aget_many aget_or_set ahas_key aincr aset aset_many atouch', outside),
  ...members('https://docs.djangoproject.com/en/stable/topics/auth/default/', ['django:contrib.auth.'], 'aauthenticate aget_user alogin alogout', outside),
  ...members('https://docs.djangoproject.com/en/stable/topics/http/shortcuts/', ['django:shortcuts.'], 'aget_list_or_404 aget_object_or_404', outside),
  ...members('https://channels.readthedocs.io/en/stable/topics/consumers.html', ['AsyncWebsocketConsumer', 'AsyncJsonWebsocketConsumer'].map((name) => `channels:generic.websocket.${name}#`), 'accept close send send_json', outside),
  ...members(
    'https://channels.readthedocs.io/en/stable/topics/channel_layers.html',
    ['channels:layers.get_channel_layer()#', ...['AsyncWebsocketConsumer', 'AsyncJsonWebsocketConsumer'].map((name) => `channels:generic.websocket.${name}#channel_layer.`)],
    'group_add group_discard group_send receive send',
    outside,
  ),
  ...members('https://www.tornadoweb.org/en/stable/locks.html', ['tornado:locks.Lock#', 'tornado:locks.Semaphore#'], 'acquire', inside),
  ...members('https://www.tornadoweb.org/en/stable/locks.html', ['tornado:locks.Event#', 'tornado:locks.Condition#'], 'wait', inside),
  ...members('https://www.tornadoweb.org/en/stable/queues.html', ['tornado:queues.Queue#', 'tornado:queues.LifoQueue#', 'tornado:queues.PriorityQueue#'], 'get join put', inside),
];

const grpc = 'https://grpc.github.io/grpc/python/grpc_asyncio.html';

const remoteCalls = [
  ...members(grpc, ['grpc:aio.ServicerContext#'], 'abort abort_with_status read send_initial_metadata write', outside),
  ...members(grpc, ['grpc:aio.Channel#', 'grpc:aio.insecure_channel()#', 'grpc:aio.secure_channel()#'], 'channel_ready close', outside),
  ...members(grpc, ['grpc:aio.Channel#', 'grpc:aio.insecure_channel()#', 'grpc:aio.secure_channel()#'], 'stream_stream() stream_unary() unary_stream() unary_unary()', outside),
  ...members(grpc, ['grpc:aio.Server#'], 'start stop wait_for_termination', outside),
  ...members('https://github.com/empicano/aiomqtt#readme', ['aiomqtt:Client#', 'asyncio_mqtt:Client#'], 'publish subscribe unsubscribe', outside),
  ...members('https://arq-docs.helpmanual.io/', ['arq:create_pool()#', 'arq:connections.create_pool()#', 'arq:ArqRedis#', 'arq:connections.ArqRedis#'], 'aclose close enqueue_job', outside),
];

const mcp = 'https://github.com/modelcontextprotocol/python-sdk#context';

const agents = [
  ...members(mcp, ['mcp:server.fastmcp.Context#', 'mcp:server.fastmcp.server.Context#', 'fastmcp:Context#'], 'debug elicit error info log read_resource report_progress sample warning', outside),
  ...members(mcp, ['mcp:ClientSession#', 'mcp:client.session.ClientSession#', 'fastmcp:Client#'], 'call_tool complete get_prompt initialize list_prompts list_resources list_tools read_resource send_ping subscribe_resource', outside),
  ...members('https://github.com/anthropics/anthropic-sdk-python#streaming-helpers', ['anthropic:AsyncAnthropic#messages.stream()#', 'anthropic:AsyncAnthropic#beta.messages.stream()#'], 'close get_final_message get_final_text until_done', outside),
  ...members('https://googleapis.github.io/python-genai/#async-support', ['google:genai.Client#aio.'], 'chats.create models.count_tokens models.embed_content models.generate_content models.generate_content_stream models.generate_images', outside),
  ...members('https://github.com/groq/groq-python#async-usage', ['groq:AsyncGroq#', 'together:AsyncTogether#'], 'chat.completions.create embeddings.create', outside),
  ...members('https://python.langchain.com/docs/concepts/async/', ['langchain_openai:ChatOpenAI#', 'langchain_anthropic:ChatAnthropic#', 'langchain_openai:AzureChatOpenAI#'], 'abatch agenerate ainvoke', outside),
  ...members('https://github.com/qdrant/qdrant-client#async-client', ['qdrant_client:AsyncQdrantClient#'], 'close count create_collection delete get_collection query_points retrieve scroll search upsert', outside),
];

const browser = 'https://playwright.dev/python/docs/api/class-page';
const play = 'playwright:async_api.';
const browsers = [`${play}Browser#`, `${play}async_playwright()#*.launch()#`, `${play}async_playwright()#start()#*.launch()#`, `${play}Playwright#*.launch()#`];
const browserContexts = [`${play}BrowserContext#`, ...browsers.map((of) => `${of}new_context()#`)];
const pages = [`${play}Page#`, ...[...browsers, ...browserContexts].map((of) => `${of}new_page()#`)];
const locators = [`${play}Locator#`, `${play}ElementHandle#`, ...pages.flatMap((page) => ['locator', 'get_by_label', 'get_by_role', 'get_by_text', 'get_by_test_id'].map((name) => `${page}${name}()#`))];
const onElements = 'check click dblclick dispatch_event evaluate fill focus get_attribute hover inner_html inner_text input_value is_checked is_enabled is_visible press screenshot select_option text_content type uncheck';

const pageWork = [
  ...members(browser, pages, `${onElements} add_init_script add_script_tag close content eval_on_selector eval_on_selector_all expose_function go_back goto pdf query_selector query_selector_all reload route set_content title`, outside),
  ...members(browser, pages, 'set_viewport_size unroute wait_for_function wait_for_load_state wait_for_selector wait_for_timeout wait_for_url', outside),
  ...members('https://playwright.dev/python/docs/api/class-locator', locators, `${onElements} all all_inner_texts all_text_contents count scroll_into_view_if_needed wait_for wait_for_element_state`, outside),
  ...members('https://playwright.dev/python/docs/api/class-browser', browsers, 'close new_context new_page', outside),
  ...members('https://playwright.dev/python/docs/api/class-browsercontext', browserContexts, 'add_cookies clear_cookies close cookies new_page storage_state', outside),
  ...members('https://playwright.dev/python/docs/api/class-browsertype', [`${play}async_playwright()#*.`, `${play}Playwright#*.`, `${play}BrowserType#`], 'connect connect_over_cdp launch launch_persistent_context', outside),
];

const telegram = 'https://docs.python-telegram-bot.org/en/stable/telegram.bot.html';
const telegramBots = ['telegram:Bot#', 'telegram:ext.CallbackContext#bot.', 'telegram:ext.ContextTypes.DEFAULT_TYPE#bot.', 'telegram:ext.Application#bot.'];
const telegramMessages = ['telegram:Message#', ...['message', 'effective_message', 'callback_query.message', 'edited_message'].map((name) => `telegram:Update#${name}.`)];
const verbs = (receivers: readonly string[], names: string): readonly SymbolPath[] => receivers.flatMap((receiver) => names.split(' ').map((name) => receiver + name));

const aiogram = 'https://docs.aiogram.dev/en/latest/api/index.html';
const aiogramMessages = ['aiogram:types.Message#', 'aiogram:types.CallbackQuery#message.'];

const discord = 'https://discordpy.readthedocs.io/en/stable/api.html';
const guildParts = ['discord:Guild#', 'discord:ext.commands.Context#guild.', 'discord:Interaction#guild.', 'discord:Message#guild.'];
const discordClients = ['discord:Client#', 'discord:ext.commands.Bot#', 'discord:Bot#', 'discord:AutoShardedBot#'];

const bots = [
  ...calls(telegram, verbs(telegramBots, 'answer_* ban_* copy_* delete_* edit_* forward_* get_* pin_* send_* set_* unban_* unpin_*'), outside),
  ...calls('https://docs.python-telegram-bot.org/en/stable/telegram.message.html', verbs(telegramMessages, 'copy delete edit_* forward pin reply_*'), outside),
  ...members('https://docs.python-telegram-bot.org/en/stable/telegram.callbackquery.html', ['telegram:CallbackQuery#', 'telegram:Update#callback_query.'], 'answer delete_message edit_message_caption edit_message_reply_markup edit_message_text', outside),
  ...members('https://docs.python-telegram-bot.org/en/stable/telegram.chat.html', ['telegram:Chat#', 'telegram:Update#effective_chat.'], 'get_member send_action send_message send_photo', outside),
  ...calls(aiogram, verbs(aiogramMessages, 'answer answer_* copy_to delete edit_* forward pin react reply reply_* send_copy'), outside),
  ...calls(aiogram, verbs(['aiogram:Bot#'], 'answer_* ban_* copy_* delete_* download download_file edit_* forward_* get_* pin_* send_* set_*'), outside),
  ...members('https://docs.aiogram.dev/en/latest/dispatcher/finite_state_machine/index.html', ['aiogram:fsm.context.FSMContext#'], 'clear get_data get_state get_value set_data set_state update_data', inside),
  ...members('https://docs.aiogram.dev/en/latest/dispatcher/dispatcher.html', ['aiogram:Dispatcher#'], 'feed_update start_polling stop_polling', outside),
  ...members(discord, discordClients, 'add_cog change_presence close fetch_channel fetch_guild fetch_user load_extension login reload_extension start tree.sync unload_extension wait_until_ready', outside),
  ...members(discord, guildParts, 'ban create_role create_text_channel create_voice_channel fetch_channel fetch_member kick unban', outside),
  ...members(discord, ['discord:TextChannel#', 'discord:Thread#', 'discord:Message#channel.'], 'create_thread delete delete_messages edit purge', outside),
  ...members(discord, ['discord:VoiceChannel#'], 'connect', outside),
  ...members(discord, ['discord:VoiceClient#'], 'disconnect move_to', outside),
  ...calls('https://docs.slack.dev/tools/python-slack-sdk/web/', ['slack_sdk:web.async_client.AsyncWebClient#*'], outside),
];

const home = 'https://developers.home-assistant.io/docs/asyncio_working_with_async';
const coordinators = ['homeassistant:helpers.update_coordinator.DataUpdateCoordinator#'];

const homeAssistant = [
  ...members(home, ['homeassistant:core.HomeAssistant#'], 'async_block_till_done config_entries.async_forward_entry_setups config_entries.async_reload config_entries.async_unload_platforms services.async_call', inside),
  ...members('https://developers.home-assistant.io/docs/integration_fetching_data', coordinators, 'async_config_entry_first_refresh async_refresh async_request_refresh', inside),
  ...members(home, ['homeassistant:helpers.storage.Store#'], 'async_load async_remove async_save', outside),
];

export const pythonAppTasks: readonly TaskEntry[] = [...webFrameworks, ...remoteCalls, ...agents, ...pageWork, ...bots, ...homeAssistant, ...members('https://beanie-odm.dev/', ['beanie:Document#'], 'delete insert replace save save_changes', pooled)];

import { calls, members } from './python-blocking-entries.ts';
import type { BlockingEntry } from './schema.ts';

/** Calls of what applications are built on in Python - mail, pictures, models, stores of vectors - that keep the thread. */

const mail = [
  ...members('https://docs.djangoproject.com/en/stable/topics/email/', ['django:core.mail.'], 'mail_admins mail_managers send_mail send_mass_mail', 'sends mail'),
  ...members('https://docs.djangoproject.com/en/stable/topics/email/', ['django:core.mail.EmailMessage#', 'django:core.mail.EmailMultiAlternatives#'], 'send', 'sends mail'),
  ...members('https://docs.djangoproject.com/en/stable/ref/django-admin/#running-management-commands-from-your-code', ['django:core.management.'], 'call_command', 'runs a command'),
  ...members('https://github.com/sendgrid/sendgrid-python#quick-start', ['sendgrid:SendGridAPIClient#'], 'send', 'sends mail'),
  ...members('https://www.twilio.com/docs/libraries/reference/twilio-python/', ['twilio:rest.Client#'], 'calls.create messages.create', 'sends a request', { advice: 'use the method of the same name with `_async` at its end on a client with `AsyncTwilioHttpClient`' }),
  ...calls('https://docs.slack.dev/tools/python-slack-sdk/web/', ['chat', 'conversations', 'files', 'users', 'views'].map((name) => `slack_sdk:WebClient#${name}_*`), 'sends a request', { advice: 'use `AsyncWebClient`, and await it' }),
  ...members('https://www.tornadoweb.org/en/stable/httpclient.html', ['tornado:httpclient.HTTPClient#'], 'fetch', 'sends a request', { advice: 'use `AsyncHTTPClient`, and await it' }),
];

const querySets = ['django:db.models.Model#objects.', 'django:db.models.Manager#', 'django:db.models.QuerySet#', 'django:contrib.auth.models.User.objects.', 'django:contrib.auth.models.Group.objects.'];
const asynchronousTwin = { advice: 'await the method of the same name with an `a` before it' };

/** Django refuses these where a loop runs, unless it is told to let them block. */
const models = [
  ...members(
    'https://docs.djangoproject.com/en/stable/topics/async/#queries-the-orm',
    [...querySets, ...querySets.flatMap((set) => [`${set}*()#`, `${set}*()#*()#`, `${set}*()#*()#*()#`])],
    'aggregate bulk_create bulk_update count create delete earliest exists first get get_or_create in_bulk last latest update update_or_create',
    'asks the database',
    asynchronousTwin,
  ),
  ...members('https://docs.djangoproject.com/en/stable/topics/async/#queries-the-orm', ['django:db.models.Model#'], 'delete refresh_from_db save', 'asks the database', asynchronousTwin),
  ...members('https://docs.djangoproject.com/en/stable/topics/http/shortcuts/', ['django:shortcuts.'], 'get_list_or_404 get_object_or_404', 'asks the database', asynchronousTwin),
];

const pictures = [
  ...members('https://pillow.readthedocs.io/en/stable/reference/Image.html', ['PIL:Image.open()#', 'PIL:Image.new()#', 'PIL:Image.Image#', 'PIL:Image.open()#convert()#'], 'load resize save thumbnail', 'decodes or encodes a picture'),
  ...members('https://docs.opencv.org/4.x/d4/da8/group__imgcodecs.html', ['cv2:'], 'imread imwrite', 'reads or writes a picture'),
  ...members('https://docs.opencv.org/4.x/d8/dfe/classcv_1_1VideoCapture.html', ['cv2:VideoCapture#'], 'read', 'waits for a picture'),
  ...members('https://docs.pytorch.org/docs/stable/generated/torch.load.html', ['torch:'], 'load save', 'reads or writes a file'),
];

const languageModels = [
  ...members('https://github.com/groq/groq-python#async-usage', ['groq:Groq#', 'together:Together#'], 'chat.completions.create embeddings.create', 'waits for a model', { advice: 'use the asynchronous client of the same package, and await it' }),
  ...members('https://googleapis.github.io/python-genai/#async-support', ['google:genai.Client#models.'], 'count_tokens embed_content generate_content generate_images', 'waits for a model', { advice: 'use the same method of `client.aio.models`, and await it' }),
  ...members('https://ai.google.dev/api/python/google/generativeai', ['google:generativeai.GenerativeModel#'], 'count_tokens generate_content', 'waits for a model', { advice: 'use `generate_content_async`, and await it' }),
  ...members('https://python.langchain.com/docs/concepts/async/', ['langchain_openai:ChatOpenAI#', 'langchain_openai:AzureChatOpenAI#', 'langchain_anthropic:ChatAnthropic#'], 'batch generate invoke predict', 'waits for a model', { advice: 'use `ainvoke`, and await it' }),
  ...members('https://sbert.net/docs/package_reference/sentence_transformer/SentenceTransformer.html', ['sentence_transformers:SentenceTransformer#'], 'encode', 'runs a model'),
  ...calls('https://github.com/openai/whisper#python-usage', ['whisper:load_model()#transcribe'], 'runs a model'),
];

const vectors = 'use `AsyncQdrantClient`, and await it';

const stores = [
  ...members('https://github.com/qdrant/qdrant-client#async-client', ['qdrant_client:QdrantClient#'], 'count create_collection delete get_collection query_points retrieve scroll search upsert', 'sends a request', { advice: vectors }),
  ...members('https://docs.pinecone.io/reference/python-sdk', ['pinecone:Pinecone#Index#', 'pinecone:Index#'], 'delete fetch query upsert', 'sends a request'),
  ...calls('https://supabase.com/docs/reference/python/introduction', ['', '()#*', '()#*()#*', '()#*()#*()#*'].map((chain) => `supabase:create_client()#table()#*${chain}()#execute`), 'sends a request', { advice: 'use `acreate_client`, and await it' }),
];

export const pythonAppBlocking: readonly BlockingEntry[] = [...mail, ...models, ...pictures, ...languageModels, ...stores];

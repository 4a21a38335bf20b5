import type { SymbolPath } from './schema.ts';

/**
 * Decorators of Python's that leave a function callable as it is written, called with arguments or not. A function that
 * others replace (a task of Celery's, a cache that gives something else) is unknown to those who call it.
 */
export const transparentDecorators: ReadonlySet<SymbolPath> = new Set([
  'abc:abstractmethod',
  'abc:abstractproperty',
  'async_timeout:timeout',
  'asyncio:coroutine',
  'atexit:register',
  'backoff:on_exception',
  'backoff:on_predicate',
  'builtins:classmethod',
  'builtins:property',
  'builtins:staticmethod',
  'contextlib:asynccontextmanager',
  'contextlib:contextmanager',
  'deprecated:deprecated',
  'functools:cache',
  'functools:cached_property',
  'functools:lru_cache',
  'functools:singledispatch',
  'functools:singledispatchmethod',
  'functools:wraps',
  'pydantic:field_validator',
  'pydantic:model_validator',
  'pydantic:root_validator',
  'pydantic:validate_call',
  'pydantic:validator',
  'pytest:fixture',
  'pytest_asyncio:fixture',
  'stamina:retry',
  'tenacity:retry',
  'types:coroutine',
  'typing:final',
  'typing:no_type_check',
  'typing:override',
  'typing_extensions:deprecated',
  'typing_extensions:final',
  'typing_extensions:override',
  'unittest:mock.patch',
  'unittest:mock.patch.object',
  'unittest:skip',
  'unittest:skipIf',
  'unittest:skipUnless',
  'warnings:deprecated',
]);

/** Decorators of functions that give tests what they yield or return. Source: https://docs.pytest.org/en/stable/reference/fixtures.html */
export const fixtureMakers: ReadonlySet<SymbolPath> = new Set(['pytest:fixture', 'pytest_asyncio:fixture']);

/** Where such functions are looked for that a test's own file does not have: the nearest folder first. */
export const fixtureModules = ['.conftest', '..conftest', '...conftest', '....conftest'] as const;

/** Decorators that make a function give something to be entered by `with`. */
export const contextManagers: ReadonlySet<SymbolPath> = new Set(['contextlib:asynccontextmanager', 'contextlib:contextmanager']);

/** Methods that, as decorators, take note of a function and give it back: routes, events, marks, accessors of properties. */
export const registeringMethods =
  /^(?:add_\w+|api_route|asyncio|before_\w+|after_\w+|command|connect|delete|deleter|errorhandler|event|exception_handler|filterwarnings|get|getter|head|listener|listens_for|message|middleware|on|on_\w+|options|order|parametrize|patch|post|put|receiver|register|route|setter|skip|skipif|startup|shutdown|subscriber|teardown_\w+|usefixtures|websocket|xfail)$/;

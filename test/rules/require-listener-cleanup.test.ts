import plugin from '../../rules/plugin.ts';
import { repairedBy } from './marked-repair.ts';
import { ruleTester } from './rule-tester.ts';

const rule = plugin.rules['require-listener-cleanup']!;
const once = repairedBy('once');
const useOnce = repairedBy('useOnce');
const bus = `import { EventEmitter } from 'node:events'; export const bus = new EventEmitter();`;
const app = `import express from 'express'; const app = express();`;
const effect = `import { useEffect } from 'react';`;

ruleTester({ typescript: true }).run('require-listener-cleanup', rule, {
  valid: [
    { name: 'once', code: `function follow(signal: AbortSignal) { signal.addEventListener('abort', stop, { once: true }); }` },
    { name: 'ended by another signal', code: `function follow(signal: AbortSignal, done: AbortSignal) { signal.addEventListener('abort', stop, { signal: done }); }` },
    { name: 'removed', code: `async function follow(signal: AbortSignal) { signal.addEventListener('abort', stop); try { await work(); } finally { signal.removeEventListener('abort', stop); } }` },
    { name: 'removed from the same target, written another way', code: `async function follow(signal?: AbortSignal) { signal?.addEventListener('abort', stop); try { await work(); } finally { signal!.removeEventListener('abort', stop); } }` },
    { name: 'options from elsewhere', code: `function follow(signal: AbortSignal, options: AddEventListenerOptions) { signal.addEventListener('abort', stop, options); }` },
    { name: 'a signal of its own', code: `function start() { const controller = new AbortController(); controller.signal.addEventListener('abort', stop); return controller; }` },
    { name: 'a signal made here', code: `function start(signal: AbortSignal) { const both = AbortSignal.any([signal, AbortSignal.timeout(9)]); both.addEventListener('abort', stop); return both; }` },
    { name: 'the signal of a request ends with it', code: `${app} app.get('/', async (req, res) => { req.signal.addEventListener('abort', stop); });` },
    { name: 'while the program starts', code: `process.on('SIGTERM', stop); window.addEventListener('resize', layout);` },
    { name: 'for errors nobody handled, where the program starts', code: `export async function boot() { const log = await load(); process.on('unhandledRejection', (error) => log(error)); }` },
    { name: 'in a function that starts the program', code: `export function start() { process.on('SIGTERM', stop); }` },
    { name: 'one for each of a few names', code: `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, stop);` },
    { name: 'plugins registered in a loop', code: `${bus} for (const plugin of plugins) bus.on('change', plugin.update);` },
    { name: 'an emitter of the request', code: `${app} app.get('/', (req, res) => { req.on('close', stop); });` },
    { name: 'an emitter made by the handler', code: `${app} app.get('/', (req, res) => { const emitter = new EventEmitter(); emitter.on('x', stop); });` },
    { name: 'an effect that cleans up', code: `${effect} function Box() { useEffect(() => { window.addEventListener('resize', layout); return () => window.removeEventListener('resize', layout); }, []); }` },
    { name: 'when the server listens', code: `${app} app.listen(3000, () => { process.on('SIGTERM', stop); });` },
    { name: 'a stream that ends', code: `function read(stream: Readable) { return new Promise((resolve, reject) => { stream.on('data', collect); stream.on('end', resolve); stream.on('error', reject); }); }` },
    { name: 'what the function made', code: `class Runner { run() { this.child = spawn('ls'); return new Promise((resolve) => { this.child.on('message', resolve); }); } }` },
    { name: 'an event that comes once', code: `class Client { open() { return new Promise((resolve) => { this.socket.on('connect', resolve); }); } }` },
    { name: 'a method called on that listens to nothing', code: `${app} app.get('/', (req, res) => { logger.on('x'); });` },
    { name: 'a function that makes what it listens to', code: `import connect from 'connect'; ${app} app.get('/', (req, res) => { connect(req).on('data', stop); });` },
    { name: 'a function that people call to listen', code: `${bus} export async function onChange(key, tell) { bus.on('change', (event) => { if (event.key === key) tell(event); }); }` },
    { name: 'a method that sets up', code: `class App { async start(options) { this.server.on('request', () => log(options)); } }` },
    { name: 'done once', code: `${bus} let started = false; export async function prime(key) { if (started) return; started = true; bus.on('change', () => use(key)); }` },
    { name: 'what a component has itself', code: `class Box extends HTMLElement { connectedCallback() { this.addEventListener('click', () => this.draw()); } }` },
    { name: 'a component that cleans up', code: `class Box extends HTMLElement { connectedCallback() { window.addEventListener('resize', this.draw); } disconnectedCallback() { window.removeEventListener('resize', this.draw); } }` },
    { name: 'a loop over what it makes', code: `async function open(urls) { for (const url of urls) { const page = await browser.newPage(); page.on('console', () => log(url)); } }` },
    { name: 'a subscription that is kept', code: `import * as vscode from 'vscode'; export function show(panel) { panel.use(vscode.workspace.onDidSaveTextDocument(() => panel.draw())); vscode.window.onDidChangeActiveTextEditor(() => panel.draw(), undefined, panel.subscriptions); }` },
    { name: 'a subscription of the extension', code: `import * as vscode from 'vscode'; export function activate(context) { vscode.workspace.onDidSaveTextDocument(() => context.draw()); }` },
    { name: 'a promise for one of many events, while things are set up', code: `class Client { start() { return new Promise((resolve) => { this.child.on('message', (message) => { if (message === 'up') resolve(); }); }); } }` },
    { name: 'a listener that does more than settle a promise', code: `class Client { greet() { return new Promise((resolve) => { this.socket.on('message', (data) => { if (data === 'hello') resolve(); else this.take(data); }); }); } }` },
    { name: 'once per connection', code: `${bus} server.once('listening', () => { bus.on('change', publish); });` },
  ],
  invalid: [
    once('the signal of the caller', 'abortListener', `function follow(signal: AbortSignal) { signal.addEventListener('abort', stop«, { once: true }»); }`),
    once('the signal in an option', 'abortListener', `function follow(options: { signal?: AbortSignal }) { options.signal?.addEventListener('abort', () => stop()«, { once: true }»); }`),
    once('options that say something else', 'abortListener', `function follow(signal: AbortSignal) { signal.addEventListener('abort', stop, { passive: true«, once: true» }); }`),
    once('the signal of the constructor', 'abortListener', `class Job { constructor(signal: AbortSignal) { signal.addEventListener('abort', () => this.close()«, { once: true }»); } }`),
    {
      name: 'in a request handler',
      code: `${app} app.get('/', (req, res) => { process.on('SIGTERM', () => res.end()); });`,
      errors: [{ message: "Every request handler adds another 'SIGTERM' listener to `process`, and none is removed: they pile up, and all of them run.", suggestions: [] }],
    },
    { name: 'on an emitter of the module', code: `${bus} ${app} app.get('/', (req, res) => { bus.on('change', (event) => res.write(event)); });`, errors: [{ messageId: 'recurringListener' }] },
    { name: 'in a function that a handler calls', code: `${bus} ${app} app.get('/', (req, res) => { watch(res); }); function watch(res) { bus.on('change', (event) => res.write(event)); }`, errors: [{ messageId: 'recurringListener' }] },
    { name: 'in a loop that waits', code: `async function run() { while (running()) { await next(); process.on('exit', save); } }`, errors: [{ messageId: 'recurringListener' }] },
    { name: 'in an effect without clean-up', code: `${effect} function Box() { useEffect(() => { window.addEventListener('resize', layout); }, []); }`, errors: [{ messageId: 'recurringListener' }] },
    { name: 'on the window, without its name', code: `${effect} function Box() { useEffect(() => { addEventListener('resize', layout, true); }); }`, errors: [{ messageId: 'recurringListener' }] },
    { name: 'for every connection', code: `import { createServer } from 'node:net'; createServer((socket) => { process.on('SIGUSR2', () => socket.end()); });`, errors: [{ messageId: 'recurringListener' }] },
    { name: 'only the other event is removed', code: `${bus} ${app} app.get('/', (req, res) => { bus.on('change', send); bus.off('remove', send); });`, errors: [{ messageId: 'recurringListener' }] },
    { name: 'by a function that is called for each job', code: `${bus} export async function handle(job) { bus.on('flush', () => job.save()); await job.run(); }`, errors: [{ messageId: 'perCallListener' }] },
    { name: 'on a field, by a method that is called for each job', code: `class Queue { async handle(job) { this.redis.on('message', (text) => job.take(text)); await job.run(); } }`, errors: [{ messageId: 'perCallListener' }] },
    { name: 'for each element, on what the caller gave', code: `export async function handleAll(server, urls) { for (const url of urls) { server.on('close', () => log(url)); await fetch(url); } }`, errors: [{ messageId: 'recurringListener' }] },
    { name: 'by a component, whenever it is shown', code: `class Box extends HTMLElement { connectedCallback() { window.addEventListener('resize', () => this.draw()); } }`, errors: [{ messageId: 'recurringListener' }] },
    { name: 'by a handler that a platform calls', code: `${bus} export const handler = async (event) => { bus.on('flush', () => log(event)); };`, errors: [{ messageId: 'recurringListener' }] },
    { name: 'removed with another function', code: `${effect} function Box() { useEffect(() => { window.addEventListener('resize', () => layout()); return () => window.removeEventListener('resize', () => layout()); }); }`, errors: [{ messageId: 'notRemoved' }] },
    once('the signal of the object, for each call', 'abortListener', `class Client { #closing = new AbortController(); async get(url) { const own = new AbortController(); this.#closing.signal.addEventListener('abort', () => own.abort()«, { once: true }»); return await fetch(url, { signal: own.signal }); } }`),
    { name: 'a subscription that is dropped', code: `import * as vscode from 'vscode'; export function show(panel) { vscode.workspace.onDidSaveTextDocument(() => panel.draw()); }`, errors: [{ messageId: 'droppedDisposable' }] },
    useOnce('a promise for an event by its name', 'promiseListener', `class Client { next(name) { return new Promise((resolve) => { this.events.‹on›«once»(name, resolve); }); } }`),
    useOnce('a promise for one message of the thread', 'promiseListener', `import { parentPort } from 'node:worker_threads'; export function ask() { return new Promise((resolve) => { parentPort.‹on›«once»('message', resolve); }); }`),
    useOnce('a promise for one message', 'promiseListener', `class Client { next() { return new Promise((resolve) => { this.socket.‹on›«once»('message', resolve); }); } }`),
    useOnce('a promise for one message, in a function', 'promiseListener', `class Client { next() { return new Promise((resolve) => { this.socket.‹on›«once»('message', (data) => { resolve(parse(data)); }); }); } }`),
    { name: 'a promise for the answer to one request', code: `class Client { ask(id) { return new Promise((resolve, reject) => { this.socket.on('message', (data) => { const reply = parse(data); if (reply.id === id) { if (reply.error) reject(reply.error); else resolve(reply); } }); }); } }`, errors: [{ messageId: 'promiseListener', suggestions: [] }] },
    { name: 'a promise for the answer to one request, told apart first', code: `class Client { ask(id) { return new Promise((resolve) => { this.events.on('reply', (reply) => { if (reply.id !== id) return; resolve(reply); }); }); } }`, errors: [{ messageId: 'promiseListener', suggestions: [] }] },
    once('a promise for one message of a port', 'promiseListener', `class Client { next() { return new Promise((resolve) => { this.port.addEventListener('message', resolve«, { once: true }»); }); } }`),
  ],
});

const removing = `function wait(signal: AbortSignal) { return new Promise((resolve) => { const stop = () => signal.removeEventListener('abort', stop); signal.addEventListener('abort', stop); }); }`;

ruleTester({ typescript: true }).run('require-listener-cleanup: parameters of the same name', rule, {
  valid: [
    { name: 'removed by a function that is given the target', code: `function undo(signal: AbortSignal) { signal.removeEventListener('abort', stop); } async function follow(signal: AbortSignal) { signal.addEventListener('abort', stop); try { await work(); } finally { undo(signal); } }` },
  ],
  invalid: [once('removed from another function’s', 'abortListener', `${removing} export async function follow(signal: AbortSignal) { signal.addEventListener('abort', () => stop()«, { once: true }»); await fetch('/', { signal }); }`)],
});

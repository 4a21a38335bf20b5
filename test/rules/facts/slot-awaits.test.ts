import assert from 'node:assert/strict';
import { slotOf } from '../../../rules/facts/call-graph.ts';
import { createKnowledgeIndex } from '../../../rules/facts/knowledge-index.ts';
import { typescriptKnowledge } from '../../../rules/facts/knowledge/typescript.ts';
import { createProgram } from '../../../rules/facts/program.ts';
import { slotAwaits } from '../../../rules/facts/slot-awaits.ts';
import { type UserKnowledge, extendKnowledge } from '../../../rules/facts/user-knowledge.ts';
import { modelOf, valueWritten } from './model-of.ts';

const standard = createKnowledgeIndex(typescriptKnowledge);

/** What becomes of the promise of `handler`, in the last slot it is put in. */
function fateOfHandler(code: string, majors: Readonly<Record<string, number>> = {}, knowledge: UserKnowledge = {}): boolean | undefined {
  const file = modelOf(code);
  const slot = slotOf(file, valueWritten(file, 'handler', 'name').id);
  assert.ok(slot);
  return slotAwaits(createProgram(extendKnowledge(standard, knowledge)), file, slot, (name) => majors[name]);
}

describe('what a slot does with the promise of its callback', () => {
  it('is known of platforms and libraries', () => {
    assert.equal(fateOfHandler("import { EventEmitter } from 'node:events'; new EventEmitter().on('x', handler);"), false);
    assert.equal(fateOfHandler('setInterval(handler, 10);'), false);
    assert.equal(fateOfHandler("import fastify from 'fastify'; fastify().get('/', handler);"), true);
    assert.equal(fateOfHandler("import { Worker } from 'bullmq'; new Worker('jobs', handler);"), true);
    assert.equal(fateOfHandler('new ReadableStream({ pull: handler });'), true);
    assert.equal(fateOfHandler("stream.on('data', handler);"), false);
    assert.equal(fateOfHandler("bot.on('message', handler);"), undefined);
    assert.equal(fateOfHandler('whatever(handler);'), undefined);
  });

  it('depends on the version of a library', () => {
    const code = "import express from 'express'; const app = express(); app.get('/', handler);";
    assert.equal(fateOfHandler(code, { express: 4 }), false);
    assert.equal(fateOfHandler(code, { express: 5 }), true);
    assert.equal(fateOfHandler(code), undefined);
  });

  it('is what users say', () => {
    const code = 'jobs.handle(handler);';
    assert.equal(fateOfHandler(code, {}, { awaitingHandlers: ['jobs.handle'] }), true);
    assert.equal(fateOfHandler(code, {}, { handlers: ['jobs.handle'] }), undefined);
    const emitter = "import { EventEmitter } from 'node:events'; const bus = new EventEmitter(); bus.on('x', handler);";
    assert.equal(fateOfHandler(emitter, {}, { awaitingHandlers: [{ symbol: 'bus.on', argument: 1 }] }), true);
    assert.equal(fateOfHandler(emitter, {}, { handlers: ['bus.on'] }), undefined);
  });
});

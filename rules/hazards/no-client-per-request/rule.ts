/** no-client-per-request: a pool, client or worker made again and again, though one would serve all. */
import { defineRule } from '../../engine/rule.ts';
import { describeValue } from '../../facts/describe.ts';
import { functionPhrase } from '../../facts/program.ts';
import { shortLivedClients } from '../../facts/short-lived-clients.ts';

type MessageId = 'perEvent' | 'perElement' | 'perCall';

export default defineRule<unknown, MessageId>({
  id: 'no-client-per-request',
  family: 'shared state',
  languages: ['typescript', 'python'],
  tier: 'recommended',
  since: '0.1.0',
  description: 'Reports pools, clients and workers that are made for each request, element or call instead of once.',
  types: 'unused',
  nearest: [],
  messages: {
    perEvent: {
      text: '`{{ maker }}` makes {{ client }} for every {{ each }}: each one opens {{ keeps }} of its own and shares nothing, so that load multiplies them. Make it once.',
      section: 'what-goes-wrong',
    },
    perElement: {
      text: '`{{ maker }}` makes {{ client }} for every element: each one opens {{ keeps }} of its own and shares nothing. Make it once, before.',
      section: 'for-every-element',
    },
    perCall: {
      text: '{{ fn }} makes {{ client }} (`{{ maker }}`) whenever it is called, and throws it away: no call profits from {{ kept }} of another. Make it once, and pass it in.',
      section: 'for-every-call',
    },
  },
  options: {},
  *check(file, { program, role }) {
    // What runs once makes its clients once.
    if (/^(?:test|script|build|cli)$/.test(role)) return;
    for (const { call, client, each, fn } of shortLivedClients(program, file)) {
      const messageId = each === 'element' ? 'perElement' : each === 'call' ? 'perCall' : 'perEvent';
      const data = { maker: describeValue(file, call.id), client: client.client, keeps: client.keeps, kept: `the ${client.keeps.replace(/^an? /, '')}`, each, fn: functionPhrase(fn, file, 'start') };
      yield { messageId, data, span: call.span };
    }
  },
});

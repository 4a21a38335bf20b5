import { defineRule } from '../../engine/rule.ts';

/** TODO: the hazard, in one sentence. */
export default defineRule({
  id: 'no-ineffective-limiter',
  family: 'lost work',
  languages: ['typescript'],
  tier: 'opt-in',
  since: '0.1.0',
  description: 'TODO: what it reports, in one line.',
  types: 'unused',
  nearest: [],
  messages: {
    hazard: {
      text: 'TODO: what is wrong with `{{ name }}`, and what follows from it.',
      section: 'what-goes-wrong',
    },
  },
  options: {},
  *check(file) {
    // TODO: ask the facts for the hazard.
    for (const value of file.facts.values) {
      if (value.kind === 'name' && value.name === 'TODO') yield { messageId: 'hazard', data: { name: value.name }, span: value.span };
    }
  },
});

/** A guide with every section that a rule's guide must have. */
export function guideTemplate(id: string): string {
  return `# ${id}

<!-- header:start -->
<!-- header:end -->

## What goes wrong

TODO: what happens in production, and why nothing warns about it.

\`\`\`ts bad
declare const TODO: () => void;
TODO(); // reported
\`\`\`

## How to repair it

TODO: the repair, and what to mind about it.

\`\`\`ts good
export const done = true;
\`\`\`

## What is not reported

TODO: what the rule leaves alone on purpose.

## Options

None.

## With and without types

TODO: what type information adds.

## Related rules

TODO: rules of Asynclint and of other tools that watch the same ground.

## References

TODO: the specifications and manuals behind the claims.
`;
}

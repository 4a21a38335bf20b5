/** The package a declaration file belongs to: `node_modules/@types/a__b/index.d.ts` declares `@a/b`; undefined outside of packages. */
export function declaringPackage(fileName: string): string | undefined {
  const inside = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(fileName)?.[1];
  if (inside?.startsWith('@types/') !== true) return inside;
  const bare = inside.slice('@types/'.length);
  return bare.includes('__') ? `@${bare.replace('__', '/')}` : bare;
}

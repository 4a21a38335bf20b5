/** Adds an item to the list under the newest version's "Added". Throws if there is no such list. */
export function addToChangelog(changelog: string, item: string): string {
  const list = /^### Added\n\n(?:- .*\n(?: {2}.*\n)*)+/m.exec(changelog);
  if (list === null) throw new Error('CHANGELOG.md has no list under "### Added".');
  const end = list.index + list[0].length;
  return `${changelog.slice(0, end)}- ${item}\n${changelog.slice(end)}`;
}

/** Of these names, the files that people install from. */
export const archives = (names: string[]): string[] => names.filter((name) => /\.(tar\.gz|deb)$/.test(name)).sort();

/**
 * Writes the characters of JavaScript that Latin-1 doesn't have as escapes, which mean the same in text and in patterns: one such
 * character makes Node keep the whole file with two bytes for each of its characters, for as long as it runs. Where they are so
 * many that this makes the file longer than that, it stays as it is.
 *
 * @param {string} code - Has none in names, nor in templates that read their text raw.
 */
export function narrow(code) {
  // Behind a backslash such a character stands for itself, and so does its escape without that.
  const narrowed = code.replace(/(\\*)([\u0100-\uffff])/g, (_text, before, character) => {
    const escaped = `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    return (before.length % 2 === 0 ? before : before.slice(1)) + escaped;
  });
  return narrowed.length < 2 * code.length ? narrowed : code;
}

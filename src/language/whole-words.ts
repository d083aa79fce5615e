/**
 * Finds any of several wordings as whole words, in any case. Each way is a piece of a pattern; a space in it stands for any small
 * gap, because a line break or a narrow space between two words is as good as a space. (`\b` knows no Cyrillic letters.)
 * @example wholeWords(['late fees?']).test('A late  fee!')  // true
 */
export const wholeWords = (ways: readonly string[]): RegExp =>
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:${ways.join('|').replaceAll(' ', String.raw`\s{1,4}`)})(?![\p{L}\p{N}])`,
    'giu',
  )

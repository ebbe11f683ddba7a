type Fields = Readonly<Record<string, string>>;

/** Fields that hold words; in the others one thing is chosen. */
const WORDS: readonly string[] = ['note', 'reason', 'text', 'wrapUp'];

const below = (above: string, words: string): string => {
  if (above === '' || words.includes(above)) return words;
  return words === '' || above.includes(words) ? above : `${above}\n\n${words}`;
};

/** What stands in a dialog twice, as once: words above those that came after, none lost; chosen is what was chosen after. */
export function joinedFields(before: Fields, after: Fields): Record<string, string> {
  const words = WORDS.filter(name => name in before && name in after).map(name => [
    name,
    below(before[name]!, after[name]!),
  ]);
  return { ...before, ...after, ...Object.fromEntries(words) };
}

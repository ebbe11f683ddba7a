/** Of each connection. The program's own texts are some hundreds; should texts be made anew each time, not all are kept. */
const MOST_PLANS = 1_000;

type Planning<Plan> = {
  /** Has the database parse the text under this name. */
  readonly prepare: (name: string, text: string) => Promise<Plan>;
  readonly forget: (name: string) => Promise<void>;
};

/** What a statement's text was prepared as, so that each is parsed and planned once for each connection. */
export function plansOver<Plan>({ prepare, forget }: Planning<Plan>): (text: string) => Promise<Plan> {
  /** The one used last stands last. */
  const known = new Map<string, { readonly name: string; readonly plan: Plan }>();
  let names = 0;

  async function makeRoom(): Promise<void> {
    const [oldest] = known;
    if (!oldest || known.size < MOST_PLANS) return;
    known.delete(oldest[0]);
    await forget(oldest[1].name);
  }

  return async text => {
    const used = known.get(text);
    if (used) known.delete(text);
    else await makeRoom();
    const name = used?.name ?? `foreword_${(names += 1)}`;
    const one = used ?? { name, plan: await prepare(name, text) };
    known.set(text, one);
    return one.plan;
  };
}

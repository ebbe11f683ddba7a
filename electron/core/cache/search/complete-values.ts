import type { Output } from '../../../../shared/contract/bridge.ts';
import type { Customer } from '../../../../shared/domain/customer.ts';
import type { FilterName } from '../../../../shared/domain/search/filters.ts';
import type { Cache } from '../cache.ts';
import { nameWays } from './names.ts';

type Value = Output<'history.complete'>['values'][number];

const plain = (value: string): Value => ({ value, label: value, detail: null });

/** Values of a filter that begin so, of what this cache knows; none for filters whose values are fixed. */
export function completeValues(cache: Cache, filter: FilterName, text: string, limit: number): Value[] {
  const { known } = cache.entries.search;
  if (filter === 'handle' || filter === 'agent' || filter === 'language')
    return known.beginning(filter, text).slice(0, limit).map(plain);
  if (filter === 'with') return customers(cache, text, limit);
  if (filter === 'case') return cases(cache, text, limit);
  if (filter !== 'from') return [];
  const agents = known.beginning('agent', text).slice(0, limit).map(plain);
  return [...agents, ...customers(cache, text, limit - agents.length)];
}

function customers(cache: Cache, text: string, limit: number): Value[] {
  if (limit < 1) return [];
  const { ids } = cache.names.find('customer', nameWays(text), limit);
  return ids.flatMap(id => {
    const customer = cache.customers.get(id);
    if (!customer) return [];
    const detail = customer.identities.find(({ display }) => display !== customer.name)?.display ?? null;
    return { value: isOnly(cache, customer) ? customer.name : wayTo(customer), label: customer.name, detail };
  });
}

/** A few of one name are as many as thousands. */
const SAME_LOOKED_AT = 8;
const isOnly = (cache: Cache, { id, name }: Customer): boolean =>
  cache.names
    .find('customer', nameWays(name), SAME_LOOKED_AT)
    .ids.every(other => other === id || cache.customers.get(other)?.name !== name);

/** What means nobody else. */
const wayTo = ({ id, identities }: Customer): string => identities[0]?.address ?? id;

function cases(cache: Cache, text: string, limit: number): Value[] {
  const { ids } = cache.names.find('case', nameWays(text), limit);
  return ids.flatMap(id => {
    const matter = cache.cases.get(id);
    return matter
      ? {
          value: String(matter.number),
          label: `${matter.number} ${matter.subject}`.trim().slice(0, 1_000),
          detail: null,
        }
      : [];
  });
}

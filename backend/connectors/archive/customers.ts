import { columnsOf, cell, rowsOf, type Row } from './csv.ts';
import { CRM_SOURCE, type Format, type Read, type ReadOptions } from './format.ts';
import { phoneIn } from './values.ts';

const ID = ['client_id', 'customer_id'];
const PHONE = ['phone', 'phone_number', 'mobile', 'telephone'];
const EMAIL = ['email', 'email_address', 'e-mail'];

function nameOf(row: Row): string {
  const whole = cell(row, 'name', 'full_name', 'customer_name');
  const parts = [cell(row, 'first', 'first_name', 'given_name'), cell(row, 'last', 'last_name', 'surname')];
  return (whole || parts.filter(part => part !== '').join(' ')).slice(0, 1_000);
}

function readCustomer(row: Row, { region }: ReadOptions): Read {
  const id = cell(row, ...ID);
  const name = nameOf(row);
  if (id === '') return { refused: 'no client_id' };
  if (name === '') return { refused: 'no name' };
  const phone = cell(row, ...PHONE);
  const email = cell(row, ...EMAIL);
  return {
    record: {
      type: 'customer',
      source: CRM_SOURCE,
      externalId: id.slice(0, 500),
      name,
      identities: [
        ...(phone === '' ? [] : [{ channel: 'voice' as const, address: phoneIn(phone, region).slice(0, 500) }]),
        ...(email === '' ? [] : [{ channel: 'email' as const, address: email.slice(0, 500) }]),
      ],
    },
  };
}

export const customers: Format = {
  name: 'customers-csv',
  what: 'customers (CSV with client_id or customer_id, a name, phone or email)',
  rank: 0,
  recognise(sample) {
    const columns = columnsOf(sample);
    const has = (names: readonly string[]): boolean => names.some(name => columns.has(name));
    const named = has(['name', 'full_name', 'customer_name', 'last', 'last_name', 'surname']);
    return has(ID) && named && (has(PHONE) || has(EMAIL)) && !columns.has('complaint_id');
  },
  read: (source, options) => rowsOf(source, row => readCustomer(row, options)),
};

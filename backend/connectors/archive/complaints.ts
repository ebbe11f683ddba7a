import type { Channel } from '../../../shared/domain/primitives.ts';
import { cell, hasColumns, rowsOf, type Row } from './csv.ts';
import { CRM_SOURCE, type Format, type Read } from './format.ts';
import { noonOf } from './values.ts';

/** A complaint passed on by another body arrives as its letter. */
const CHANNELS: Readonly<Record<string, Channel>> = {
  web: 'web',
  email: 'email',
  phone: 'voice',
  fax: 'letter',
  'postal mail': 'letter',
  referral: 'letter',
};

function textOf(row: Row): string {
  const product = [cell(row, 'product'), cell(row, 'sub_product', 'sub-product')].filter(part => part !== '');
  const sent = cell(row, 'date_sent_to_company');
  const timely = cell(row, 'timely_response', 'timely_response?');
  return [
    cell(row, 'issue', 'consumer_complaint_narrative'),
    product.length > 0 ? `Product: ${product.join(', ')}` : '',
    cell(row, 'company_response_to_consumer') && `Response: ${cell(row, 'company_response_to_consumer')}`,
    sent && `Sent to company: ${sent}`,
    timely && `In time: ${timely}`,
  ]
    .filter(line => line !== '')
    .join('\n');
}

function readComplaint(row: Row): Read {
  const id = cell(row, 'complaint_id');
  const client = cell(row, 'client_id');
  const via = cell(row, 'submitted_via');
  const at = noonOf(cell(row, 'date_received'));
  const channel = CHANNELS[via.toLowerCase()];
  if (id === '') return { refused: 'no complaint_id' };
  if (client === '') return { refused: 'no client_id' };
  if (at === null) return { refused: 'date_received is no date' };
  if (channel === undefined) return { refused: 'submitted_via is no known channel' };
  return {
    record: {
      type: 'message',
      source: CRM_SOURCE,
      externalId: `complaint:${id}`.slice(0, 500),
      live: false,
      at,
      channel,
      // The file holds a reference and no address; where no customer record has it, the reference is all that is known.
      party: { address: `client ${client}`.slice(0, 500) },
      customer: client.slice(0, 500),
      subject: [`Complaint ${id}`, cell(row, 'product')]
        .filter(part => part !== '')
        .join(': ')
        .slice(0, 1_000),
      thread: `complaint:${id}`.slice(0, 500),
      text: textOf(row),
    },
  };
}

export const complaints: Format = {
  name: 'complaints-csv',
  what: 'complaints (CSV with complaint_id, client_id, date_received, submitted_via, issue)',
  rank: 1,
  recognise: sample => hasColumns(sample, 'complaint_id', 'client_id', 'date_received', 'submitted_via', 'issue'),
  read: source => rowsOf(source, readComplaint),
};

import { log } from './0001-log.ts';
import { domain } from './0002-domain.ts';
import { ledger } from './0003-ledger.ts';
import { nodes } from './0004-nodes.ts';
import { roster } from './0005-roster.ts';
import { age } from './0006-age.ts';
import { codes } from './0007-codes.ts';
import { team } from './0008-team.ts';
import { attachments } from './0009-attachments.ts';
import { calls } from './0010-calls.ts';
import { parked } from './0011-parked.ts';
import { leadNotices } from './0012-lead-notices.ts';
import { mentions } from './0013-mentions.ts';
import { carried } from './0013-carried.ts';
import { publicActs } from './0014-public-acts.ts';
import { audit } from './0014-audit.ts';
import { uploads } from './0015-uploads.ts';
import { ringsSince } from './0016-rings-since.ts';
import { erasures } from './0017-erasures.ts';
import { erasuresOpen } from './0018-erasures-open.ts';
import { review } from './0019-review.ts';
import { ended } from './0020-ended.ts';
import { brought } from './0021-brought.ts';
import { ledgerSkills } from './0022-ledger-skills.ts';
import { reposted } from './0023-reposted.ts';
import { held } from './0024-held.ts';
import type { Migration } from './migration.ts';

/** In the order they are applied; append only. */
export const migrations: readonly Migration[] = [
  log,
  domain,
  ledger,
  nodes,
  roster,
  age,
  codes,
  team,
  attachments,
  calls,
  parked,
  leadNotices,
  carried,
  mentions,
  publicActs,
  audit,
  uploads,
  ringsSince,
  erasures,
  erasuresOpen,
  review,
  ended,
  brought,
  ledgerSkills,
  reposted,
  held,
];

// `npm run ledger-check -- FILE`: 0 the promises held, 1 they did not, 2 this is no ledger.
import { judgeFile } from './file.ts';

const [path, ...more] = process.argv.slice(2);
if (path === undefined || more.length > 0 || path.startsWith('-')) {
  console.error('npm run ledger-check -- FILE');
  process.exit(2);
}

try {
  const verdict = await judgeFile(path);
  if (verdict.kind === 'good') {
    const { rows, items, offers, accepted, finished, acts, unskilled } = verdict.summary;
    console.log(`The promises held: ${rows} rows, ${items} work items, each with one holder at a time.`);
    console.log(`${offers} offers, ${accepted} accepted; ${acts} sent under a held epoch; ${finished} finished once.`);
    if (unskilled > 0) console.log(`${unskilled} held without a skill asked for, where that is allowed.`);
  } else if (verdict.kind === 'broken') {
    const row = verdict.seq === null ? '' : `, row ${verdict.seq}`;
    console.log(`Broken at line ${verdict.line}${row}: ${verdict.why}.`);
    process.exitCode = 1;
  } else {
    console.error(`${path} is not a ledger: ${verdict.why}.`);
    process.exitCode = 2;
  }
} catch (error) {
  console.error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}

// `npm run import`: histories from files, through the same intake as live traffic.
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type CountryCode, isSupportedCountry } from 'libphonenumber-js';
import { Fault } from '../../../shared/lib/fault.ts';
import { importNameSchema } from '../../intake/imports.ts';
import { openDelivery } from './deliver.ts';
import { exitCodeOf } from './exit-code.ts';
import { FORMATS } from './formats.ts';
import { importArchives } from './import-run.ts';
import { showProgress } from './progress.ts';
import { summaryText } from './report.ts';
import { findArchives } from './walk.ts';

const HELP = `npm run import -- [options] FILES-OR-FOLDERS…

Loads histories through the backend's intake. Formats are recognised by content; .gz, .tar and
.tar.gz are unpacked. A second run imports nothing: every record is imported, already there, or
refused with a reason.

  --data DIR        the backend's data directory (default .data); a backend running on it is used,
                    else one is started for the import
  --region CC       country of numbers without a country code, e.g. US
  --brand ADDRESS   our own mail address or domain (care@x.example, @x.example); mail from it is
                    ours. May be given several times
  --name NAME       what team leads find this import by when they bring its customers to their desk
                    (default: the names of the files); the same name again adds to it
  --json            the summary as JSON on standard output
  --help            this

Ends with 0 when every file was read to its end, refused records and files of no known format in a
folder or not; 3 when a file could not be read, or not to its end, and all others were; 2 for wrong
usage, or a file that was named and is not there or of no known format; 1 when the intake failed.

Formats:
${FORMATS.map(({ name, what }) => `  ${name.padEnd(20)} ${what}`).join('\n')}
`;

type Options = {
  readonly data: string;
  readonly region: CountryCode | null;
  readonly brands: readonly string[];
  readonly name: string;
  readonly json: boolean;
  readonly paths: readonly string[];
};

function optionsFrom(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: 'string', default: '.data' },
      region: { type: 'string' },
      brand: { type: 'string', multiple: true, default: [] },
      name: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const region = values.region?.toUpperCase();
  if (region !== undefined && !isSupportedCountry(region))
    throw new Error(`--region ${region} is no country code, e.g. US`);
  if (positionals.length === 0) throw new Error('no file or folder is named');
  return {
    data: values.data,
    region: region ?? null,
    brands: values.brand,
    name: nameOf(values.name, positionals),
    json: values.json,
    paths: positionals,
  };
}

/** Without the folders they lie in: those are nobody's affair but this machine's. */
function nameOf(given: string | undefined, paths: readonly string[]): string {
  const [first, ...others] = paths.map(path => basename(resolve(path)));
  const files = others.length === 0 ? first : `${first} and ${others.length} more`;
  const name = importNameSchema.safeParse(given ?? files?.slice(0, 120));
  if (!name.success) throw new Error('--name needs 1 to 120 characters');
  return name.data;
}

async function run({ data, region, brands, name, json, paths }: Options): Promise<number> {
  const began = performance.now();
  const archives = await findArchives(paths);
  const progress = showProgress(process.stderr);
  const delivery = await openDelivery(data, name);
  try {
    const summary = await importArchives(archives, delivery, { region, brands }, progress.started);
    progress.end();
    const text = json ? JSON.stringify(summary) : summaryText(summary, performance.now() - began);
    process.stdout.write(`${text}\n`);
    return exitCodeOf(archives, summary.files);
  } finally {
    progress.end();
    await delivery.close();
  }
}

/** 0, 2, 3: as `exitCodeOf`. 1: the intake could not be reached or failed. 2: wrong usage too. */
export async function main(args: readonly string[]): Promise<number> {
  let options: Options | 'help';
  try {
    options = optionsFrom(args);
  } catch (error) {
    // Node's own words go on with what to do about a file whose name begins with a dash.
    process.stderr.write(
      `import: ${Fault.from(error).message.split('. To specify')[0]}\nimport --help explains the options.\n`,
    );
    return 2;
  }
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  try {
    return await run(options);
  } catch (error) {
    process.stderr.write(`import: ${Fault.from(error).message}\n`);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));

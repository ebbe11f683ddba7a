// The backend as a program: one line of JSON on standard output when it is ready, log lines on standard error.
import { Fault } from '../shared/lib/fault.ts';
import { logger } from '../shared/lib/log.ts';
import { startBackend } from './backend.ts';
import { outletOf } from './connectors/outlet.ts';
import { driveExchange } from './connectors/telephony/drive.ts';
import { demoExchange } from './connectors/telephony/run.ts';
import { endLeftCalls } from './connectors/scenario/left-calls.ts';
import { startScenario } from './connectors/scenario/player.ts';
import { demoSeed, seedFor } from './connectors/scenario/seed.ts';
import { type CliOptions, HELP, optionsFrom } from './options.ts';
import { NO_SCENARIO } from './connectors/scenario/scenarios.ts';

const log = logger('backend');

const say = (message: object) => console.log(JSON.stringify(message));

/** What a person can put right is one sentence and exit code 2; anything else is ours: exit code 1. */
function fail(error: unknown): never {
  const { code, message } = Fault.from(error);
  log.error('backend.failed', {}, error);
  if (code === 'internal') {
    say({ ready: false, code, reason: 'the log says why' });
    process.exit(1);
  }
  console.error(message);
  say({ ready: false, code, reason: message.replace(/\.$/, '') });
  process.exit(2);
}

/** Resolves when somebody asks the program to end, or when whoever started it over a channel is gone. */
function endAsked(): Promise<string> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
    process.once('disconnect', () => resolve('disconnect'));
  });
}

async function run({ dataDir, databaseUrl, port, scenario, speed, agent }: CliOptions): Promise<void> {
  const ended = endAsked();
  const outlet = outletOf(dataDir);
  const telephone = demoExchange(dataDir);
  const backend = await startBackend({
    dataDir,
    databaseUrl,
    port,
    seed: scenario === null ? demoSeed : seedFor(agent),
    outlet,
    telephony: telephone.exchange,
    about: { scenario: scenario ?? NO_SCENARIO, speed },
  });
  // Beside an embedded database nobody else can be playing the story that these calls are of.
  if (databaseUrl === null) await endLeftCalls({ ...backend, outlet });
  driveExchange(telephone.exchange);
  say({ ready: true, url: backend.url });
  const story =
    scenario === null
      ? null
      : startScenario({
          backend: { ...backend, outlet },
          exchange: telephone.exchange,
          name: scenario,
          speed,
          agentName: agent,
        });
  // A story that cannot begin ends the program; one that is asked to end before it began is waited for.
  const why = await Promise.race([ended, ...(story ? [story.then(() => ended)] : [])]);
  log.info('backend.ending', { why });
  await (await story)?.stop();
  telephone.stop();
  await backend.stop();
}

try {
  const options = optionsFrom(process.argv.slice(2));
  if (options) await run(options);
  else console.log(HELP);
} catch (error) {
  fail(error);
}
process.exit(0);

// The command line of the backend.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Fault } from '../shared/lib/fault.ts';
import { MAX_SPEED, NO_SCENARIO, scenarioNames, whyNoScenario } from './connectors/scenario/scenarios.ts';
import { DEFAULT_AGENT } from './connectors/scenario/seed.ts';

export type CliOptions = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly port: number;
  /** Null: no story. */
  readonly scenario: string | null;
  readonly speed: number;
  /** Who is expected at the desk: the story's call is for them. Whoever has a desk is not played. */
  readonly agent: string;
};

export const HELP = `Foreword's routing backend.

  --data DIR        where keys, log and the embedded database live (default: .data)
  --database URL    postgres://… instead of the embedded database
  --port N          0 takes any free port (default: 4100)
  --scenario NAME   ${[...scenarioNames, NO_SCENARIO].join(', ')} (default: none)
  --speed N         of the scenario; 2 is twice as fast (default: 1)
  --agent NAME      who is expected at a desk, for the scenario's call to ring at (default: ${DEFAULT_AGENT})
  --help            this text
`;

const described = {
  data: { type: 'string', default: '.data' },
  database: { type: 'string' },
  port: { type: 'string', default: '4100' },
  scenario: { type: 'string', default: NO_SCENARIO },
  speed: { type: 'string', default: '1' },
  agent: { type: 'string', default: DEFAULT_AGENT },
  help: { type: 'boolean', default: false },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: described, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new Fault('bad-input', `${sentence}; --help lists the options.`, { cause: error });
  }
}

const wrong = (sentence: string): never => {
  throw new Fault('bad-input', sentence);
};

function portFrom(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : wrong(`--port must be a number from 0 to 65535, not "${text}".`);
}

function speedFrom(text: string): number {
  const speed = text.trim() === '' ? Number.NaN : Number(text);
  if (speed > 0 && speed <= MAX_SPEED) return speed;
  return wrong(`--speed must be a number above 0 and up to ${MAX_SPEED}, not "${text}".`);
}

function databaseFrom(text: string | undefined): string | null {
  if (text === undefined) return null;
  return /^postgres(ql)?:\/\/./.test(text) ? text : wrong('--database must be a postgres:// address.');
}

/** Null when help was asked for. @throws Fault('bad-input') with one sentence for a person */
export function optionsFrom(args: readonly string[]): CliOptions | null {
  const values = parse(args);
  if (values.help) return null;
  const { scenario } = values;
  const noScenario = whyNoScenario(scenario);
  if (noScenario) wrong(noScenario);
  return {
    dataDir: values.data === '' ? wrong('--data needs a directory.') : resolve(values.data),
    databaseUrl: databaseFrom(values.database),
    port: portFrom(values.port),
    scenario: scenario === NO_SCENARIO ? null : scenario,
    speed: speedFrom(values.speed),
    agent: values.agent,
  };
}

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  DEFAULT_SCENARIO,
  MAX_SPEED,
  NO_SCENARIO,
  scenarioNames,
  whyNoScenario,
} from '../../backend/connectors/scenario/scenarios.ts';

/** Words for a person at a terminal: printed alone, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
  /** 2: the command line is wrong; 1: something else is in the way. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

export type HostName = 'electron' | 'browser';
export type StartOptions = {
  readonly help: boolean;
  /** Null: choose. */
  readonly host: HostName | null;
  readonly open: boolean;
  readonly port: number;
  readonly data: string;
  readonly agent: string;
  readonly scenario: string;
  readonly speed: number;
  /** Null: start the embedded one. */
  readonly backend: string | null;
  readonly secretFile: string | null;
  /** What only the host knows how to check, by its own options. */
  readonly passedOn: Readonly<Record<string, string>>;
  /** What was asked for by name and may be otherwise where something runs already, by option; not what is usual. */
  readonly given: Said;
};
/** Options as a person says them. */
export type Said = Readonly<Partial<Record<string, string>>>;

const PASSED_ON = ['keep', 'key-file', 'unprotected', 'wipe'] as const;

export const DEFAULT_AGENT = 'Mara Lindholm';

export const helpText = `Usage: npm start -- [options]

Starts Foreword: the embedded backend with a story in motion, and the desk of one agent.

  --host electron|browser  show the desk in Electron's window or in your browser (default: Electron where it can run)
  --no-open                do not open the browser by itself; the address is printed either way
  --port N                 port of the browser host on 127.0.0.1 (default 0: any that is free)
  --data DIR               where everything is kept (default .data in the project)
  --agent NAME             who signs in (default ${DEFAULT_AGENT}; "Ruth Okafor" leads the team)
  --scenario NAME          the story that is played: ${[...scenarioNames, NO_SCENARIO].join(', ')} (default ${DEFAULT_SCENARIO})
  --speed N                how many times as fast as life the story goes (default 1)
  --backend URL            use the backend at this address and start none
  --secret-file FILE       the agent's secret for --backend; readable by you only
  --keep days=N,megabytes=N  how much history stays on the desk (default days=400,megabytes=2048)
  --key-file FILE          where the keys lie that seal what is kept (default: with the data)
  --unprotected refuse|warn|memory  what to do where those keys cannot be protected (default warn)
  --wipe sign-out,role-loss,words   when the history goes from the desk (default role-loss; "none" for never)
  --help                   this text

A second start with another --agent opens a second desk over the same backend. Ctrl-C ends everything that was started here.`;

const known = {
  help: { type: 'boolean' },
  host: { type: 'string' },
  'no-open': { type: 'boolean' },
  port: { type: 'string' },
  data: { type: 'string' },
  agent: { type: 'string' },
  scenario: { type: 'string' },
  speed: { type: 'string' },
  backend: { type: 'string' },
  'secret-file': { type: 'string' },
  keep: { type: 'string' },
  'key-file': { type: 'string' },
  unprotected: { type: 'string' },
  wipe: { type: 'string' },
} as const;

const wrong = (sentence: string): never => {
  throw new StartError(`${sentence} Try --help.`, 2);
};

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: known, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const [, name] = /'(-[^' ]*)/.exec(message) ?? [];
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return wrong(`There is no option ${name ?? 'of that name'}.`);
    if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return wrong(`${message.split('.')[0]}.`);
    if (message.includes('does not take')) return wrong(`${name} takes no value.`);
    if (message.includes('ambiguous'))
      return wrong(`${name} wants a value; write one that begins with a dash as ${name}=VALUE.`);
    return wrong(`${name ?? 'An option'} wants a value.`);
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  return wrong(`--port wants a number from 0 to 65535, not "${text}".`);
}

function speedOf(text: string | undefined): number {
  if (text === undefined) return 1;
  const speed = Number(text);
  if (text.trim() !== '' && speed > 0 && speed <= MAX_SPEED) return speed;
  return wrong(`--speed wants a number above 0 and up to ${MAX_SPEED}, not "${text}".`);
}

function scenarioOf(name: string = DEFAULT_SCENARIO): string {
  const problem = whyNoScenario(name);
  return problem === null ? name : wrong(problem);
}

function hostOf(text: string | undefined): HostName | null {
  if (text === undefined || text === 'electron' || text === 'browser') return text ?? null;
  return wrong(`--host is electron or browser, not "${text}".`);
}

function backendOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.search !== '' || url.hash !== '') {
    return wrong(`--backend wants an address such as http://127.0.0.1:7400, not "${text}".`);
  }
  return url.href.replace(/\/$/, '');
}

const passedOn = (values: Readonly<Partial<Record<string, string | boolean>>>): Record<string, string> =>
  Object.fromEntries(
    PASSED_ON.flatMap(name => (values[name] === undefined ? [] : [[name, String(values[name])] as const])),
  );

/** Pure: paths are resolved against `cwd`, the default data folder lies in `root`. Throws `StartError` with exit code 2. */
export function readOptions(argv: readonly string[], { cwd, root }: { cwd: string; root: string }): StartOptions {
  const values = parsed(argv);
  const backend = backendOf(values.backend);
  const secretFile = values['secret-file'];
  const needsSecret = backend !== null && secretFile === undefined && !values.help;
  if (needsSecret) wrong("--backend needs --secret-file with the agent's secret in it.");
  if (backend !== null && values.scenario !== undefined)
    wrong('--scenario is for the embedded backend, not with --backend.');
  if (backend !== null && values.speed !== undefined) wrong('--speed is for the embedded backend, not with --backend.');
  for (const [name, value] of Object.entries(values)) if (value === '') wrong(`--${name} is empty.`);
  const port = portOf(values.port);
  const scenario = scenarioOf(values.scenario);
  const speed = speedOf(values.speed);
  const handedOn = passedOn({
    ...values,
    'key-file': values['key-file'] === undefined ? undefined : resolve(cwd, values['key-file']),
  });
  return {
    help: values.help ?? false,
    host: hostOf(values.host),
    open: !values['no-open'],
    port,
    data: values.data === undefined ? resolve(root, '.data') : resolve(cwd, values.data),
    agent: values.agent ?? DEFAULT_AGENT,
    scenario,
    speed,
    backend,
    secretFile: secretFile === undefined ? null : resolve(cwd, secretFile),
    passedOn: handedOn,
    given: {
      ...handedOn,
      ...(port === 0 ? {} : { port: String(port) }),
      ...(values.scenario === undefined ? {} : { scenario }),
      ...(values.speed === undefined ? {} : { speed: String(speed) }),
      ...(backend === null ? {} : { backend }),
    },
  };
}

// `npm start` from here on runs on the project's own Node: backend, then the desk, and the end of both.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkToRunning, type Running, runningFileOf } from '../../electron/browser/running.ts';
import { untilTold } from '../../electron/host/until-told.ts';
import { type Backend, findBackend } from './backend.ts';
import { answers, requireSameDesk, requireSameStory, runningBackend } from './beside.ts';
import { type Choice, chooseHost, lookAround } from './choose-host.ts';
import { type Death, Family, type Refused, type Started } from './family.ts';
import { keepRunning } from './keep-running.ts';
import { openBrowser } from './open-browser.ts';
import { helpText, readOptions, StartError, type StartOptions } from './options.ts';
import { prepareData } from './preflight.ts';

const out = dirname(fileURLToPath(import.meta.url));
const root = dirname(out);
const say = (sentence: string): void => console.log(sentence);

function offerLink(options: StartOptions, url: string): void {
  say(`Open ${url}`);
  if (options.open) openBrowser(url);
}

const refusals: Record<string, string> = {
  'upgrade-required':
    'This desk and the backend speak different versions of the protocol; update the older of the two.',
  'signed-out': 'The backend no longer accepts this agent; check --agent and the secret, then start again.',
  replaced: 'This agent has signed in on another desk, so this one was signed out.',
};

function sayRefused({ refused, reason }: Refused): void {
  console.error([refusals[refused] ?? `The backend refused the desk: ${refused}.`, reason].filter(Boolean).join(' '));
}

function hostProgram({ host }: Choice): { program: string; args: string[] } {
  if (host === 'browser') return { program: process.execPath, args: [join(out, 'browser.js')] };
  return { program: lookAround(root).electron!, args: [join(out, 'desktop', 'main.js')] };
}

async function startDesk(options: StartOptions, choice: Choice, backend: Backend, family: Family): Promise<Started> {
  const { program, args } = hostProgram(choice);
  const given = {
    '--data': options.data,
    '--backend': backend.url,
    '--agent': options.agent,
    '--secret-file': backend.secretFile,
    '--port': String(options.port),
    ...Object.fromEntries(Object.entries(options.passedOn).map(([name, value]) => [`--${name}`, value])),
  };
  const all = [...args, ...Object.entries(given).map(([name, value]) => `${name}=${value}`)];
  try {
    const logFile = join(options.data, 'desk.log');
    return await family.start({ name: 'desk', program, args: all, logFile, onRefused: sayRefused });
  } catch (error) {
    const { systemCode } = error as { systemCode?: string };
    if (systemCode !== 'EADDRINUSE') throw error;
    throw new StartError(
      `Port ${options.port} is in use by another program; choose another with --port, or 0 for any.`,
    );
  }
}

/** Another link to a desk that is open already, unless it was asked for otherwise. */
async function showAgain(options: StartOptions, desk: Running & { readonly link: string }): Promise<void> {
  const { data, agent, given } = options;
  const backend = options.backend === null ? await runningBackend(data) : null;
  if (backend) requireSameStory(given, backend);
  requireSameDesk(given, desk);
  say(`Foreword is already running for ${agent} with the data in ${data}; here is another link to it.`);
  const { backend: url = '' } = desk.options;
  if (!(await answers(url)))
    say(`Nothing answers at its backend ${url}, so it shows what is on this machine; end it and start again.`);
  offerLink(options, desk.link);
}

/** Resolves when the desk has ended by itself. A backend of ours is kept running meanwhile. */
function untilOver(desk: Started, { ours }: Backend, family: Family): Promise<Death> {
  const sayMeanwhile = (sentence: string): void => void (family.isEnding || console.error(sentence));
  if (ours) void keepRunning(ours.first, { ...ours, say: sayMeanwhile });
  return desk.died;
}

/** Returns the exit code once everything has ended. */
async function run(options: StartOptions, family: Family): Promise<number> {
  const choice = chooseHost(options.host, lookAround(root));
  await prepareData(options.data);
  const open = choice.host === 'browser' ? await linkToRunning(runningFileOf(options.data, options.agent)) : null;
  if (open) {
    await showAgain(options, open);
    return 0;
  }
  const isTold = untilTold(process).then(() => null);
  const backend = await Promise.race([isTold, findBackend(options, out, family, say)]);
  const desk = backend && (await Promise.race([isTold, startDesk(options, choice, backend, family)]));
  if (!desk) return 0;
  say(`Showing the desk in ${choice.host === 'electron' ? "Electron's window" : 'the browser'}: ${choice.why}.`);
  if (desk.url === 'second') {
    say('Foreword is already open; its window was brought to the front.');
    return 0;
  }
  if (choice.host === 'browser') offerLink(options, desk.url);
  const death = await Promise.race([isTold, untilOver(desk, backend, family)]);
  if (!death || (choice.host === 'electron' && death.exitCode === 0)) return 0;
  throw new StartError(`The desk ended by itself, so everything was stopped; ${options.data}/desk.log says more.`);
}

async function main(): Promise<number> {
  const family = new Family();
  try {
    const options = readOptions(process.argv.slice(2), { cwd: process.cwd(), root });
    if (options.help) {
      say(helpText);
      return 0;
    }
    return await run(options, family);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.error(error.message);
    return error.exitCode;
  } finally {
    await family.end();
  }
}

process.exit(await main());

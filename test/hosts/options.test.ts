import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseHost } from '../../build/start/choose-host.ts';
import { readOptions, StartError } from '../../build/start/options.ts';

const at = { cwd: '/home/mara', root: '/opt/foreword' };
const read = (...argv: string[]) => readOptions(argv, at);
const refusal = (...argv: string[]): StartError => {
  try {
    read(...argv);
  } catch (error) {
    return error as StartError;
  }
  throw new Error('was accepted');
};

describe('options of npm start', () => {
  test('nothing given: any free port, data in the project, the demo agent, the story', () => {
    expect(read()).toMatchObject({
      host: null,
      open: true,
      port: 0,
      data: '/opt/foreword/.data',
      agent: 'Mara Lindholm',
      scenario: 'escalated-call',
      speed: 1,
      backend: null,
    });
  });

  test('paths are meant from where the person stands', () => {
    expect(read('--data', 'desk').data).toBe('/home/mara/desk');
    expect(read('--backend', 'http://a.example/', '--secret-file', 's').secretFile).toBe('/home/mara/s');
  });

  test('what the host checks is passed on as it is, its file from where the person stands', () => {
    expect(read().passedOn).toEqual({});
    expect(read('--keep', 'days=9', '--key-file', 'k.json', '--unprotected=refuse', '--wipe=none').passedOn).toEqual({
      keep: 'days=9',
      'key-file': '/home/mara/k.json',
      unprotected: 'refuse',
      wipe: 'none',
    });
  });

  test('what was asked for by name is known from what is usual', () => {
    expect(read('--agent', 'Ruth Okafor', '--port', '0').given).toEqual({});
    const said = ['--port', '5555', '--scenario', 'none', '--speed', '2.0', '--keep', 'days=9'];
    expect(read(...said).given).toEqual({ port: '5555', scenario: 'none', speed: '2', keep: 'days=9' });
    expect(read('--backend', 'http://a.example/', '--secret-file', 's').given).toEqual({ backend: 'http://a.example' });
  });

  test('the last slash of a backend address does not matter', () => {
    expect(read('--backend', 'http://127.0.0.1:7400/', '--secret-file', 's').backend).toBe('http://127.0.0.1:7400');
  });

  test.each([
    [['--hots', 'browser'], 'There is no option --hots.'],
    [['--host', 'firefox'], '--host is electron or browser, not "firefox".'],
    [['--port', '70000'], '--port wants a number from 0 to 65535, not "70000".'],
    [['--port', 'x'], '--port wants a number from 0 to 65535, not "x".'],
    [['--speed', '0'], '--speed wants a number above 0'],
    [['--speed', 'fast'], '--speed wants a number above 0'],
    [['--speed', '1001'], '--speed wants a number above 0 and up to 1000, not "1001".'],
    [['--scenario', 'nonsense'], 'There is no scenario "nonsense"; there are escalated-call, quiet, busy and none.'],
    [['--backend', 'nonsense', '--secret-file', 's'], '--backend wants an address'],
    [['--backend', 'file:///etc', '--secret-file', 's'], '--backend wants an address'],
    [['--backend', 'http://a.example'], '--backend needs --secret-file'],
    [['--backend', 'http://a.example', '--secret-file', 's', '--scenario', 'x'], '--scenario is for the embedded'],
    [['--data'], '--data'],
    [['--data', ''], '--data is empty.'],
    [['--no-open=yes'], '--no-open'],
    [['extra'], 'extra'],
  ])('%j is refused with one sentence and exit code 2', (argv, words) => {
    const error = refusal(...argv);
    expect(error).toBeInstanceOf(StartError);
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain('\n');
  });

  test.each([
    [['--data'], '--data wants a value. Try --help.'],
    [['--no-open=1'], '--no-open takes no value. Try --help.'],
    [['--speed', '-1'], '--speed wants a value; write one that begins with a dash as --speed=VALUE. Try --help.'],
  ])('%j is answered in one sentence on one line', (argv, sentence) => {
    expect(refusal(...argv)).toMatchObject({ message: sentence, exitCode: 2 });
  });

  test('--help wins over what is missing', () => {
    expect(read('--help', '--backend', 'http://a.example').help).toBe(true);
  });
});

test('the command that fetches the binary is there, and electron itself still has none of its own', () => {
  const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')) as Package;
  const { bin, scripts = {} } = read('node_modules/electron/package.json');
  expect(bin['install-electron']).toBeDefined();
  expect(scripts).not.toHaveProperty('postinstall');
});
type Package = { readonly bin: Record<string, string>; readonly scripts?: Record<string, string> };

describe('the choice of host', () => {
  const all = { electron: '/electron', hasDisplay: true, isRoot: false };

  test('Electron where it can run, else the browser, with the reason', () => {
    expect(chooseHost(null, all).host).toBe('electron');
    expect(chooseHost(null, { ...all, electron: null })).toEqual({
      host: 'browser',
      why: "Electron's binary is not installed here (`npx install-electron` fetches it)",
    });
    expect(chooseHost(null, { ...all, hasDisplay: false })).toEqual({ host: 'browser', why: 'there is no display' });
    expect(chooseHost(null, { ...all, isRoot: true }).host).toBe('browser');
  });

  test('what was asked for is taken or refused, never replaced', () => {
    expect(chooseHost('browser', all)).toEqual({ host: 'browser', why: 'as asked' });
    expect(() => chooseHost('electron', { ...all, electron: null })).toThrow(
      "--host electron cannot be used: Electron's binary is not installed here (`npx install-electron` fetches it); use --host browser.",
    );
  });
});

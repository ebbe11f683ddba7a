// A class that a component asks of a CSS module and that is not there says nothing: no type, no error, only a bare control.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', 'renderer');
const filesIn = (end: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(end))
    .map(name => join(root, name));

const bare = (css: string): string => css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/'[^']*'/g, '');
const classesOf = (path: string): Set<string> =>
  new Set([...bare(readFileSync(path, 'utf8')).matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, name]) => name!));

type Asked = { readonly by: string; readonly module: string; readonly name: string };

/** `css.name` of every import of a module; `name` is `*` where a class is looked up by a value. */
function askedByComponents(): Asked[] {
  return [...filesIn('.tsx'), ...filesIn('.ts')].flatMap(by => {
    const text = readFileSync(by, 'utf8');
    return [...text.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)].flatMap(([, css, path]) => {
      const module = join(dirname(by), path!);
      const named = [...text.matchAll(new RegExp(`\\b${css}\\.(\\w+)`, 'g'))].map(([, name]) => name!);
      const looked = text.includes(`${css}[`) ? ['*'] : [];
      return [...named, ...looked].map(name => ({ by, module, name }));
    });
  });
}

function askedByModules(): Asked[] {
  return filesIn('.module.css').flatMap(by =>
    [...readFileSync(by, 'utf8').matchAll(/composes: ([\w ]+?)(?: from '([^']+)')?;/g)].flatMap(([, names, path]) =>
      names!.split(' ').map(name => ({ by, module: path ? join(dirname(by), path) : by, name })),
    ),
  );
}

const asked = [...askedByComponents(), ...askedByModules()];
const said = (by: string, name: string): string => `${relative(root, by)} ${name}`;

test('every class that is asked of a CSS module is there', () => {
  expect(asked.length).toBeGreaterThan(500);
  const missing = asked.filter(({ module, name }) => name !== '*' && !classesOf(module).has(name));
  expect(missing.map(({ by, name }) => said(by, name))).toEqual([]);
});

test('every class of a CSS module is asked for', () => {
  const left = filesIn('.module.css').flatMap(module => {
    const names = new Set(asked.filter(one => one.module === module).map(({ name }) => name));
    return names.has('*')
      ? []
      : [...classesOf(module)].filter(name => !names.has(name)).map(name => said(module, name));
  });
  expect(left).toEqual([]);
});

/** What the library of the components sets itself. */
const GIVEN = ['--trigger-width'];

test('every token that a style takes is made somewhere: of one that is not the colour is silently another', () => {
  const styles = filesIn('.css').map(path => ({
    path,
    text: readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, ''),
  }));
  const made = new Set([
    ...GIVEN,
    ...styles.flatMap(({ text }) => [...text.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name!)),
  ]);
  const missing = styles.flatMap(({ path, text }) =>
    [...text.matchAll(/var\((--[\w-]+)/g)].filter(([, name]) => !made.has(name!)).map(([, name]) => said(path, name!)),
  );
  expect(made.size).toBeGreaterThan(60);
  expect(missing).toEqual([]);
});

import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { createLogger, defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Packages that change together share a chunk, so that a change of ours leaves the rest in the browser's cache. */
const groups = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|zustand)[\\/]/ },
  { name: 'aria', test: /node_modules[\\/](react-aria|react-stately|@react-aria|@react-stately|@internationalized)/ },
  { name: 'vendor', test: /node_modules[\\/]/ },
];

/**
 * Vite reads what `composes: … from` names without telling PostCSS its file, and then warns that somebody does. It is of no
 * consequence here, no stylesheet of ours has an address in it, and it would be the first that a person sees of `npm start`.
 */
const NO_MATTER = 'A PostCSS plugin did not pass the `from` option';
const logger = createLogger('warn');
const { warnOnce } = logger;
logger.warnOnce = (message, options) => {
  if (!message.includes(NO_MATTER)) warnOnce(message, options);
};

export default defineConfig({
  customLogger: logger,
  root: at('../renderer'),
  base: '/',
  plugins: [react()],
  // The page may load nothing that is not a file of its own: no data: fonts, no inline script for preloading.
  build: {
    outDir: at('../out/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    minify: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
});

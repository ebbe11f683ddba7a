import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Packages that change together share a chunk, so that a change of ours leaves the rest in the browser's cache. */
const groups = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|zustand)[\\/]/ },
  { name: 'aria', test: /node_modules[\\/](react-aria|react-stately|@react-aria|@react-stately|@internationalized)/ },
  { name: 'vendor', test: /node_modules[\\/]/ },
];

export default defineConfig({
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

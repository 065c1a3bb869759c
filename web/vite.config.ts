import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds what the API serves from `dist/web`: the single page app, and the page that is recorded. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    rolldownOptions: {
      input: ['index.html', 'composite.html'].map((page) => join(import.meta.dirname, page)),
    },
    // livekit-client alone is past the default warning; it is loaded by the room page and the recorded page only.
    chunkSizeWarningLimit: 900,
  },
});

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the single page app that the API serves from `dist/web`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // livekit-client alone is past the default warning; it is loaded by the room page only.
    chunkSizeWarningLimit: 900,
  },
});

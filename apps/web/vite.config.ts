import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Everything ships from the API's own origin under a policy without inline script, style or data: addresses,
 * so nothing is inlined and no polyfill is injected.
 */
export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port: 4710,
    proxy: {
      '/graphql': { target: 'http://127.0.0.1:4700', ws: true, changeOrigin: true },
      '/auth': { target: 'http://127.0.0.1:4700', changeOrigin: true },
      '/v1': { target: 'http://127.0.0.1:4700', changeOrigin: true },
    },
  },
  build: {
    target: 'es2022',
    manifest: true,
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

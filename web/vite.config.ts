import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { operations } from './api/operations.plugin.ts'
import { mantineStyles } from './mantine-styles.ts'

/** The staff's app: built into dist/web, from where the server sends it; while developing, /api/v1 goes to that server. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), mantineStyles(), operations()],
  server: {
    port: 7301,
    fs: { allow: ['..'] },
    proxy: { '/api/v1': 'http://127.0.0.1:7300' },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    sourcemap: true,
    // Chunks are loaded as files of their own; an inlined picture would need `data:` in the content security policy.
    assetsInlineLimit: 0,
  },
})

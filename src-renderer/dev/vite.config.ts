import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/* Serves the real pages with a fake main process, so that the windows can be looked at in any browser. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [
    react(),
    {
      name: 'fake-main-process',
      transformIndexHtml: {
        order: 'pre',
        handler: (html) =>
          html
            // The development server injects styles and a script of its own, which the real policy forbids.
            .replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, '')
            .replace(
              '<script type="module"',
              '<script type="module" src="./dev/install-fake-bridge.ts"></script>$&',
            ),
      },
    },
  ],
})

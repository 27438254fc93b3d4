import { defineConfig, passthroughImageService } from 'astro/config';
import { dropUnusedRules } from './adapter/drop-unused-rules.ts';
import { httpApiAdapter } from './adapter/http-api-adapter.ts';

/**
 * The site: every page is rendered by one Lambda function, everything else is a file under `/_assets` with a hash in
 * its name. The site's origin is not written here: it is read from `PUBLIC_ORIGIN` when the function starts, so one
 * build serves every environment.
 */
export default defineConfig({
  output: 'server',
  adapter: httpApiAdapter(),
  outDir: '../dist/web',
  cacheDir: '../.cache/astro',
  trailingSlash: 'ignore',
  // The middleware checks the origin of everything that is posted (`src/refuse-request.ts`); this looks at forms only.
  security: { checkOrigin: false },
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  build: {
    assets: '_assets',
    // The content security policy allows no inline style and no inline script.
    inlineStylesheets: 'never',
    client: './client',
    server: './server',
  },
  vite: {
    cacheDir: '../.cache/vite-web',
    build: { assetsInlineLimit: 0 },
    css: { postcss: { plugins: [dropUnusedRules(new URL('./src/', import.meta.url))] } },
    ssr: { noExternal: true },
  },
});

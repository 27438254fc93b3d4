import type { AstroIntegration } from 'astro';

/** Astro adapter for API Gateway HTTP APIs (payload format 2.0): the built server exports `handler`. */
export function httpApiAdapter(): AstroIntegration {
  return {
    name: 'http-api-adapter',
    hooks: {
      'astro:config:done': ({ setAdapter }) => {
        setAdapter({
          name: 'http-api-adapter',
          entrypointResolution: 'auto',
          serverEntrypoint: new URL('./handler.ts', import.meta.url),
          adapterFeatures: { buildOutput: 'server' },
          supportedAstroFeatures: {
            serverOutput: 'stable',
            staticOutput: 'unsupported',
            hybridOutput: 'unsupported',
            sharpImageService: 'unsupported',
          },
        });
      },
    },
  };
}

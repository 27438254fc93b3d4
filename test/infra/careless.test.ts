import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { expect, it, vi } from 'vitest';
import { createApp } from '#infra/app.ts';
import { readConfig } from '#infra/config.ts';

it('synthesizes nothing careless: a finding that nobody acknowledged stops it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'listning-careless-'));
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const app = createApp(readConfig('dalarna'), folder);
    const edge = app.node.findChild('listning-dalarna-edge');
    if (!(edge instanceof Stack)) throw new Error('No edge stack');
    new Bucket(edge, 'Careless');
    expect(() => app.synth()).toThrow(/validation/i);
  } finally {
    said.mockRestore();
    rmSync(folder, { recursive: true, force: true });
  }
});

import type { AnswerOf, CallOf } from '#contract/routes.ts';
import type { Called } from '../../api/client.ts';

export type ExportedKind = CallOf<'exportRegion'>['params']['kind'];

interface ExportFile {
  readonly kind: ExportedKind;
  readonly format: CallOf<'exportRegion'>['query']['format'];
}

/** The files, by the last part of their address. */
export const exportFiles: Readonly<Record<string, ExportFile>> = {
  'vardenheter.csv': { kind: 'careUnits', format: 'csv' },
  'vardenheter.xlsx': { kind: 'careUnits', format: 'xlsx' },
  'lakare.csv': { kind: 'doctors', format: 'csv' },
  'lakare.xlsx': { kind: 'doctors', format: 'xlsx' },
};

export function findExportFile(name: string | undefined): ExportFile | undefined {
  return name !== undefined && Object.hasOwn(exportFiles, name) ? exportFiles[name] : undefined;
}

/** The file as a download; nothing keeps it or guesses its type. Refused: back to the page, which says why. */
export function downloadOf(called: Called<'exportRegion' | 'exportRoster'>, page: string): Response {
  if (!called.ok) {
    const failure = called.slug === 'export-too-large' ? 'tooLarge' : 'failed';
    return new Response(null, { status: 303, headers: { location: `${page}?uttag=${failure}#export` } });
  }
  const { fileName, contentType, data }: AnswerOf<'exportRegion'> = called.answer;
  return new Response(Buffer.from(data, 'base64'), {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** Why the file that was asked for did not come, as `downloadOf` sent it. */
export function failureOf(address: URL): 'tooLarge' | 'failed' | undefined {
  const said = address.searchParams.get('uttag');
  return said === 'tooLarge' || said === 'failed' ? said : undefined;
}

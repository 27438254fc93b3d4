import type { Api, Refused } from '../../api/client.ts';
import { fieldOf } from '../../components/person/form.ts';
import { browserMegabytes, kinds } from './import-texts.ts';

/** What handing a file in came to: the job, or why there is none. */
export type Uploaded =
  | { readonly jobId: string }
  | { readonly wrong: 'no-file' | 'file-too-large' }
  | { readonly refused: Refused };

/** Hands a file of the form to the API in parts, and starts the dry run. */
export async function uploadFile(api: Api, form: FormData): Promise<Uploaded> {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return { wrong: 'no-file' };
  if (file.size > browserMegabytes * 1024 * 1024) return { wrong: 'file-too-large' };
  const kind = kinds.find((one) => one === fieldOf(form, 'kind')) ?? 'careUnits';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const body = {
    kind,
    fileName: plainName(file.name),
    bytes: bytes.byteLength,
    sha256: await sha256Of(bytes),
    asOf: fieldOf(form, 'asOf') ?? '',
  };
  const created = await api.call('createImport', { body });
  if (!created.ok) return { refused: created };
  const { jobId, parts, partBytes } = created.answer;
  for (let part = 1; part <= parts; part += 1) {
    const data = base64Of(bytes.subarray((part - 1) * partBytes, part * partBytes));
    const kept = await api.call('putImportPart', { params: { jobId, part: String(part) }, body: { data } });
    if (!kept.ok) return { refused: kept };
  }
  const started = await api.call('actOnImport', { params: { jobId }, body: { act: 'dryRun' } });
  return started.ok ? { jobId } : { refused: started };
}

/** Without folders and control characters; some browsers send a path. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .replaceAll(/\p{Cc}/gu, '')
      .trim()
      .slice(-120) || 'file'
  );
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Buffer.from(digest).toString('hex');
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

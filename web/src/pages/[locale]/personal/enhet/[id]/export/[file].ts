import type { APIRoute } from 'astro';
import { downloadOf, findExportFile } from '../../../../../../staff/imports/export-file.ts';

/** The doctors and lists of one unit as a file. */
export const GET: APIRoute = async ({ params, locals: { api, tag } }) => {
  const { id: careUnitId = '' } = params;
  const file = findExportFile(params.file);
  if (file?.kind !== 'doctors') return new Response(null, { status: 404 });
  const query = { format: file.format };
  const called = await api.call('exportRoster', { params: { careUnitId }, query });
  return downloadOf(called, `/${tag}/personal/enhet/${encodeURIComponent(careUnitId)}/lakare`);
};

import type { APIRoute } from 'astro';
import { downloadOf, findExportFile } from '../../../../../../staff/imports/export-file.ts';

/** The region's units or doctors as a file. */
export const GET: APIRoute = async ({ params, locals: { api, tag } }) => {
  const file = findExportFile(params.file);
  if (!file) return new Response(null, { status: 404 });
  const { kind, format } = file;
  const called = await api.call('exportRegion', { params: { kind }, query: { format } });
  return downloadOf(called, `/${tag}/personal/region/import`);
};

/** Which list an address names: `unit` or `unit/doctor`; nothing for what is no address of ours. */
export function listOfPath(path: string | undefined): { careUnitId: string; doctorId?: string } | undefined {
  const match = /^([a-z0-9-]{3,60})(?:\/([a-z0-9]{4,12}))?$/.exec(path ?? '');
  const [, careUnitId, doctorId] = match ?? [];
  if (careUnitId === undefined) return undefined;
  return doctorId === undefined ? { careUnitId } : { careUnitId, doctorId };
}

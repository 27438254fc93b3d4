/** Does something with each of many, so many at a time; the results stand in the order of the list. */
export async function inParallel<T, R>(
  atATime: number,
  list: readonly T[],
  work: (value: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const left = list.entries();
  const workOn = async () => {
    for (const [at, value] of left) results[at] = await work(value);
  };
  await Promise.all(Array.from({ length: Math.min(atATime, list.length) }, workOn));
  return results;
}

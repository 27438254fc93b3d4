const name = 'StartRefusal';

/** Why `npm start` cannot begin, as the one line that a person gets to read. */
export function startRefusal(message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

export function isStartRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === name;
}

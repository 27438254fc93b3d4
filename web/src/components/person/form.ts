/** The posted form; an unreadable body is an empty form, which the page's own checks then answer. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    return new FormData();
  }
}

/** A text field of a form, or `undefined` when it is missing, empty or longer than anything we sent out. */
export function fieldOf(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === 'string' && value !== '' && value.length <= 300 ? value : undefined;
}

/** The key by which a form that is sent twice is one act: ours to mint, so in the form of ours or not at all. */
export function intentKeyOf(form: FormData): string | undefined {
  const key = fieldOf(form, 'intentKey');
  return key !== undefined && /^[\w-]{16,64}$/.test(key) ? key : undefined;
}

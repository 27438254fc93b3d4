import * as z from 'zod';

/** What every function and page may know of the region it serves: deploy-time configuration, nothing secret. */
export const regionSchema = z.strictObject({
  slug: z.string().regex(/^[a-z-]+$/),
  /** Länskod, two digits. */
  code: z.string().regex(/^\d{2}$/),
  name: z.string(),
  /** Name by language where it differs from the Swedish one. */
  names: z.record(z.string(), z.string()).default({}),
  /** Locale tags offered, in the order of the menu; the first is the default. */
  locales: z.array(z.string()).min(1),
  /** True for a demo: pages are noindex, every availability and doctor is labelled invented. */
  invented: z.boolean(),
  contact: z.strictObject({
    /** Where one gets help without the internet. */
    phone: z.string(),
    phoneHours: z.string(),
    postalAddress: z.array(z.string()),
    email: z.string().optional(),
  }),
  municipalities: z.array(z.strictObject({ code: z.string(), name: z.string() })),
});
export type Region = z.infer<typeof regionSchema>;

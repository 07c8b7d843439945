import { z } from "zod";

/** A customer as the app knows them. */
export interface Customer {
  id: string;
  name: string;
  /** ISO 8601 date, such as `2019-03-01`. */
  since: string;
  email: string | null;
  phone: string | null;
}

/**
 * A customer as the upstream sends them. Converted only here, so a change of its format changes only this
 * file.
 */
export const customerSchema = z
  .object({
    customer_id: z.string(),
    display_name: z.string(),
    member_since: z.iso.date(),
    contact: z.object({ email: z.string().nullish(), phone: z.string().nullish() }),
  })
  .transform(
    ({ customer_id, display_name, member_since, contact }): Customer => ({
      id: customer_id,
      name: display_name,
      since: member_since,
      email: contact.email ?? null,
      phone: contact.phone ?? null,
    }),
  );

/** The format of an id. It becomes part of the upstream's URL, so it has no dots and slashes. */
export function isCustomerId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id);
}

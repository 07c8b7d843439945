"use client";

import { useConnection } from "../connect-app-provider";
import type { ClientClass } from "../connection";

/**
 * An SDK client, such as `ContactClient` or `AgentClient`, created once for each connection. Its requests reject
 * with a `ConnectAppError`. Throws `not-connected` before the app is created. This example needs
 * Contact.Details.Edit.
 *
 * @example
 * const contacts = useConnectClient(ContactClient);
 * const accept = (contactId: string) => contacts.accept(contactId);
 */
export function useConnectClient<Client>(Class: ClientClass<Client>): Client {
  return useConnection().getClient(Class);
}

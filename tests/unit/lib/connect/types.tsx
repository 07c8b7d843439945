import { AgentClient, ContactClient } from "@amazon-connect/contact";
import { VoiceClient } from "@amazon-connect/voice";
import { useConnectClient, useConnectEvent, useConnectRequest, usePermission } from "@/lib/connect";

// Not run: `npm run test:types` checks it. Each line below a directive must not compile.

export function Compiles({ contactId }: { contactId: string }) {
  const channel = useConnectRequest(ContactClient, "getChannelType", contactId);
  if (channel.status === "ready") channel.data.subtype satisfies string;
  // A handler need not be async, as the SDK's own must.
  useConnectEvent(ContactClient, "Connected", (event) => void (event.contactId satisfies string));
  useConnectEvent(VoiceClient, "ParticipantHold", (event) => void (event.isOnHold satisfies true));
  useConnectClient(AgentClient).setOffline satisfies () => Promise<unknown>;
  usePermission("Contact.Attributes.View");
}

export function DoesNotCompile({ contactId }: { contactId: string }) {
  const contacts = useConnectClient(ContactClient);
  // @ts-expect-error the SDK itself wants an async handler
  contacts.onConnected(() => {});
  // @ts-expect-error no such method
  useConnectRequest(ContactClient, "getColour", contactId);
  // @ts-expect-error a command is no question: it would be sent again at every mount
  useConnectRequest(ContactClient, "accept", contactId);
  // @ts-expect-error the contact id is missing
  useConnectRequest(ContactClient, "getChannelType");
  // @ts-expect-error an event of another client
  useConnectEvent(AgentClient, "Connected", () => {});
  // @ts-expect-error no such event
  useConnectEvent(ContactClient, "Answered", () => {});
  // @ts-expect-error the event has no such field
  useConnectEvent(ContactClient, "Connected", (event) => event.customer);
  // @ts-expect-error not a client class
  useConnectClient("ContactClient");
  // @ts-expect-error not a permission, though an administrator could register it
  usePermission("Contact.Variables.View");
}

import { AppContactScope } from "@amazon-connect/app";
import type { BaseContactLifecycleEvent, ContactClient } from "@amazon-connect/contact";
import { subscribeToEvent } from "./events";
import type { ConnectContext } from "./foreign";
import { isGranted } from "./permissions";

/**
 * The state of a contact after its last event; `unknown` before the first event. The SDK has no request for it.
 * `acw` is after-contact work.
 */
export type ContactState = "unknown" | "connected" | "acw" | "missed" | "cleared";

/** The contacts that the app shows. */
export interface OpenContacts {
  /**
   * The contact to show, or null. The SDK has no event for it: an app that stays open for all contacts requests it
   * when the app comes to the front, when a contact changes, and when the pointer or the focus enters the frame.
   */
  readonly contactId: string | null;
  /** All open contacts that the workspace reports: the app's own or, in an app for all contacts, the agent's. */
  readonly contactIds: readonly string[];
}

export const noContacts: OpenContacts = { contactId: null, contactIds: [] };

export interface Contacts {
  getOpen(): OpenContacts;
  getState(contactId: string): ContactState;
  /** Shows another of the open contacts. */
  choose(contactId: string): void;
  /** Subscribes to the contacts' events. Call it as soon as the app is created: the SDK does not repeat past events. */
  follow(context: ConnectContext, getClient: () => ContactClient): void;
  /** Requests which contact the agent has selected, in an app that stays open for all contacts. */
  refreshCurrent(): void;
}

/** Creates the store of the app's contacts. It calls `changed` after each change. */
export function createContacts(changed: () => void): Contacts {
  let open = noContacts;
  const states = new Map<string, ContactState>();
  let refreshCurrent = async () => {};

  function enter(contactIds: readonly string[], contactId: string | null): void {
    open = { contactIds, contactId };
    changed();
  }

  function add(contactId: string): void {
    if (open.contactIds.includes(contactId) || states.get(contactId) === "cleared") return;
    enter([...open.contactIds, contactId], open.contactId ?? contactId);
  }

  function remove(contactId: string): void {
    const rest = open.contactIds.filter((each) => each !== contactId);
    enter(rest, open.contactId === contactId ? (rest.at(-1) ?? null) : open.contactId);
  }

  /** Follows the states of `contactId`, or of all contacts if it is undefined. */
  function followStates(
    client: ContactClient,
    contactId: string | undefined,
    then?: (event: BaseContactLifecycleEvent, state: ContactState) => void,
  ): void {
    function on(name: "Connected" | "StartingAcw" | "Missed" | "Cleared", state: ContactState) {
      const handler = async (event: BaseContactLifecycleEvent) => {
        states.set(event.contactId, state);
        then?.(event, state);
        changed();
      };
      subscribeToEvent(client, name, handler, contactId);
    }
    on("Connected", "connected");
    on("StartingAcw", "acw");
    on("Missed", "missed");
    on("Cleared", "cleared");
  }

  /** Follows all contacts, for an app that stays open for them. `seesAll`: its registration grants `*`. */
  async function followAll(client: ContactClient, seesAll: boolean): Promise<void> {
    const firstContacts = new Map<string, string | undefined>();
    let turn = 0;
    let lastCurrent: string | null = null;

    /** The contact that the agent has selected, or null if the workspace does not report it. */
    async function findCurrent(): Promise<string | null> {
      const current = AppContactScope.CurrentContactId;
      if (seesAll) return (await client.getContact(current)).contactId;
      const first = await client.getInitialContactId(current);
      const [one, other] = open.contactIds.filter((id) => firstContacts.get(id) === first);
      if (one && !other) return one;
      // A transferred contact has another initial contact, which is not this agent's.
      return first && (await client.getInitialContactId(first)) === first ? first : null;
    }

    refreshCurrent = async () => {
      turn += 1;
      const ownTurn = turn;
      // The workspace refuses this while no contact is selected, and perhaps where it has no current contact.
      const current = await findCurrent().catch(() => null);
      if (ownTurn !== turn || !current || states.get(current) === "cleared") return;
      add(current);
      // The agent's choice in the app stays until they select another contact in the workspace.
      if (current !== lastCurrent) enter(open.contactIds, current);
      lastCurrent = current;
    };

    followStates(client, undefined, (event, state) => {
      const { contactId, initialContactId } = event;
      if (state === "cleared") {
        firstContacts.delete(contactId);
        remove(contactId);
      } else {
        firstContacts.set(contactId, initialContactId);
        if (state !== "missed") add(contactId);
      }
      void refreshCurrent();
    });
    window.addEventListener("focus", refreshCurrent);
    document.documentElement.addEventListener("pointerenter", refreshCurrent);
    const contacts = seesAll ? await client.listContacts().catch(() => []) : [];
    for (const { contactId } of contacts) add(contactId);
    await refreshCurrent();
  }

  return {
    getOpen: () => open,
    getState: (contactId) => states.get(contactId) ?? "unknown",
    choose: (contactId) => enter(open.contactIds, contactId),

    follow({ config, scope }, getClient) {
      const own = scope?.type === "contact" ? scope.contactId : undefined;
      if (own !== undefined) enter([own], own);
      if (!isGranted(config.permissions, "Contact.Details.View")) return;
      const client = getClient();
      if (own === undefined && config.contactHandling?.scope === "CROSS_CONTACTS") {
        void followAll(client, isGranted(config.permissions, "*"));
      } else followStates(client, own);
    },

    refreshCurrent: () => void refreshCurrent(),
  };
}

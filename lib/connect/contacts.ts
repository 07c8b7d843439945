import { AppContactScope } from "@amazon-connect/app";
import type { BaseContactLifecycleEvent, ContactClient } from "@amazon-connect/contact";
import { subscribeToEvent } from "./events";
import type { ConnectContext } from "./foreign";
import { isGranted } from "./permissions";

/**
 * What the last event of a contact made of it; `unknown` until the first. The SDK has no request for it.
 * `acw` is after-contact work.
 */
export type ContactState = "unknown" | "connected" | "acw" | "missed" | "cleared";

/** The contacts that the app is for. */
export interface OpenContacts {
  /**
   * The contact to show, or null. The SDK has no event for it: an app that stays over all contacts asks
   * when it comes to the front, when a contact changes, and when the agent comes to its frame.
   */
  readonly contactId: string | null;
  /** All that are open, as far as the workspace tells: the app's own, or in an app for all contacts the agent's. */
  readonly contactIds: readonly string[];
}

export const noContacts: OpenContacts = { contactId: null, contactIds: [] };

export interface Contacts {
  getOpen(): OpenContacts;
  getState(contactId: string): ContactState;
  /** Shows another of the open contacts. */
  choose(contactId: string): void;
  /** Follows the contacts of a created app: what is not heard now is never told again. */
  follow(context: ConnectContext, getClient: () => ContactClient): void;
  /** Asks which contact the agent has selected, in an app that stays over all contacts. */
  askCurrent(): void;
}

export function createContacts(changed: () => void): Contacts {
  let open = noContacts;
  const states = new Map<string, ContactState>();
  let askCurrent = async () => {};

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

  /** Follows the states of `contactId`, or of every contact without it. */
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

  /** For an app that stays over all contacts. `seesAll`: its registration grants `*`. */
  async function followAll(client: ContactClient, seesAll: boolean): Promise<void> {
    const firstContacts = new Map<string, string | undefined>();
    let turn = 0;
    let lastCurrent: string | null = null;

    /** The contact that the agent has selected, or null where the workspace does not say. */
    async function findCurrent(): Promise<string | null> {
      const current = AppContactScope.CurrentContactId;
      if (seesAll) return (await client.getContact(current)).contactId;
      const first = await client.getInitialContactId(current);
      const [one, other] = open.contactIds.filter((id) => firstContacts.get(id) === first);
      if (one && !other) return one;
      // A contact that was transferred has another first one, which this agent does not have.
      return first && (await client.getInitialContactId(first)) === first ? first : null;
    }

    askCurrent = async () => {
      turn += 1;
      const asked = turn;
      // Refused while no contact is selected, and perhaps by a workspace that has no current contact here.
      const current = await findCurrent().catch(() => null);
      if (asked !== turn || !current || states.get(current) === "cleared") return;
      add(current);
      // What the agent chose in the app counts until they select another contact in the workspace.
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
      void askCurrent();
    });
    window.addEventListener("focus", askCurrent);
    document.documentElement.addEventListener("pointerenter", askCurrent);
    const contacts = seesAll ? await client.listContacts().catch(() => []) : [];
    for (const { contactId } of contacts) add(contactId);
    await askCurrent();
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

    askCurrent: () => void askCurrent(),
  };
}

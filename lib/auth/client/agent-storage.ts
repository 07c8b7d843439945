import type { StorageKeys } from "../server/storage-keys";
import type { SignIn } from "./sign-in";

/**
 * Stores values of one agent in this browser tab, in `sessionStorage`, encrypted: the next agent at the desk
 * cannot read them. Names are not encrypted: put no customer data into them.
 *
 * If the browser blocks third-party cookies and does not partition storage, nothing is stored: reading
 * `sessionStorage` throws there.
 */
export interface AgentStorage {
  /** Fetches the keys before they are needed. Never rejects. */
  prepare(): Promise<void>;
  /** The names that start with `prefix`. */
  list(prefix: string): string[];
  /**
   * The stored, encrypted value, or null. Each write encrypts differently, so a change shows that the value was
   * written again.
   */
  sealed(name: string): string | null;
  /** The value, or null if there is none or it is damaged. Rejects if the keys cannot be fetched. */
  read(name: string): Promise<unknown>;
  /**
   * Stores a JSON value; the last call wins. Resolves when it is stored. Never rejects: if the keys cannot be
   * fetched, the value waits in memory for the next write.
   */
  write(name: string, value: unknown): Promise<void>;
  /** Removes a value at once, even while it is being written. */
  remove(name: string): void;
}

/** ms that a request for the keys may take. */
const timeout = 10_000;
/** Bytes of an AES-GCM initialization vector (NIST SP 800-38D, 8.2). */
const ivLength = 12;

/**
 * Creates the storage of one agent. The server sends the keys only to the agent's own session. They stay in
 * memory as long as this object: until sign-out, or until another agent signs in.
 */
export function createAgentStorage(agentId: string, fetch: SignIn["fetch"]): AgentStorage {
  const keyOf = (name: string) => `${encodeURIComponent(agentId)}:${name}`;
  let keys: Promise<CryptoKey[]> | null = null;
  const pending = new Map<string, { value: unknown }>();
  let writing: Promise<void> | null = null;

  function loadKeys(): Promise<CryptoKey[]> {
    keys ??= fetchKeys(agentId, fetch).catch((error) => {
      keys = null;
      throw error;
    });
    return keys;
  }

  async function writePending(): Promise<void> {
    try {
      for (const [name, entry] of pending) {
        const text = await encrypt(await loadKeys(), keyOf(name), entry.value);
        // It was removed or replaced meanwhile.
        if (pending.get(name) !== entry) continue;
        pending.delete(name);
        sessionStorage.setItem(keyOf(name), text);
      }
    } catch {
    } finally {
      writing = null;
    }
  }

  function sealed(name: string): string | null {
    try {
      return sessionStorage.getItem(keyOf(name));
    } catch {
      return null;
    }
  }

  return {
    prepare: () =>
      loadKeys().then(
        () => {},
        () => {},
      ),

    list(prefix) {
      try {
        const start = keyOf(prefix);
        const found = Object.keys(sessionStorage).filter((key) => key.startsWith(start));
        return found.map((key) => key.slice(keyOf("").length));
      } catch {
        return [];
      }
    },

    sealed,

    async read(name) {
      const found = sealed(name);
      if (found === null) return null;
      for (const key of await loadKeys()) {
        try {
          return await decrypt(key, keyOf(name), found);
        } catch {}
      }
      return null;
    },

    write(name, value) {
      // After the values that are being written.
      pending.delete(name);
      pending.set(name, { value });
      writing ??= writePending();
      return writing;
    },

    remove(name) {
      pending.delete(name);
      try {
        sessionStorage.removeItem(keyOf(name));
      } catch {}
    },
  };
}

async function fetchKeys(agentId: string, fetch: SignIn["fetch"]): Promise<CryptoKey[]> {
  const signal = AbortSignal.timeout(timeout);
  const response = await fetch("/api/agent/storage-keys", { cache: "no-store", signal });
  if (!response.ok) throw new Error(`The keys could not be fetched: ${response.status}`);
  const found = (await response.json()) as StorageKeys;
  // Another agent has signed in meanwhile: with these keys they could read this agent's values.
  if (found.agentId !== agentId) throw new Error("The session belongs to another agent.");
  const usages: KeyUsage[] = ["encrypt", "decrypt"];
  return Promise.all(
    found.keys.map((key) => crypto.subtle.importKey("raw", bytesOf(key), "AES-GCM", false, usages)),
  );
}

// The name is authenticated, so a value cannot be moved to another name.
function parametersOf(iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
}

async function encrypt([key]: CryptoKey[], name: string, value: unknown): Promise<string> {
  if (!key) throw new Error("The server sent no key.");
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt(parametersOf(iv, name), key, text);
  return textOf(new Uint8Array([...iv, ...new Uint8Array(data)]));
}

async function decrypt(key: CryptoKey, name: string, sealed: string): Promise<unknown> {
  const bytes = bytesOf(sealed);
  const parameters = parametersOf(bytes.slice(0, ivLength), name);
  const text = await crypto.subtle.decrypt(parameters, key, bytes.slice(ivLength));
  return JSON.parse(new TextDecoder().decode(text));
}

function textOf(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

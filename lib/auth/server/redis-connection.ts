import "server-only";
import { logEvent } from "@/lib/log";
import { withTimeLimit } from "@/lib/time-limit";
import { SessionStoreDown } from "./session-store";

/** ms that a command may take, and that commands wait for a connection which is lost. */
const timeout = 1_000;
/** ms between two pings, and ms of silence after which the connection counts as lost. */
const pingInterval = 2_000;
const silence = 5_000;
/** Longest pause in ms between two attempts to connect. */
const longestPause = 1_000;

async function createClient(url: string) {
  // Loaded only with the setting.
  const redis = await import("@redis/client");
  return redis.createClient({
    url,
    disableOfflineQueue: true,
    pingInterval,
    socket: {
      connectTimeout: timeout,
      socketTimeout: silence,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, longestPause),
    },
  });
}

type Client = Awaited<ReturnType<typeof createClient>>;

export interface RedisConnection {
  /** Runs a command. @throws SessionStoreDown if it fails, or there is no response within a second. */
  run<Result>(command: (client: Client) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Opens a connection at the first command, and again whenever it is lost. */
export function openRedisConnection(url: string): RedisConnection {
  let opening: Promise<Client> | undefined;
  let isDown = false;
  let lastError: unknown;
  /** Since when there is no connection, in epoch ms, and what resolves when there is one. */
  let missing = createMissing();

  async function open(): Promise<Client> {
    const client = await createClient(url);
    let wasReady = false;
    client.on("ready", () => {
      wasReady = true;
      missing.end();
    });
    client.on("error", (error) => {
      lastError = error;
      if (wasReady) missing = createMissing();
      wasReady = false;
    });
    missing = createMissing();
    // It retries until it is closed.
    client.connect().catch(() => {});
    return client;
  }

  async function send<Result>(
    client: Client,
    command: (client: Client) => Promise<Result>,
  ): Promise<Result> {
    if (!client.isReady) await withTimeLimit(missing.since + timeout - Date.now(), missing.ended);
    return withTimeLimit(timeout, command(client));
  }

  return {
    async run(command) {
      opening ??= open();
      const client = await opening;
      try {
        const result = await send(client, command);
        if (isDown) logEvent("info", "session-store.up");
        isDown = false;
        return result;
      } catch (error) {
        const cause = client.isReady ? error : (lastError ?? error);
        if (!isDown) logEvent("error", "session-store.down", { cause: nameOf(cause) });
        isDown = true;
        throw new SessionStoreDown(`The session store does not work: ${nameOf(cause)}`);
      }
    },

    async close() {
      (await opening)?.destroy();
      opening = undefined;
    },
  };
}

function createMissing() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { since: Date.now(), ended, end };
}

/** Node's code such as ECONNREFUSED, or the first word of the server's message such as WRONGPASS. Never an address. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "other";
  const [, code] = error.message.match(/^([A-Z]{3,}) /) ?? [];
  return "code" in error && typeof error.code === "string" ? error.code : (code ?? "other");
}

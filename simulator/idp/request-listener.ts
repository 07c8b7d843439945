import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { safeListener } from "../safe-listener";
import { type Clients, workspaceOrigins } from "./clients";
import { handleLogin, loginPath } from "./login";
import type { Provider } from "./oidc-provider";
import type { QuirkSwitches } from "./quirks";
import { handleQuirks, sendJson } from "./quirks-endpoint";
import { applyRequestQuirks } from "./quirks-on-requests";
import { applyQuirks } from "./quirks-on-responses";
import { applyClientAuth, applyTokenQuirks, publishedKeys } from "./quirks-on-tokens";

/** Handles every request: the quirks first, then the login page, then the protocol. */
export function createRequestListener(
  provider: Provider,
  clients: Clients,
  switches: QuirkSwitches,
): RequestListener {
  const allowedOrigins = workspaceOrigins(clients);
  const handleProtocol = provider.callback();

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = req.url?.split("?")[0] ?? "/";
    if (path === "/quirks") return handleQuirks(req, res, switches, allowedOrigins);

    await wait(switches.get().delayMs, undefined, { ref: false });
    if (res.destroyed) return;
    const quirks = switches.get();
    applyQuirks(req, res, quirks);
    if (quirks.down) {
      res.writeHead(503, { "Content-Type": "text/plain" }).end("The quirk `down` is on.\n");
      return;
    }
    if (applyRequestQuirks(req, res, provider.issuer, quirks)) return;
    const keys = path === "/jwks" && publishedKeys(quirks);
    if (keys) return sendJson(res, 200, keys);
    if (path === "/token") {
      if (!applyClientAuth(req, quirks)) return sendJson(res, 401, { error: "invalid_client" });
      applyTokenQuirks(res, quirks);
    }
    return path.startsWith(loginPath) ? handleLogin(req, res, provider) : handleProtocol(req, res);
  }

  return safeListener("The simulated identity provider", handle);
}

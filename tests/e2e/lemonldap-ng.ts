import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** LemonLDAP::NG, another identity provider, with its demo accounts. The password of each account is its name. */
export interface LemonLdap {
  issuer: string;
  /** The app's client at the provider. */
  client: { id: string; secret: string };
  /** Replaces the signing key. Resolves when the new key is in use. */
  rotateKeys(): Promise<void>;
  /** Sets whether the provider shows a consent page. Resolves when this is in effect. */
  askForConsent(asks: boolean): Promise<void>;
  stop(): Promise<void>;
}

const client = { id: "starterapp", secret: "starterappatlemonldapng" };

/** ms that it may take to start, and to load a new configuration. */
const startTimeout = 15_000;

const portal = fileURLToPath(new URL("../fixtures/lemonldap-ng/portal.psgi", import.meta.url));

/** Whether Debian's packages of its portal and of its server are installed. */
export const isInstalled = [
  "/usr/bin/plackup",
  "/usr/share/perl5/Lemonldap/NG/Portal/Main.pm",
].every((path) => existsSync(path));

/** Starts LemonLDAP::NG for the app with the origin `app`. It takes `port` and the next one. */
export async function startLemonLdap(port: number, app: string): Promise<LemonLdap> {
  const folder = await mkdtemp(join(tmpdir(), "lemonldap-ng-"));
  const issuer = `http://127.0.0.1:${port}/`;
  for (const name of ["conf", "sessions/lock", "persistent/lock"]) {
    await mkdir(join(folder, name), { recursive: true });
  }
  const settings = join(folder, "lemonldap-ng.ini");
  await writeFile(settings, localSettings(folder));

  let version = 0;
  const current = { keys: createKeys(), asksForConsent: false };
  let log = "";

  async function configure(change: Partial<typeof current> = {}): Promise<void> {
    Object.assign(current, change);
    version += 1;
    const file = join(folder, "conf", `lmConf-${version}.json`);
    const content = configuration({ ...current, version, folder, issuer, app });
    await writeFile(file, JSON.stringify(content));
  }

  /** Waits until the last configuration is in effect. Each configuration has its own key id. */
  async function inForce(): Promise<void> {
    const deadline = Date.now() + startTimeout;
    while (Date.now() < deadline) {
      const response = await fetch(`${issuer}oauth2/jwks`).catch(() => null);
      if (response?.ok && (await response.text()).includes(`"${keyId(version)}"`)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    server.kill();
    throw new Error(`LemonLDAP::NG does not run as configured: ${log}`);
  }

  await configure();
  const server = spawn(
    "plackup",
    ["--no-default-middleware", "--timeout=2", "--host=127.0.0.1", `--port=${port + 1}`, portal],
    { env: { ...process.env, LLNG_DEFAULTCONFFILE: settings }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = new Promise((resolve) => server.once("exit", resolve));
  for (const output of [server.stdout, server.stderr]) {
    output.on("data", (data) => {
      log += data;
    });
  }
  const front = await forwardRequests(port, port + 1);
  await inForce();

  return {
    issuer,
    client,
    async rotateKeys() {
      await configure({ keys: createKeys() });
      await inForce();
    },
    async askForConsent(asksForConsent) {
      await configure({ asksForConsent });
      await inForce();
    },
    async stop() {
      front.closeAllConnections();
      front.close();
      server.kill();
      await ended;
      await rm(folder, { recursive: true, maxRetries: 3 });
    },
  };
}

/**
 * Forwards each request to a server that handles one connection at a time. Without this, the connections that a browser
 * opens in advance block it, for its whole timeout each.
 */
async function forwardRequests(from: number, to: number): Promise<Server> {
  const front = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const forwarded = request(
      { host: "127.0.0.1", port: to, method, path, headers },
      (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      },
    );
    forwarded.once("error", () => outgoing.destroy());
    incoming.pipe(forwarded);
  }).listen(from, "127.0.0.1");
  await new Promise((resolve) => front.once("listening", resolve));
  return front;
}

function createKeys() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

function keyId(version: number): string {
  return `key-${version}`;
}

/** `checkTime`: seconds between two checks for a new configuration. */
function localSettings(folder: string): string {
  return `
[all]
logLevel = error
checkTime = 1
[configuration]
type = File
dirName = ${folder}/conf
[portal]
staticPrefix = /static
templateDir = /usr/share/lemonldap-ng/portal/templates
languages = en
[handler]
`;
}

function configuration(options: {
  version: number;
  folder: string;
  issuer: string;
  app: string;
  keys: { publicKey: string; privateKey: string };
  asksForConsent: boolean;
}): object {
  const { version, folder, issuer, app, keys } = options;
  return {
    cfgNum: version,
    cfgDate: String(version),
    cfgAuthor: "test",
    portal: issuer,
    domain: "127.0.0.1",
    key: "a key of the tests",
    securedCookie: 1,
    sameSite: "None",
    authentication: "Demo",
    userDB: "Same",
    demoExportedVars: { uid: "uid", cn: "cn", mail: "mail" },
    whatToTrace: "uid",
    // Seconds until a sign-in is too old for a request with prompt=login.
    portalForceAuthnInterval: 0,
    // The app's own list lets in this group.
    groups: { agents: '$uid ne "msmith"' },
    globalStorage: "Apache::Session::File",
    globalStorageOptions: {
      Directory: `${folder}/sessions`,
      LockDirectory: `${folder}/sessions/lock`,
      generateModule: "Lemonldap::NG::Common::Apache::Session::Generate::SHA256",
    },
    persistentStorage: "Apache::Session::File",
    persistentStorageOptions: {
      Directory: `${folder}/persistent`,
      LockDirectory: `${folder}/persistent/lock`,
    },
    locationRules: { default: { default: "deny" } },
    issuerDBOpenIDConnectActivation: 1,
    oidcServiceKeyIdSig: keyId(version),
    oidcServicePrivateKeySig: keys.privateKey,
    oidcServicePublicKeySig: keys.publicKey,
    oidcRPMetaDataOptions: {
      app: {
        oidcRPMetaDataOptionsClientID: client.id,
        oidcRPMetaDataOptionsClientSecret: client.secret,
        oidcRPMetaDataOptionsRedirectUris: `${app}/api/auth/callback/oidc`,
        oidcRPMetaDataOptionsPostLogoutRedirectUris: `${app}/sign-in/signed-out`,
        oidcRPMetaDataOptionsBypassConsent: options.asksForConsent ? 0 : 1,
        oidcRPMetaDataOptionsIDTokenSignAlg: "RS256",
        oidcRPMetaDataOptionsRequirePKCE: 1,
      },
    },
    oidcRPMetaDataExportedVars: {
      app: { name: "cn", email: "mail", groups: "groups;string;always" },
    },
    oidcRPMetaDataOptionsExtraClaims: { app: { groups: "groups" } },
  };
}

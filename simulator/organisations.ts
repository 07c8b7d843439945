import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tenantSettingNames } from "../lib/env";
import { emptied } from "./app-process";

/** An organisation that uses the app: its workspace, and where its app and identity provider are. */
export interface Organisation {
  id: string;
  appUrl: string;
  workspaceUrl: string;
  workspacePort: number;
  idpPort: number;
  idpHost: "127.0.0.1" | "localhost";
}

interface Ports {
  port: number;
  "workspace-port": number;
  "idp-port": number;
}

/** The one organisation of `npm run dev`: three sites, as in production. */
export function oneOrganisation(ports: Ports): Organisation[] {
  return [
    {
      id: "default",
      appUrl: `http://localhost:${ports.port}`,
      workspaceUrl: `http://workspace.localhost:${ports["workspace-port"]}`,
      workspacePort: ports["workspace-port"],
      idpPort: ports["idp-port"],
      idpHost: "127.0.0.1",
    },
  ];
}

/** The two of `npm run dev -- --tenants`. As in production, their apps are on one site, on two hosts. */
export function twoOrganisations(ports: Ports): Organisation[] {
  return (["acme", "globex"] as const).map((id, index) => ({
    id,
    appUrl: `http://${id}.app.localhost:${ports.port}`,
    workspaceUrl: `http://${id}-workspace.localhost:${ports["workspace-port"] + 2 * index}`,
    workspacePort: ports["workspace-port"] + 2 * index,
    idpPort: ports["idp-port"] + 2 * index,
    idpHost: id === "acme" ? "127.0.0.1" : "localhost",
  }));
}

/** Writes a file of tenants. Returns the app's settings for it: its path, and the secrets to which it refers. */
export async function writeTenantsFile(
  tenants: ReadonlyMap<string, Record<string, string>>,
): Promise<{ settings: Record<string, string>; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "tenants-"));
  const path = join(folder, "tenants.json");
  const secrets: Record<string, string> = {};
  const entries = [...tenants].map(([id, settings]) => {
    const values = Object.entries(settings)
      .filter(([name, value]) => value !== "" && tenantSettingNames.includes(name))
      .map(([name, value]) => {
        if (!/_(SECRET|TOKEN)$/.test(name)) return [name, value];
        const variable = `${id.toUpperCase()}_${name}`;
        secrets[variable] = value;
        return [name, { env: variable }];
      });
    return { id, ...Object.fromEntries(values) };
  });
  await writeFile(path, JSON.stringify({ tenants: entries }, null, 2));
  return {
    settings: { ...emptied(tenantSettingNames), ...secrets, TENANTS_FILE: path },
    remove: () => rm(folder, { recursive: true }),
  };
}

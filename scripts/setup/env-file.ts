import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

export const envFile = ".env.local";

/** Writes `.env.local` from `.env.example`, with a new secret, readable only by its owner. */
export async function writeEnvFile(): Promise<void> {
  const example = await readFile(".env.example", "utf8");
  const secret = randomBytes(33).toString("base64");
  const settings = example.replace(/^AUTH_SECRET=.*$/m, `AUTH_SECRET=${secret}`);
  await writeFile(envFile, settings, { mode: 0o600 });
}

import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

export const envFile = ".env.local";

/** Writes `.env.local` from `.env.example`, with a secret of its own and readable by its owner alone. */
export async function writeEnvFile(): Promise<void> {
  const example = await readFile(".env.example", "utf8");
  const secret = randomBytes(33).toString("base64");
  const settings = example.replace(/^AUTH_SECRET=.*$/m, `AUTH_SECRET=${secret}`);
  await writeFile(envFile, settings, { mode: 0o600 });
}

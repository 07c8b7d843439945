import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** A new self-signed certificate for localhost, by `openssl`, in `folder`. `file` is for NODE_EXTRA_CA_CERTS. */
export async function createCertificate(folder: string) {
  const file = join(folder, "cert.pem");
  const keyFile = join(folder, "key.pem");
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const files = ["-keyout", keyFile, "-out", file];
  const options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"];
  await promisify(execFile)("openssl", ["req", ...options, ...subject, ...files]);
  return { key: await readFile(keyFile, "utf8"), cert: await readFile(file, "utf8"), file };
}

export type Certificate = Awaited<ReturnType<typeof createCertificate>>;
